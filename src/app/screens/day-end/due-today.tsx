// What is owed, at the head of Today, without a name: pupils see the tablet. A record of force that is due, a telling
// that the DSL has not acknowledged; each leads to its list.

import { useMemo } from "react";
import { useDirectory } from "../../directory.ts";
import { count } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { useMoment } from "../../use-moment.ts";
import { openNotices } from "../force/force-notices.ts";
import { openTellings } from "../safety/open-tellings.ts";
import styles from "./day-end.module.css";

export function DueToday() {
  const { pupilById } = useDirectory();
  const { localNow } = useMoment();
  const { notices, tellings } = useMemo(() => {
    const entries = [...pupilById.values()];
    return { notices: openNotices(entries, localNow), tellings: openTellings(entries) };
  }, [pupilById, localNow]);
  if (notices.length + tellings.length === 0) return null;
  const due = notices.filter(({ clock }) => !clock.written).length;
  const untold = notices.filter(({ clock }) => !clock.parentsTold).length;
  const late = notices.some(({ clock }) => clock.overdue);
  const words = [
    ...(due > 0 ? [`${count(due, "force record is", "force records are")} due${late ? ", late" : " today"}`] : []),
    ...(untold > 0 ? ["Parents not told yet about a use of force"] : []),
    ...(tellings.length > 0 ? [`The DSL has not acknowledged ${count(tellings.length, "telling", "tellings")}`] : []),
  ];
  return (
    <div className={classNames(styles.due, late && styles.late)}>
      <p>{words.join(". ")}.</p>
      {notices.length > 0 && (
        <LinkButton kind="quiet" to="/force">
          Records of force
        </LinkButton>
      )}
      {tellings.length > 0 && (
        <LinkButton kind="quiet" to="/safety">
          Told to the DSL
        </LinkButton>
      )}
    </div>
  );
}
