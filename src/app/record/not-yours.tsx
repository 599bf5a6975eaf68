// Says that what an adult would write here is not theirs to write: it would not be filed, but set aside.

import type { RecordDefinition } from "#ledger/definition.ts";
import { Inset } from "../ui/inset.tsx";

export function NotYours({ definition, unsure }: { readonly definition: RecordDefinition; readonly unsure: boolean }) {
  const what = definition.plural.toLowerCase();
  return unsure ? (
    <Inset kind="note" title="Are you an administrator?">
      <p>
        Your role does not change {what}; an administrator does. From anybody else it is not filed: it is set aside for
        the safeguarding lead.
      </p>
    </Inset>
  ) : (
    <Inset kind="plain" title={`Your role does not change ${what}`}>
      <p>Ask a colleague whose role does, or an administrator of the school.</p>
    </Inset>
  );
}
