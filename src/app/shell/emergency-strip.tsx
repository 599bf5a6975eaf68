// Says at the head of every screen that somebody opened a pupil's notes in an emergency and nobody has looked at it yet
// (A42). It stands on the own devices of those who answer for it: no other device is sent such a record.

import { useMemo } from "react";
import { slimsOf, useDirectory } from "../directory.ts";
import { count } from "../text/words.ts";
import { LinkButton } from "../ui/button.tsx";
import styles from "./shell.module.css";

export function EmergencyStrip() {
  const { pupilById } = useDirectory();
  const waiting = useMemo(() => {
    const all = [...pupilById.values()].flatMap((entry) => slimsOf(entry, "emergency-access"));
    return all.filter((slim) => typeof slim.fields["seenBy"] !== "string").length;
  }, [pupilById]);
  if (waiting === 0) return null;
  return (
    <div className={styles.strip} role="status">
      <span>Notes were opened in {count(waiting, "emergency", "emergencies")}, not looked at yet.</span>
      <LinkButton kind="quiet" to="/school/emergency">
        See who and why
      </LinkButton>
    </div>
  );
}
