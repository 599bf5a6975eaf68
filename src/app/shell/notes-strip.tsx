// "1 note to file": what was written while the tablet was locked is offered to its author as soon as they are in.

import { Link } from "react-router";
import { useStatus, useWatch } from "../binding.ts";
import { count } from "../text/words.ts";
import styles from "./shell.module.css";

export function NotesStrip() {
  const { jots: held } = useStatus();
  // Asked only where something waits at all: most days nothing does.
  const jots = useWatch(held === 0 ? null : { kind: "jots" });
  const notes = jots?.filter(({ kind }) => kind === "handover-note").length ?? 0;
  if (notes === 0) return null;
  return (
    <p className={styles.strip} role="status">
      <span>{count(notes, "note", "notes")} to file, written while this tablet was locked.</span>
      <Link to="/notes">File {notes === 1 ? "it" : "them"}</Link>
    </p>
  );
}
