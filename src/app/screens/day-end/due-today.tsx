// What is owed, at the head of Today, without a name: pupils see the tablet. A record of force that is due, a telling
// that the DSL has not acknowledged; each leads to its list.

import { useMemo } from "react";
import { useDirectory } from "../../directory.ts";
import { count } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { openNotices } from "../force/force-notices.ts";
import { openTellings } from "../safety/open-tellings.ts";

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
  return (
    <Inset kind={late ? "problem" : "warn"} title="To do today">
      <ul>
        {due > 0 && <li>{count(due, "force record is due", "force records are due")}</li>}
        {untold > 0 && <li>Parents not told about a use of force: {untold}</li>}
        {tellings.length > 0 && (
          <li>{count(tellings.length, "telling", "tellings")} to the DSL, not acknowledged yet</li>
        )}
      </ul>
      <Row>
        {notices.length > 0 && <LinkButton to="/force">Records of force</LinkButton>}
        {tellings.length > 0 && <LinkButton to="/safety">Told to the DSL</LinkButton>}
      </Row>
    </Inset>
  );
}
