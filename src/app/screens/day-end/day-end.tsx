// The end of a day: what is missing, what has not gone, what the next adult should know, and what the school's own
// system does not have yet.

import { useStatus } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { notGoneWords } from "../../text/sync-words.ts";
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
  const waiting = notGoneWords(useStatus());
  return (
    <Page title="End of day" back={{ to: "/today", words: "Today" }} narrow>
      {!ready || records === undefined ? (
        <Loading />
      ) : (
        <Stack gap="loose">
          <MissingList records={records} />
          <Section title="Not sent yet">
            {waiting.length === 0 ? (
              <p>Everything written on this tablet has been sent.</p>
            ) : (
              <Inset kind="warn">
                {waiting.map((one) => (
                  <p key={one}>{one}</p>
                ))}
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
