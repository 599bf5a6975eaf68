// The last word with a device that was taken out of use (A17): it has delivered everything, and asks its browser, by the
// answer to this, to throw all of it away. Never an answer to signing out: it empties the whole storage.

import { appendToAudit } from "../audit/chain.ts";
import { type Problem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import type { AccountDeps } from "./set-up.ts";

/** What a browser is told to forget, with the answer. */
export const EVERYTHING_HERE = '"cache", "cookies", "storage"';

export function clearDevice(
  { storage, clock }: Pick<AccountDeps, "storage" | "clock">,
  { school, device }: Proven,
): Promise<{ readonly waymark: "done" } | Problem> {
  return storage.transact(school, async (tx) => {
    if (!device.revoked)
      return problem(409, "stillInUse", "This device is still in use. An administrator takes it out of use first.");
    const line = { at: clock.now(), who: "", device: device.id, about: device.id, facts: "{}" };
    await appendToAudit(tx, [{ ...line, what: "deviceCleared" }]);
    return { waymark: "done" } as const;
  });
}
