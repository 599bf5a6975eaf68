// Records of force that are due. A notice says nothing of what happened, so that it may stand here for everybody who
// works with the pupil, and a leader sees what is unfinished (C28).

import { useOpen } from "../../binding.ts";
import { LinkButton } from "../../ui/button.tsx";
import { useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { momentWords } from "../../text/dates.ts";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Row, Section, Stack } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { openNotices } from "./force-notices.ts";

export default function Force() {
  const { cover } = useOpen();
  const { ready, pupilById } = useDirectory();
  const { localNow, today } = useMoment();
  const names = useNames();
  const open = openNotices([...pupilById.values()], localNow);
  return (
    <Page
      title="Force, seclusion or restraint"
      lead="Every significant use has a record, written the same day. Parents are told as soon as can be."
      back={{ to: "/today", words: "Today" }}
      narrow
    >
      {!ready ? (
        <Loading />
      ) : (
        <Stack gap="loose">
          <Row>
            <LinkButton kind="primary" to="/force/new">
              Start a record
            </LinkButton>
          </Row>
          <Section title="Not finished">
            {open.length === 0 ? (
              // A cover adult is shown their own alone: of the others nothing is said (A34).
              <EmptyState title={cover ? "No record that you began is due" : "No record is due on this tablet"}>
                {cover && "What others began does not stand here for you."}
              </EmptyState>
            ) : (
              <RowList label="Not finished">
                {open.map(({ entry, notice, clock }) => (
                  <RowLink
                    key={notice.id}
                    to={`/force/${entry.scope}/${notice.id}`}
                    end={clock.overdue ? <Tag tone="problem">Late</Tag> : undefined}
                  >
                    <span>
                      {names.pupil(entry.pupil.fields)}, {momentWords(notice.when, today)}
                    </span>
                    <span>{clock.words}.</span>
                  </RowLink>
                ))}
              </RowList>
            )}
          </Section>
        </Stack>
      )}
    </Page>
  );
}
