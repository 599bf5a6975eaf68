// What the author of something may write on a device, asked when it is filed: right now, with everything this
// transaction has filed before it. A cover adult writes on the tablet and on the day they were let in, and no other (A34).

import type { DeviceRow, SchoolTx } from "../storage/storage.ts";
import { coverOf } from "./cover.ts";
import type { Filing } from "./filing.ts";
import { type Scope, type ScopeRules, scopeFor } from "./scope-for.ts";

const NOWHERE = { kind: "shared", revoked: true } as const;

export interface Author {
  readonly device: DeviceRow | undefined;
  readonly author: string;
  /** When it was written, as the device's clock said. */
  readonly at: string;
}

export async function scopeOfAuthor(
  deps: ScopeRules & { readonly clock: { now(): number } },
  tx: SchoolTx,
  filing: Pick<Filing, "school" | "filed" | "filedGrants">,
  { device, author, at }: Author,
): Promise<Scope> {
  const account = await tx.accountOf(author);
  const cover = account ? undefined : await coverOf(tx, filing, author);
  const over =
    cover &&
    !(cover.stands && cover.device === device?.id && device.kind === "shared" && at.slice(0, 10) === cover.day);
  const adult = { id: author, ended: over ?? (account !== undefined && account.ended !== null) };
  if (!device) return scopeFor(deps, { device: NOWHERE, adult, held: { rest: null, held: [] } });
  const asked = {
    school: filing.school,
    device,
    adult: author,
    cover: cover !== undefined,
    now: deps.clock.now(),
  };
  const held = await deps.grants.writableBy(tx, asked, filing.filedGrants());
  return scopeFor(deps, { device, adult, held });
}
