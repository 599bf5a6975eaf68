// The end of a day: what is missing, what has not gone, what the next adult should know, and what the school's own
// system does not have yet.

import { useStatus } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { count } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Section, Stack } from "../../ui/page.tsx";
import { HandOffSection } from "./hand-off-section.tsx";
import { HandOverForm } from "./hand-over-form.tsx";
import { MissingList } from "./missing-list.tsx";
import { useDayRecords } from "./use-day-records.ts";

export default function DayEnd() {
  const { ready } = useDirectory();
  const records = useDayRecords();
  const { queued, refused } = useStatus();
  const waiting = queued + refused;
  return (
    <Page title="End of day" back={{ to: "/today", words: "Today" }} narrow>
      {!ready || records === undefined ? (
        <Loading />
      ) : (
        <Stack gap="loose">
          <MissingList records={records} />
          <Section title="Not sent yet">
            {waiting === 0 ? (
              <p>Everything written on this tablet has been sent.</p>
            ) : (
              <Inset kind="warn">
                <p>
                  {count(waiting, "entry has", "entries have")} not been sent. They are safe here. Leave the tablet on,
                  with a signal, until they have gone.
                </p>
                <LinkButton to="/sync">See what has not gone</LinkButton>
              </Inset>
            )}
          </Section>
          <HandOverForm />
          <HandOffSection records={records} />
        </Stack>
      )}
    </Page>
  );
}
