// The demo school: a school of its own, made when somebody looks at the first screen, entered without a password, and
// offered only while the server holds no real school (A12). Leaving forgets the device; the last to leave forgets it all.

import type { DemoEnterRequest, DemoEntered, DemoLeaveRequest } from "#protocol/session.ts";
import type { AdultId, DeviceId } from "#ledger/names.ts";
import { openFiling } from "../sync/filing.ts";
import type { SchoolRow, SchoolTx, ServerFacts, ServerTx } from "../storage/storage.ts";
import { keepAuthorKey } from "./author-keys.ts";
import { enrolDevice, enrolledIn, signedInOn } from "./enrol.ts";
import { makeSchool } from "./make-school.ts";
import { type Problem, problem } from "./problem.ts";
import { LOCKED_FROM_AFAR, type Proven } from "./prove-device.ts";
import { startSession } from "./session.ts";
import type { AccountDeps, WithCookie } from "./set-up.ts";
import type { DemoSchool } from "./demo-school.ts";

/** Nobody has looked in for so long: whoever comes next gets the school as it was, at its first morning. */
const FORGOTTEN_AFTER = 12 * 60 * 60_000;

/** Changes filed between two looks at what else the server is asked. */
const AT_A_TIME = 200;
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `proven`: the device that asks, when it is in the demo already and another persona takes it over. */
export async function enterDemo(
  deps: AccountDeps,
  makeDemo: () => DemoSchool,
  request: DemoEnterRequest,
  proven: Proven | undefined,
  secure: boolean,
): Promise<WithCookie<DemoEntered> | Problem> {
  const now = deps.clock.now();
  return deps.storage.transactServer(async (server) => {
    const schools = await server.schools();
    if (schools.some((school) => !school.demo))
      return problem(403, "demoClosed", "This server belongs to a school now. The demo is no longer offered here.");
    const standing = schools[0] && (await unlessForgotten(server, schools[0], now));
    const school = standing ?? (await buildDemo(deps, server, makeDemo(), now));
    const tx = await server.inSchool(school.id);
    // Made before anybody came: its first morning begins when the first visitor does.
    if ((await tx.devices()).length === 0) await tx.setClockOffset(school.clockOffset + school.madeAt - now);
    const own = proven?.school === school.id ? await tx.device(proven.device.id) : undefined;
    if (own && own.lockedAt !== null) return LOCKED_FROM_AFAR;
    const device = own ? { ...own, kind: request.device.kind } : await enrolDevice(deps, tx, request.device, "");
    // Another persona takes the tablet over: it becomes the room's, or that adult's own.
    if (own && own.kind !== device.kind) await tx.putDevice(device);
    const adult = adultFor(school, request.persona);
    const { randomBytes } = deps;
    const cookie = await startSession(tx, { adult, device: device.id }, { now, randomBytes, secure });
    const signedIn = await signedInOn(tx, device.id, { id: adult, role: "" }, randomBytes);
    const beside = await colleague(deps, tx, school, device.id, request.beside);
    return { cookie, answer: { waymark: "setup", enrolled: await enrolledIn(tx, device), signedIn, ...beside } };
  });
}

function adultFor(school: SchoolRow, persona: string): string {
  const adult = school.personas[persona];
  if (adult === undefined) throw new Error(`the demo has nobody for ${persona}`);
  return adult;
}

/** Known on the tablet from its first minute, so that it is handed over without a signal. */
async function colleague(
  deps: AccountDeps,
  tx: SchoolTx,
  school: SchoolRow,
  device: string,
  asked: DemoEnterRequest["beside"],
): Promise<Pick<DemoEntered, "beside">> {
  if (!asked) return {};
  const adult = adultFor(school, asked.persona);
  const authorKey = await keepAuthorKey(deps, tx, { adult, device, key: asked.key });
  return { beside: { signedIn: await signedInOn(tx, device, { id: adult, role: "" }, deps.randomBytes), authorKey } };
}

/**
 * Makes the demo school ready for whoever may enter, if none stands here. Lets others be answered in between: it is
 * thousands of changes, and nobody waits for them yet.
 */
export async function prepareDemo(deps: AccountDeps, makeDemo: () => DemoSchool): Promise<void> {
  const isWanted = async (server: ServerFacts): Promise<boolean> => (await server.schools()).length === 0;
  if (!(await deps.storage.readServer(isWanted))) return;
  const demo = makeDemo();
  await deps.storage.transactServer(async (server) => {
    if (await isWanted(server)) await buildDemo(deps, server, demo, deps.clock.now());
  });
}

export async function leaveDemo(
  deps: AccountDeps,
  { school, device }: Proven,
  { startAgain = false }: DemoLeaveRequest,
): Promise<Problem | undefined> {
  return deps.storage.transactServer(async (server) => {
    const tx = await server.inSchool(school);
    if (!(await tx.row()).demo) return problem(403, "notTheDemo", "This device belongs to a real school.");
    await tx.deleteDevice(device.id);
    if (startAgain || (await tx.devices()).length === 0) await server.deleteDemoSchool(school);
    return undefined;
  });
}

async function unlessForgotten(server: ServerTx, school: SchoolRow, now: number): Promise<SchoolRow | undefined> {
  const devices = await (await server.inSchool(school.id)).devices();
  const seen = devices.length === 0 ? [school.madeAt] : devices.map((device) => device.lastContact);
  if (seen.some((at) => now - at < FORGOTTEN_AFTER)) return school;
  await server.deleteDemoSchool(school.id);
  return undefined;
}

/** Replays everything the demo's adults ever wrote through the same filing as any push, in one transaction. */
async function buildDemo(deps: AccountDeps, server: ServerTx, demo: DemoSchool, now: number): Promise<SchoolRow> {
  const clockOffset = new Date(demo.startsAt).getTime() - now;
  const { name, personas } = demo;
  const school = makeSchool({ name, demo: true, clockOffset, personas, now }, deps.newId, deps.randomBytes);
  await server.createSchool(school);
  const tx = await server.inSchool(school.id);
  const filing = await openFiling({
    tx,
    rules: deps.grants.rules,
    schema: deps.schema,
    newId: deps.newId,
    log: deps.log,
  });
  await filing.expect(demo.changes.map(({ change }) => change));
  const scope = { holds: () => true, hides: () => [], mayRead: () => true, mayWrite: () => true };
  for (const [i, { author, at, change }] of demo.changes.entries()) {
    if (i % AT_A_TIME === AT_A_TIME - 1) await breathe();
    const [verdict] = await filing.file({
      stamp: { author: author as AdultId, device: school.id as DeviceId, at },
      envelope: change.id,
      schema: deps.schema.version,
      received: new Date(at).getTime(),
      changes: [change],
      scope,
    });
    if (verdict?.verdict !== "accepted" && verdict?.verdict !== "decision")
      throw new Error(
        `the demo holds a change that cannot be filed: ${change.type} ${change.kind}: ${verdict?.sentence}`,
      );
  }
  await filing.write();
  return school;
}
