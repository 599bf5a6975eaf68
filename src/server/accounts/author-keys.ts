// The key an adult signs with on one device. Registered in that adult's session, so that a signature names its
// author for ever (V3, A1).

import { appendToAudit } from "../audit/chain.ts";
import { type Problem, isProblem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { sessionOf } from "./session.ts";
import type { SchoolTx } from "../storage/storage.ts";
import type { AccountDeps } from "./set-up.ts";
import { fileWaiting } from "../sync/file-waiting.ts";
import { apart } from "../sync/refile.ts";
import { retryUnreadable } from "../sync/retry-unreadable.ts";

/**
 * The name the key goes by from now on. The same key again keeps its name. What waited in quarantine because this key
 * was not known is filed: after a restore, devices register the keys they have again.
 */
export async function registerAuthorKey(
  deps: AccountDeps,
  { school, device }: Proven,
  token: string | undefined,
  key: string,
): Promise<{ readonly name: string } | Problem> {
  const named = await deps.storage.transact(school, async (tx): Promise<{ readonly name: string } | Problem> => {
    const now = deps.clock.now();
    const session = await sessionOf(tx, token, device.id, now);
    if (isProblem(session)) return session;
    return { name: await keepAuthorKey(deps, tx, { adult: session.adult, device: device.id, key }) };
  });
  if (isProblem(named)) return named;
  // The key is registered whatever comes of this; what waits is tried again at the next start.
  await apart(deps, async () => {
    await fileWaiting(deps, school, await retryUnreadable(deps, { school, device: device.id }));
  });
  return named;
}

/** The name of the key, which it keeps when it is registered again. Whoever calls has made sure whose it is. */
export async function keepAuthorKey(
  { clock, newId }: Pick<AccountDeps, "clock" | "newId">,
  tx: SchoolTx,
  { adult, device, key }: { readonly adult: string; readonly device: string; readonly key: string },
): Promise<string> {
  const there = (await tx.authorKeys(adult, device)).find((held) => held.key === key);
  if (there) return there.name;
  const [name, now] = [newId(), clock.now()];
  await tx.putAuthorKey({ name, adult, device, key, since: now });
  // Somebody new comes to this device: what it may hold may be more.
  await tx.touchGrants();
  await appendToAudit(tx, [{ at: now, what: "authorKeyRegistered", who: adult, device, about: name, facts: "{}" }]);
  return name;
}
