// How the detail of a log is finished by whatever leads away from it.

import type { ChangeId } from "#ledger/names.ts";

/** `no`: why it could not be; else what was written of it, nothing where nothing had been typed. */
export type Finish = () => Promise<{ readonly no?: string; readonly changes: readonly ChangeId[] }>;

export const NOTHING_TYPED: Finish = async () => ({ changes: [] });
