// A press that acts on a record as it stands at that moment: what the author saw goes with the change.

import type { Command } from "#ledger/command.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useState } from "react";
import { readOnce, useCommit, useDevice } from "../../binding.ts";

export interface ActOn {
  readonly busy: boolean;
  /** The sentence of the last refusal; "" where there was none. */
  readonly fault: string;
  /** True when it is done. */
  act<Input>(command: Command<Input>, input: (seen: ViewRecord) => Input): Promise<boolean>;
}

export function useActOn(id: RecordId, scope: ScopeId): ActOn {
  const device = useDevice();
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState("");
  return {
    busy,
    fault,
    async act(command, input) {
      const seen = await readOnce(device, { kind: "record", id, scope });
      const done = seen ? await commit(command, input(seen)) : { sentence: "This is not on the tablet any more." };
      const no = "sentence" in done ? done.sentence : isRefusal(done) ? "Not saved." : "";
      setFault(no);
      return no === "";
    },
  };
}
