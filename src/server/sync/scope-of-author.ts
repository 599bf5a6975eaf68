// What the author of something may write on a device, asked when it is filed: right now, with everything this
// transaction has filed before it.

import type { DeviceRow, SchoolTx } from "../storage/storage.ts";
import type { Filing } from "./filing.ts";
import { type Scope, type ScopeRules, scopeFor } from "./scope-for.ts";

const NOWHERE = { kind: "shared", revoked: true } as const;

export async function scopeOfAuthor(
  deps: ScopeRules & { readonly clock: { now(): number } },
  tx: SchoolTx,
  filing: Pick<Filing, "school" | "filedGrants">,
  { device, author }: { readonly device: DeviceRow | undefined; readonly author: string },
): Promise<Scope> {
  const account = await tx.accountOf(author);
  const adult = { id: author, ended: account !== undefined && account.ended !== null };
  if (!device) return scopeFor(deps, { device: NOWHERE, adult, held: { rest: null, held: [] } });
  const asked = { school: filing.school, device, adult: author, now: deps.clock.now() };
  const held = await deps.grants.writableBy(tx, asked, filing.filedGrants());
  return scopeFor(deps, { device, adult, held });
}
