// The school's devices, for an administrator: what each last said, what it may hold and held, taking one out of use
// (A17) and locking one (A49). A revoked device learns it at its next contact, delivers what waits, and destroys its keys;
// a locked one shuts, delivers, and keeps everything until it is let be opened again.

import type {
  DevicesAnswer,
  EndAdultRequest,
  HoldingsAnswer,
  LockRequest,
  RevokeRequest,
} from "#protocol/oversight.ts";
import type { Held } from "#protocol/pull.ts";
import { appendToAudit } from "../audit/chain.ts";
import { lastBackup } from "../backup/note-backup.ts";
import type { DeviceRow, SchoolTx } from "../storage/storage.ts";
import { administratorIn, type By } from "./in-charge.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import type { AccountDeps } from "./set-up.ts";

const DONE = { waymark: "done" } as const;
const NO_DEVICE = problem(404, "noSuchDevice", "There is no such device at this school.");

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

function asAdministrator<T>(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  work: (tx: SchoolTx, by: By, now: number) => Promise<T | Problem>,
  how?: "fresh",
): Promise<T | Problem> {
  return deps.storage.transact(proven.school, async (tx) => {
    const now = deps.clock.now();
    const by = await administratorIn(tx, { proven, token, now }, how);
    return isProblem(by) ? by : work(tx, by, now);
  });
}

export function listDevices(deps: AccountDeps, proven: Proven, token: string | undefined) {
  return asAdministrator(deps, proven, token, async (tx): Promise<DevicesAnswer> => {
    const devices: DevicesAnswer["devices"] = [];
    for (const device of await tx.devices()) devices.push(await told(tx, device));
    const { madeAt } = await tx.row();
    return { waymark: "devices", backup: isoOrNull(await lastBackup(tx)), madeAt: iso(madeAt), devices };
  });
}

async function told(tx: SchoolTx, device: DeviceRow): Promise<DevicesAnswer["devices"][number]> {
  const { id, name, kind, app, lastSeq, unsent, revoked, lockedAt, lockedBy, secondCopy } = device;
  const last = await tx.lastHolding(id);
  const held = last && (JSON.parse(last.held) as Held);
  const named = held?.held.filter(([scope, level]) => scope !== "school" && level !== null).length ?? 0;
  return {
    ...{ id, name, kind, app, lastSeq, unsent, revoked, secondCopy },
    locked: lockedAt === null ? null : { at: iso(lockedAt), by: lockedBy },
    enrolledAt: iso(device.enrolledAt),
    lastContact: iso(device.lastContact),
    lostAt: isoOrNull(device.lostAt),
    former: device.former === "" ? null : device.former,
    pupils: held && held.rest !== null ? null : named,
    confirmed: isoOrNull(last?.confirmed ?? null),
  };
}

export function holdingsOf(deps: AccountDeps, proven: Proven, token: string | undefined, device: string) {
  return asAdministrator(deps, proven, token, async (tx): Promise<HoldingsAnswer | Problem> => {
    if (!(await tx.device(device))) return NO_DEVICE;
    const holdings = (await tx.holdings(device)).map((row) => ({
      ...(JSON.parse(row.held) as Held),
      since: iso(row.since),
      confirmed: isoOrNull(row.confirmed),
    }));
    return { waymark: "holdings", holdings };
  });
}

/**
 * With a password given a short while ago (A43), and never to the device it is done on: whoever does it there by mistake
 * could not undo it. `change`: what the device is from now on, and the line of the audit; "done" where it is that already.
 */
function onOtherDevice(
  deps: AccountDeps,
  asked: { readonly proven: Proven; readonly token: string | undefined; readonly device: string },
  fromElsewhere: string,
  change: (
    device: DeviceRow,
    by: By,
    now: number,
  ) => "done" | Problem | { readonly row: DeviceRow; readonly what: string },
  also: (tx: SchoolTx) => Promise<void> = () => Promise.resolve(),
): Promise<typeof DONE | Problem> {
  return asAdministrator(
    deps,
    asked.proven,
    asked.token,
    async (tx, by, now): Promise<typeof DONE | Problem> => {
      const device = await tx.device(asked.device);
      if (!device) return NO_DEVICE;
      if (device.id === by.device)
        return problem(422, "thisDevice", `This is the device you are using. ${fromElsewhere}`);
      const changed = change(device, by, now);
      if (changed === "done") return DONE;
      if (isProblem(changed)) return changed;
      await tx.putDevice(changed.row);
      await also(tx);
      const line = { at: now, who: by.adult, device: by.device, about: device.id, facts: "{}" };
      await appendToAudit(tx, [{ ...line, what: changed.what }]);
      return DONE;
    },
    "fresh",
  );
}

export function revokeDevice(deps: AccountDeps, proven: Proven, token: string | undefined, { device }: RevokeRequest) {
  return onOtherDevice(deps, { proven, token, device }, "Take it out of use from another one.", (row) =>
    row.revoked ? "done" : { row: { ...row, revoked: true }, what: "deviceRevoked" },
  );
}

/**
 * Locks a device from afar, or lets it be opened again (A49). Both want the password (A43): the one takes a room its
 * tablet, the other gives whoever holds it what is on it.
 */
export function lockDevice(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { device, locked }: LockRequest,
) {
  return onOtherDevice(
    deps,
    { proven, token, device },
    "Lock it from another one.",
    (row, by, now) => {
      if (row.revoked) return problem(409, "outOfUse", "This device is out of use. Nobody can open it.");
      // Who locked it first, and when, stays.
      if (locked === (row.lockedAt !== null)) return "done";
      const lock = { lockedAt: locked ? now : null, lockedBy: locked ? by.adult : "" };
      return { row: { ...row, ...lock }, what: locked ? "deviceLocked" : "deviceUnlocked" };
    },
    // Whoever was at it gives their password anew.
    (tx) => tx.deleteSessionsOn(device),
  );
}

/** What the adult still sends is set aside from now on (A18); an invitation gives the right back. */
export function endAdult(deps: AccountDeps, proven: Proven, token: string | undefined, { adult }: EndAdultRequest) {
  return asAdministrator(
    deps,
    proven,
    token,
    async (tx, by, now): Promise<typeof DONE | Problem> => {
      const account = await tx.accountOf(adult);
      if (!account) return problem(404, "noSuchAccount", "This adult has no account at this school.");
      if (adult === by.adult)
        return problem(422, "yourself", "You cannot end your own account. Another administrator can.");
      if (account.ended !== null) return DONE;
      await tx.putAccount({ ...account, ended: now });
      await tx.touchGrants();
      const line = { at: now, who: by.adult, device: by.device, about: adult, facts: "{}" };
      await appendToAudit(tx, [{ ...line, what: "accountEnded" }]);
      return DONE;
    },
    "fresh",
  );
}
