// A form that asks the server: busy as long as it asks, and what was refused stands above the fields and beside its own.

import { useState } from "react";
import { isRefusal, type Refusal } from "#ledger/refusal.ts";
import type { Fault } from "./ui/error-summary.tsx";

export interface Sending {
  readonly busy: boolean;
  /** The last "no", until something else is answered. */
  readonly refusal: Refusal | undefined;
  readonly faults: readonly Fault[];
  readonly errorFor: (field: string) => string | undefined;
  /** Gives the answer back, whatever it is. */
  asked<Answer>(asking: Promise<Answer>): Promise<Answer>;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  return {
    busy,
    refusal,
    faults: refusal === undefined ? [] : [{ sentence: refusal.sentence, field: refusal.field }],
    errorFor: (field) => (refusal?.field === field ? refusal.sentence : undefined),
    async asked(asking) {
      setBusy(true);
      try {
        const answer = await asking;
        setRefusal(isRefusal(answer) ? answer : undefined);
        return answer;
      } finally {
        setBusy(false);
      }
    },
  };
}
