// Reads one pupil's records to an adult whose device may not hold them (A41): the same rules as for a device of their
// own, asked of whoever is in session, whatever is in their hand. That it was read is in the audit, in the transaction
// that reads it.

import type { PupilAnswer, PupilRequest } from "#protocol/read-through.ts";
import type { Held } from "#protocol/pull.ts";
import { appendToAudit } from "../audit/chain.ts";
import { levelsOf } from "../sync/grants.ts";
import { adultIn } from "./in-charge.ts";
import { emergencyUntil } from "./emergency-access.ts";
import { type Problem, isProblem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { notThere, ownerOf, scopeOfReader } from "./scope-of-reader.ts";
import type { AccountDeps } from "./set-up.ts";

/** Of the records that only few may see: read on its own line of the audit. */
const RESTRICTED = 3;

export function readPupil(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { pupil }: PupilRequest,
): Promise<PupilAnswer | Problem> {
  return deps.storage.transact(proven.school, async (tx): Promise<PupilAnswer | Problem> => {
    const now = deps.clock.now();
    const by = await adultIn(tx, { proven, token, now });
    if (isProblem(by)) return by;
    const school = await tx.row();
    const clock = now + school.clockOffset;
    const { held, inEmergency } = await deps.grants.readableBy(tx, { school, adult: by.adult, now });
    const until = inEmergency === null ? undefined : await emergencyUntil(tx, by.adult, pupil, clock);
    const scope = scopeOfReader(deps, until === undefined ? held : opened(held, pupil, inEmergency));
    const rows = await ownerOf(deps, tx, pupil, scope);
    if (rows === undefined) return notThere();
    const restricted = rows.filter(({ type }) => deps.schema.definitions[type]?.tier === RESTRICTED).length;
    const facts = JSON.stringify({ records: rows.length, restricted, emergency: until !== undefined });
    await appendToAudit(tx, [{ at: now, what: "pupilRead", who: by.adult, device: by.device, about: pupil, facts }]);
    return {
      waymark: "pupil",
      rows: rows as unknown as PupilAnswer["rows"],
      emergencyUntil: until === undefined ? null : new Date(until).toISOString(),
      mayOpen: inEmergency !== null && until === undefined && levelsOf(held)(pupil) !== inEmergency,
    };
  });
}

/** Two rights of one adult add up. */
function opened({ rest, held }: Held, pupil: string, level: string | null): Held {
  const before = levelsOf({ rest, held })(pupil);
  const both = [before, level].filter((one) => one !== null).join();
  return { rest, held: [...held.filter(([scope]) => scope !== pupil), [pupil, both]] };
}
