// Which records wait for a person, from the summaries.

import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Summary } from "#ledger/slim.ts";

export interface Waiting {
  readonly record: RecordId;
  readonly scope: ScopeId;
  readonly count: number;
}

export function waitingIn(summaries: readonly Summary[]): readonly Waiting[] {
  return summaries.flatMap(({ scope, slims }) =>
    slims.filter((slim) => slim.open > 0).map((slim) => ({ record: slim.id, scope, count: slim.open })),
  );
}
