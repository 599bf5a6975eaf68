// That a pupil said something while the tablet was locked, and nobody has read it yet.

import { useStatus, useWatch } from "../../binding.ts";
import { count } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { isCheckIn } from "../check-in/check-ins-to-read.tsx";

export function CheckInsWaiting() {
  const { jots: held } = useStatus();
  const jots = useWatch(held === 0 ? null : { kind: "jots" });
  const waiting = (jots ?? []).filter(isCheckIn).length;
  if (waiting === 0) return null;
  return (
    <Inset kind="note" title={`${count(waiting, "check-in", "check-ins")} to read`}>
      <Row>
        <LinkButton to="/check-in">Read {waiting === 1 ? "it" : "them"}</LinkButton>
      </Row>
    </Inset>
  );
}
