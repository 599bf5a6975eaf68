// What was written while the tablet was locked, and waits for this adult: they say whom it is about, and sign it by
// filing it. Nothing here is thrown away: what is not theirs to file goes to the safeguarding lead.

import type { Jot } from "#device/device.ts";
import { useState } from "react";
import { useWatch } from "../../binding.ts";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Stack } from "../../ui/page.tsx";
import { NoteCard } from "./note-card.tsx";

/** What the lock screen takes down; a pupil's own check-in is filed where check-ins are. */
export const isNote = ({ kind }: Jot): boolean => kind === "handover-note";

export default function NotesToFile() {
  const jots = useWatch({ kind: "jots" });
  const [said, setSaid] = useState("");
  const notes = jots?.filter(isNote);
  return (
    <Page
      title="Notes to file"
      back={{ to: "/today", words: "Today" }}
      narrow
      lead="Written on this tablet while it was locked. Nobody has signed them yet: you do, by filing them."
    >
      {said !== "" && (
        <Inset kind="note">
          <p role="status">{said}</p>
        </Inset>
      )}
      {notes === undefined ? (
        <Loading />
      ) : notes.length === 0 ? (
        <EmptyState title="No note waits to be filed." />
      ) : (
        <Stack gap="loose">
          {notes.map((note) => (
            <NoteCard key={note.id} note={note} onDone={setSaid} />
          ))}
        </Stack>
      )}
    </Page>
  );
}
