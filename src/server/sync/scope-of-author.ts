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

export type ScopesOfAuthors = (written: Pick<Author, "author" | "at">) => Promise<Scope>;

/**
 * The same for what one device sends in one transaction. Of somebody with an account the answer stands until something is
 * filed that decides who may hold what; whether a cover adult may write is asked of each envelope.
 */
export function scopesOfAuthors(
  deps: Parameters<typeof scopeOfAuthor>[0],
  tx: SchoolTx,
  filing: Parameters<typeof scopeOfAuthor>[2],
  device: DeviceRow,
): ScopesOfAuthors {
  let askedOf = filing.filedGrants();
  const remembered = new Map<string, Scope>();
  return async ({ author, at }) => {
    if (askedOf !== filing.filedGrants()) {
      askedOf = filing.filedGrants();
      remembered.clear();
    }
    const known = remembered.get(author);
    if (known) return known;
    const scope = await scopeOfAuthor(deps, tx, filing, { device, author, at });
    if (await tx.accountOf(author)) remembered.set(author, scope);
    return scope;
  };
}
