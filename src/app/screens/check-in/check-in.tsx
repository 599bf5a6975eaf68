// A pupil's own check-in, before the tablet is handed over: an adult says who it is for, then locks it. What follows
// stands on the locked tablet: nothing of a record is in the tree while a pupil holds it.

import { useNavigate, useParams } from "react-router";
import { useDirectory } from "../../directory.ts";
import { useLock } from "../../shell/auto-lock.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Row, Section, Stack } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";
import { capital } from "../../text/words.ts";
import { useRoomRows } from "../room/use-room-rows.ts";
import { CheckInsToRead } from "./check-ins-to-read.tsx";

export default function CheckIn() {
  const { pupil } = useParams();
  const words = useWords();
  const { ready } = useDirectory();
  return (
    <Page
      title={`${capital(words.pupil)} check-in`}
      lead={`The ${words.pupil} says, in their own taps and words, how it is going and what would help.`}
      back={{ to: pupil === undefined ? "/today" : "/check-in", words: pupil === undefined ? "Today" : "Choose again" }}
      narrow
    >
      {!ready ? (
        <Loading />
      ) : pupil === undefined ? (
        <Stack gap="loose">
          <CheckInsToRead />
          <Who />
        </Stack>
      ) : (
        <HandOver pupil={pupil} />
      )}
    </Page>
  );
}

function Who() {
  // Whoever is in the room now stands first.
  const rows = useRoomRows().toSorted((a, b) => Number(b.expected) - Number(a.expected));
  const names = useNames();
  const words = useWords();
  return (
    <Section title="Who is it for?">
      {rows.length === 0 ? (
        <EmptyState title={`No ${words.pupil} stands in the room’s list`} />
      ) : (
        <RowList label="Who is it for?">
          {rows.map(({ entry }) => (
            <RowLink key={entry.scope} to={`/check-in/${entry.scope}`}>
              {names.pupil(entry.pupil.fields)}
            </RowLink>
          ))}
        </RowList>
      )}
    </Section>
  );
}

function HandOver({ pupil }: { readonly pupil: string }) {
  const { pupilById } = useDirectory();
  const names = useNames();
  const navigate = useNavigate();
  const lock = useLock();
  const entry = pupilById.get(pupil);
  if (!entry) return <EmptyState title="They are not on this tablet" />;
  const hand = async (): Promise<void> => {
    await navigate(`/check-in/${pupil}`, { replace: true, state: { handed: true } });
    await lock();
  };
  return (
    <Stack>
      <p>
        This locks the tablet and shows {names.pupil(entry.pupil.fields)} a few questions. They can see nothing else.
        What they answer is sealed at once; to have the tablet back you unlock it with your PIN or your words.
      </p>
      <Row>
        <Button kind="primary" onClick={() => void hand()}>
          Lock and hand it to {names.first(entry.pupil.fields)}
        </Button>
        <LinkButton to="/check-in">Not now</LinkButton>
      </Row>
    </Stack>
  );
}
