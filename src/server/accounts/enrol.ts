// Devices join a school: with an administrator's code, at set-up, or by entering the demo. What a device is told of
// its school, and the shares that open its vault, come from here.

import { bytesToBase64 } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { EnrolRequest, Enrolled, SignedIn } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { DeviceRow, SchoolTx, Storage } from "../storage/storage.ts";
import { adultOf } from "./adult-record.ts";
import { hashOfCode } from "./code.ts";
import { type Problem, problem } from "./problem.ts";

export interface EnrolDeps {
  readonly storage: Storage;
  readonly clock: { now(): number };
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
}

export type NewDevice = EnrolRequest["device"];

/** With a code from an administrator. The same code and key again (its answer was lost) give the same device. */
export async function enrolByCode(deps: EnrolDeps, request: EnrolRequest): Promise<Enrolled | Problem> {
  const no = problem(403, "wrongCode", "That code is not right, or no longer. Ask an administrator for a new one.", {
    field: "code",
  });
  return deps.storage.transactServer(async (server) => {
    const code = await server.code(hashOfCode(request.code));
    if (code?.purpose !== "device" || code.school === null || code.expires < deps.clock.now()) return no;
    if (code.usedFor !== null && code.usedFor !== request.device.publicKey) return no;
    const tx = await server.inSchool(code.school);
    // The code that let it in once does not let it in again after it was taken out of use.
    if (code.usedFor !== null && (await tx.deviceByKey(request.device.publicKey))?.revoked) return no;
    const device = await enrolDevice(deps, tx, request.device, "");
    await server.putCode({ ...code, usedFor: request.device.publicKey });
    return enrolledIn(tx, device);
  });
}

/** The device of this key, made if it is new. */
export async function enrolDevice(deps: EnrolDeps, tx: SchoolTx, asked: NewDevice, by: string): Promise<DeviceRow> {
  const there = await tx.deviceByKey(asked.publicKey);
  if (there && !there.revoked) return there;
  if (there) {
    // Somebody who may has let it in again (A17): it begins with nothing, and its numbers go on.
    const again = { ...there, revoked: false, lockedAt: null, lockedBy: "" };
    await tx.putDevice(again);
    const line = { at: deps.clock.now(), who: by, device: there.id, about: there.id, facts: "{}" };
    await appendToAudit(tx, [{ ...line, what: "deviceLetInAgain" }]);
    return again;
  }
  const device = newDevice(deps, asked);
  await tx.putDevice(device);
  const facts = JSON.stringify({ kind: device.kind });
  const line = { at: device.enrolledAt, who: by, device: device.id, about: device.id, facts };
  await appendToAudit(tx, [{ ...line, what: "deviceEnrolled" }]);
  return device;
}

/** A device that has sent nothing yet. */
export function newDevice(
  deps: Pick<EnrolDeps, "clock" | "newId">,
  asked: NewDevice,
  over: Partial<DeviceRow> = {},
): DeviceRow {
  const now = deps.clock.now();
  return {
    id: deps.newId(),
    ...asked,
    lastSeq: 0,
    counter: 0,
    window: "",
    revoked: false,
    lastContact: now,
    unsent: 0,
    app: "",
    enrolledAt: now,
    former: "",
    lostAt: null,
    lockedAt: null,
    lockedBy: "",
    secondCopy: null,
    ...over,
  };
}

export async function enrolledIn(tx: SchoolTx, device: DeviceRow): Promise<Enrolled> {
  const school = await tx.row();
  return {
    school: school.id,
    schoolName: school.name,
    device: device.id,
    kind: device.kind,
    epoch: school.epoch,
    serverKey: school.publicKey,
    demo: school.demo,
    clockOffset: school.clockOffset,
  };
}

/** Who is signed in, with the shares of this device and of this adult on it. Made once, then always the same. */
export async function signedInOn(
  tx: SchoolTx,
  device: string,
  adult: { readonly id: string; readonly role: string },
  randomBytes: RandomBytes,
): Promise<SignedIn> {
  const share = async (whose: string): Promise<string> => {
    const held = await tx.share(device, whose);
    if (held !== undefined) return held;
    const made = bytesToBase64(randomBytes(32));
    await tx.putShare(device, whose, made);
    return made;
  };
  const record = await adultOf(tx, adult.id);
  return {
    waymark: "signed-in",
    adult: adult.id,
    givenName: record?.givenName ?? "",
    familyName: record?.familyName ?? "",
    role: record?.role || adult.role,
    vaultShare: await share(""),
    authorShare: await share(adult.id),
  };
}
