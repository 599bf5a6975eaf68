// The one kind of record the server knows by name: who an adult of the school is. Its id is the adult's id, and it
// syncs like any other; passwords and rights stand in accounts, not here.

import type { JsonObject } from "#base/json.ts";
import type { AdultId, ChangeId, DeviceId, RecordId } from "#ledger/names.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import type { Change, Stamp } from "#ledger/change.ts";
import { textOf } from "#ledger/view.ts";
import type { SchoolTx } from "../storage/storage.ts";

const ADULT_TYPE = "adult";
/** What the first adult of a school is: whoever sets it up. */
export const FIRST_ROLE = "school-leader";

export interface Adult {
  readonly adult: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: string;
}

/** The adult as their record has them now, or undefined where there is no such adult (or no longer). */
export async function adultOf(tx: SchoolTx, adult: string): Promise<Adult | undefined> {
  const row = await tx.record(adult);
  if (!row || row.type !== ADULT_TYPE || row.withdrawn) return undefined;
  const [givenName, familyName, role] = ["givenName", "familyName", "role"].map((name) => textOf(row, name));
  return { adult, givenName: givenName ?? "", familyName: familyName ?? "", role: role ?? "" };
}

export function adultCreate({ adult, ...fields }: Adult, change: string): Change {
  return {
    kind: "create",
    id: change as ChangeId,
    record: adult as RecordId,
    type: ADULT_TYPE,
    scope: SCHOOL_SCOPE,
    fields: fields satisfies JsonObject,
  };
}

/** The stamp of what the server writes itself on an adult's behalf: its device is the school. */
export function serverStamp(school: string, author: string, at: string): Stamp {
  return { author: author as AdultId, device: school as DeviceId, at };
}
