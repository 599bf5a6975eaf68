// What was shut stays shut: a backup does not know that a tablet was locked or taken out of use, an account ended or an
// administrator's rights taken, since it was made. The database it takes the place of does, and a restore does it again
// [A50]. What was opened since then stands as in the backup: opening it once more is somebody's to decide.

import { appendToAudit } from "../audit/chain.ts";
import type { Place } from "../storage/open-storage.ts";
import { readSnapshot } from "../storage/read-snapshot.ts";
import type { AuditLine, SchoolTx } from "../storage/storage.ts";

interface Shut {
  readonly school: string;
  readonly devices: readonly {
    readonly id: string;
    readonly revoked: boolean;
    readonly lockedAt: number | null;
    readonly lockedBy: string;
  }[];
  readonly accounts: readonly { readonly adult: string; readonly ended: number | null; readonly isPlain: boolean }[];
}

/** What stands shut in the database that is there; undefined where there is none, or one that cannot be read. */
export async function shutNow(place: Place): Promise<readonly Shut[] | undefined> {
  try {
    return await readSnapshot(place, async (db, migrations) => {
      const canLock = migrations.includes("005-locked-devices");
      const devices = await db.selectFrom("device").select(["school", "id", "revoked"]).execute();
      const locked = canLock
        ? await db
            .selectFrom("device")
            .select(["id", "locked_at", "locked_by"])
            .where("locked_at", "is not", null)
            .execute()
        : [];
      const lockOf = new Map(locked.map((row) => [row.id, row]));
      const accounts = await db.selectFrom("account").select(["school", "adult", "ended", "administrator"]).execute();
      const schools = await db.selectFrom("school").select("id").execute();
      return schools.map(({ id: school }) => ({
        school,
        devices: devices
          .filter((row) => row.school === school)
          .map(({ id, revoked }) => {
            const lock = lockOf.get(id);
            const at = lock?.locked_at ?? null;
            return {
              id,
              revoked: Boolean(revoked),
              lockedAt: at === null ? null : Number(at),
              lockedBy: lock?.locked_by ?? "",
            };
          }),
        accounts: accounts
          .filter((row) => row.school === school)
          .map(({ adult, ended, administrator }) => ({
            adult,
            ended: ended === null ? null : Number(ended),
            isPlain: !administrator,
          })),
      }));
    });
  } catch {
    return undefined;
  }
}

/** How many devices and accounts of this school were shut again, of what stood shut when it was replaced. */
export async function shutAgain(
  tx: SchoolTx,
  { devices, accounts }: Shut,
  at: number,
): Promise<{ readonly devices: number; readonly accounts: number }> {
  const lines: AuditLine[] = [];
  const say = (what: string, about: string): void =>
    void lines.push({ at, what, who: "", device: "", about, facts: JSON.stringify({ restored: true }) });
  const again = { devices: new Set<string>(), accounts: new Set<string>() };
  for (const { id, revoked, lockedAt, lockedBy } of devices) {
    const device = await tx.device(id);
    if (!device || device.revoked) continue;
    const isLocked = lockedAt !== null && device.lockedAt === null;
    if (!revoked && !isLocked) continue;
    await tx.putDevice({ ...device, ...(isLocked && { lockedAt, lockedBy }), revoked });
    say(revoked ? "deviceRevoked" : "deviceLocked", id);
    again.devices.add(id);
  }
  for (const { adult, ended, isPlain } of accounts) {
    const account = await tx.accountOf(adult);
    if (!account) continue;
    const isEnded = ended !== null && account.ended === null;
    const isTaken = isPlain && account.administrator;
    if (!isEnded && !isTaken) continue;
    await tx.putAccount({ ...account, ...(isEnded && { ended }), ...(isTaken && { administrator: false }) });
    if (isEnded) say("accountEnded", adult);
    if (isTaken) say("noLongerAdministrator", adult);
    again.accounts.add(adult);
  }
  if (lines.length > 0) {
    await tx.touchGrants();
    await appendToAudit(tx, lines);
  }
  return { devices: again.devices.size, accounts: again.accounts.size };
}
