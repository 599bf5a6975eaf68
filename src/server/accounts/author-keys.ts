// The key an adult signs with on one device. Registered in that adult's session, so that a signature names its
// author for ever (V3, A1).

import { appendToAudit } from "../audit/chain.ts";
import { type Problem, isProblem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { sessionOf } from "./session.ts";
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
    const { adult } = session;
    const there = (await tx.authorKeys(adult, device.id)).find((held) => held.key === key);
    if (there) return { name: there.name };
    const name = deps.newId();
    await tx.putAuthorKey({ name, adult, device: device.id, key, since: now });
    // Somebody new comes to this device: what it may hold may be more.
    await tx.touchGrants();
    const line = { at: now, who: adult, device: device.id, about: name, facts: "{}" };
    await appendToAudit(tx, [{ ...line, what: "authorKeyRegistered" }]);
    return { name };
  });
  if (isProblem(named)) return named;
  // The key is registered whatever comes of this; what waits is tried again at the next start.
  await apart(deps, async () => {
    await fileWaiting(deps, school, await retryUnreadable(deps, { school, device: device.id }));
  });
  return named;
}
