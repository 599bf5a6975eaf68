// A browser that finds its storage empty asks whether it was ever a tablet of a school here (S22). What is told is what
// the server last heard; that it was asked is written down once, for whoever looks after the tablets.

import type { LostAnswer } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { Storage } from "../storage/storage.ts";
import { isMarkOf, namedDevice } from "./device-cookie.ts";

export interface LostDeps {
  readonly storage: Storage;
  readonly clock: { now(): number };
}

export async function noteLostStorage(
  { storage, clock }: LostDeps,
  cookies: string | undefined,
  secure: boolean,
): Promise<LostAnswer> {
  const nobody: LostAnswer = { waymark: "lost" };
  const named = namedDevice(cookies, secure);
  if (!named) return nobody;
  const id = await storage.readServer((server) => server.schoolOfDevice(named.device));
  if (id === undefined) return nobody;
  return storage.transact(id, async (tx) => {
    const school = await tx.row();
    const device = await tx.device(named.device);
    if (!device || school.demo || !isMarkOf(school, device.id, named.mark)) return nobody;
    const { name, lastContact, unsent, revoked } = device;
    // Once for each time it was emptied: it has been in contact since the last.
    if (device.lostAt === null || device.lostAt < lastContact) {
      const at = clock.now();
      await tx.putDevice({ ...device, lostAt: at });
      const facts = JSON.stringify({ lastContact: new Date(lastContact).toISOString(), unsent });
      await appendToAudit(tx, [{ at, what: "storageLost", who: "", device: device.id, about: device.id, facts }]);
    }
    const was = { schoolName: school.name, name, lastContact: new Date(lastContact).toISOString(), unsent, revoked };
    return { ...nobody, was };
  });
}
