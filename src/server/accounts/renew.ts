// A device whose numbers were used by other envelopes goes on under a new name (S19): its storage was put back to an
// older state, or copied to another tablet. It asks with the key it had, and gives the key it has from now on. What
// opens on it opens as before: shares, the adults' keys and the session that stands go with it.

import type { RenewAnswer, RenewRequest } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { DeviceRow, SchoolTx } from "../storage/storage.ts";
import { enrolledIn, newDevice } from "./enrol.ts";
import { unlessTooOften } from "./first-name.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { sessionOf } from "./session.ts";
import type { AccountDeps } from "./set-up.ts";

/** The same new key again (its answer was lost) gives the same device. */
export async function renewDevice(
  deps: AccountDeps,
  { school, device: former }: Proven,
  token: string | undefined,
  { publicKey, lastSeq }: RenewRequest,
): Promise<RenewAnswer | Problem> {
  return deps.storage.transact(school, async (tx) => {
    const there = await tx.deviceByKey(publicKey);
    if (there && there.former !== former.id)
      return problem(409, "nameTaken", "Another device has this key already. Join again with a code.");
    const tooOften = there ? undefined : await unlessTooOften(tx, former);
    if (tooOften) return tooOften;
    const device = there ?? (await makeRenewed(deps, tx, { former, publicKey, lastSeq }));
    const session = await sessionOf(tx, token, former.id, deps.clock.now());
    if (!isProblem(session)) {
      await tx.deleteSession(session.hash);
      await tx.putSession({ ...session, device: device.id });
    }
    const were = await tx.authorKeysOn(former.id);
    const authorKeys = (await tx.authorKeysOn(device.id)).flatMap(({ adult, key, name }) => {
      const before = were.find((one) => one.adult === adult && one.key === key);
      return before ? [{ adult, former: before.name, name }] : [];
    });
    return {
      waymark: "renewed",
      enrolled: await enrolledIn(tx, device),
      authorKeys,
    };
  });
}

async function makeRenewed(
  deps: AccountDeps,
  tx: SchoolTx,
  { former, publicKey, lastSeq }: RenewRequest & { readonly former: DeviceRow },
): Promise<DeviceRow> {
  const { name, kind } = former;
  const device = newDevice(deps, { name, kind, publicKey }, { lastSeq, former: former.id, app: former.app });
  await tx.putDevice(device);
  const keys = await tx.authorKeysOn(former.id);
  for (const { adult, key } of keys)
    await tx.putAuthorKey({ name: deps.newId(), adult, device: device.id, key, since: device.enrolledAt });
  for (const whose of new Set(["", ...keys.map(({ adult }) => adult)])) {
    const share = await tx.share(former.id, whose);
    if (share !== undefined) await tx.putShare(device.id, whose, share);
  }
  const facts = JSON.stringify({ former: former.id, from: lastSeq + 1, formerNext: former.lastSeq + 1 });
  const line = { at: device.enrolledAt, who: "", device: device.id, about: device.id, facts };
  await appendToAudit(tx, [{ ...line, what: "deviceRenewed" }]);
  return device;
}
