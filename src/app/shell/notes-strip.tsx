// "1 note to file": what was written while the tablet was locked is offered to its author as soon as they are in.

import { useStatusFact, useWatch } from "../binding.ts";
import { count } from "../text/words.ts";
import { LinkButton } from "../ui/button.tsx";
import styles from "./shell.module.css";

export function NotesStrip() {
  const held = useStatusFact("jots");
  // Asked only where something waits at all: most days nothing does.
  const jots = useWatch(held === 0 ? null : { kind: "jots" });
  const notes = jots?.filter(({ kind }) => kind === "handover-note").length ?? 0;
  if (notes === 0) return null;
  return (
    <div className={styles.strip} role="status">
      <span>{count(notes, "note", "notes")} to file, written while this tablet was locked.</span>
      <LinkButton kind="quiet" to="/notes">
        File {notes === 1 ? "it" : "them"}
      </LinkButton>
    </div>
  );
}
