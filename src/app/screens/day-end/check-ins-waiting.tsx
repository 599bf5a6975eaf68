// That a pupil said something while the tablet was locked, and nobody has read it yet.

import { useStatus, useWatch } from "../../binding.ts";
import { count } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { checkInsFrom } from "../check-in/check-ins-from.ts";
import styles from "./day-end.module.css";

export function CheckInsWaiting() {
  const { jots: held } = useStatus();
  const jots = useWatch(held === 0 ? null : { kind: "jots" });
  const waiting = checkInsFrom(jots ?? []).length;
  if (waiting === 0) return null;
  return (
    <div className={styles.due}>
      <p>{count(waiting, "check-in", "check-ins")} to read, said while this tablet was locked.</p>
      <LinkButton kind="quiet" to="/check-in">
        Read {waiting === 1 ? "it" : "them"}
      </LinkButton>
    </div>
  );
}
