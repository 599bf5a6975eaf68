// A notice that was begun for the wrong pupil, or says the wrong time or adults: put right, or taken back with a reason,
// until the record is written. Nothing is erased: what it said first stays in its history [C62].

import { forceNotice } from "#casework/records/force-notice.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useState } from "react";
import { AmendSheet, WithdrawSheet } from "../../record/record-sheets.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Row } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";

export function BegunWrongly({ notice }: { readonly notice: ViewRecord }) {
  const words = useWords();
  const [open, setOpen] = useState<"change" | "take-back" | undefined>();
  const sheet = { definition: forceNotice, record: notice, onClose: () => setOpen(undefined) };
  return (
    <>
      <Disclosure words={`Wrong ${words.pupil}, time or adults?`}>
        <p>
          For the wrong {words.pupil}, or begun by mistake: take it back, and start one for the right {words.pupil}.
          What it said stays in its history.
        </p>
        <Row>
          <Button onClick={() => setOpen("change")}>Change the time or the adults</Button>
          <Button kind="quiet" onClick={() => setOpen("take-back")}>
            Take it back
          </Button>
        </Row>
      </Disclosure>
      {open === "change" && <AmendSheet {...sheet} title="Change the time or the adults" only={["when", "adults"]} />}
      {open === "take-back" && <WithdrawSheet {...sheet} title="Take back that a record is due" />}
    </>
  );
}
