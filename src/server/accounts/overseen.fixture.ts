// An administrator, and a colleague at a shared tablet of a school where what a device holds is granted pupil by pupil.

import type { Change } from "#ledger/change.ts";
import { caseloadRules } from "../sync/caseload.fixture.ts";
import { addColleague, createTestDevice, createWorld, writer } from "../sync/device.fixture.ts";

/** `how`: another school than that. */
export async function overseen(how: Parameters<typeof createWorld>[0] = { grantRules: caseloadRules }) {
  const world = await createWorld(how);
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea", "shared");
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  await admin.push([admin.commit([pupil])]);
  const say = (text: string): Change => write.create("note", pupil.record, { text });
  const auditLines = () => world.storage.transact(admin.home().school, (tx) => tx.auditAfter(0, 10_000));
  return { world, admin, bea, write, pupil, say, auditLines };
}
