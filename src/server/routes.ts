// What the server answers to, route by route: who may ask, the form of what they say, and who does the work.

import * as v from "valibot";
import {
  endAdultRequestShape,
  holdingsRequestShape,
  lockRequestShape,
  revokeRequestShape,
  settleRequestShape,
} from "#protocol/oversight.ts";
import { auditRequestShape } from "#protocol/audit-page.ts";
import { compareRequestShape } from "#protocol/compare.ts";
import { type News, listenRequestShape } from "#protocol/listen.ts";
import { administratorRequestShape, withdrawInvitationShape } from "#protocol/people.ts";
import { pullRequestShape } from "#protocol/pull.ts";
import { emergencyRequestShape, emergencySeenShape, pupilRequestShape } from "#protocol/read-through.ts";
import { jotsRequestShape } from "#protocol/jot.ts";
import { type PushRequest, pushRequestShape } from "#protocol/push.ts";
import { ROUTES } from "#protocol/routes.ts";
import {
  type Enrolled,
  type StartAnswer,
  authorKeyRequestShape,
  demoEnterRequestShape,
  demoLeaveRequestShape,
  deviceCodeRequestShape,
  enrolRequestShape,
  invitationRequestShape,
  readmitRequestShape,
  renewRequestShape,
  setupRequestShape,
  signInRequestShape,
  stepUpRequestShape,
} from "#protocol/session.ts";
import { WIRE } from "#protocol/version.ts";
import { registerAuthorKey } from "./accounts/author-keys.ts";
import { enterDemo, leaveDemo } from "./accounts/demo.ts";
import type { DemoSchool } from "./accounts/demo-school.ts";
import { deviceCookie } from "./accounts/device-cookie.ts";
import { listEmergency, openEmergency, seeEmergency } from "./accounts/emergency-access.ts";
import { clearDevice } from "./accounts/clear-device.ts";
import { enrolByCode } from "./accounts/enrol.ts";
import { giveDeviceCode, giveInvitation } from "./accounts/give-codes.ts";
import { noteLostStorage } from "./accounts/lost-storage.ts";
import { listAccounts, setAdministrator, withdrawInvitation } from "./accounts/oversee-accounts.ts";
import { endAdult, holdingsOf, listDevices, lockDevice, revokeDevice } from "./accounts/oversee-devices.ts";
import { listQuarantine, settleQuarantined } from "./accounts/quarantine.ts";
import { type Problem, isProblem, problem } from "./accounts/problem.ts";
import type { Proven } from "./accounts/prove-device.ts";
import { unlessOpen } from "./accounts/prove-reader.ts";
import { readmit } from "./accounts/readmit.ts";
import { readAudit } from "./accounts/read-audit.ts";
import { readPupil } from "./accounts/read-pupil.ts";
import { renewDevice } from "./accounts/renew.ts";
import { endSession } from "./accounts/session.ts";
import { type AccountDeps, type WithCookie, setUp } from "./accounts/set-up.ts";
import { signIn } from "./accounts/sign-in.ts";
import { isSteppedUp, stepUp } from "./accounts/step-up.ts";
import { newsOf } from "./live/live.ts";
import { acceptAndFileWaiting } from "./sync/file-waiting.ts";
import { QuarantineFull } from "./sync/quarantine-bounds.ts";
import { answerCompare } from "./sync/compare.ts";
import type { DigestMemory } from "./sync/digest-memory.ts";
import { answerPull } from "./sync/feed.ts";
import { keepJots } from "./sync/keep-jots.ts";

export interface RouteDeps extends AccountDeps {
  readonly version: string;
  readonly demo: (() => DemoSchool) | undefined;
  readonly digests: DigestMemory;
}

/** A request whose sender is known and whose body is parsed. */
export interface Call<Body> {
  readonly deps: RouteDeps;
  readonly body: Body;
  /** The device that signed it; always there on routes for devices. */
  readonly proven: Proven | undefined;
  /** The session's token, when the cookie carried one. */
  readonly token: string | undefined;
  /** The Cookie header as it came. */
  readonly cookies: string | undefined;
  readonly secure: boolean;
}

export interface Told {
  readonly body: object;
  readonly cookie?: string;
  /** The browser that hears this answer forgets everything of ours. */
  readonly clears?: true;
  /** The device that may go on listening after this answer, and what it has been told. */
  readonly listener?: { readonly device: string; readonly news: News };
}

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  /**
   * anyone: no proof is asked, but one that is there is looked at; device: signed by a device that stands; revoked: also
   * by one that was taken out of use (A17) or is locked from afar (A49).
   */
  readonly who: "anyone" | "device" | "revoked";
  /** Asked on the way to an open device: the session may be of somebody who has not opened it yet. */
  readonly opens: boolean;
  readonly answer: (call: Call<unknown>) => Promise<Told | Problem>;
}

/** Signing in and out, the key that shows from then on who has it open, and a device that begins again. */
const OPENS: ReadonlySet<string> = new Set([ROUTES.signIn, ROUTES.signOut, ROUTES.authorKeys, ROUTES.renew]);

type Shape = v.GenericSchema<unknown, unknown>;
const emptyShape = v.strictObject({});

function route<S extends Shape>(
  method: Route["method"],
  path: string,
  who: Route["who"],
  shape: S | undefined,
  answer: (call: Call<v.InferOutput<S>>) => Promise<Told | Problem>,
): Route {
  return {
    method,
    path,
    who,
    opens: OPENS.has(path),
    async answer(call) {
      if (!shape) return answer(call as Call<v.InferOutput<S>>);
      // Before the form is looked at: another wire may have another form.
      const wire = v.safeParse(v.looseObject({ wire: v.number() }), call.body);
      if (wire.success && wire.output.wire !== WIRE) return otherWire;
      const parsed = v.safeParse(shape, call.body);
      if (parsed.success) return answer({ ...call, body: parsed.output });
      const [issue] = parsed.issues;
      const where = v.getDotPath(issue) ?? undefined;
      return problem(
        400,
        "notUnderstood",
        `What was sent is not in a form this server reads${where === undefined ? "" : `: ${where}`}.`,
        where === undefined ? {} : { field: where },
      );
    },
  };
}

const cookied = <T extends object>(done: WithCookie<T> | Problem): Told | Problem =>
  isProblem(done) ? done : { body: done.answer, cookie: done.cookie };
const told = <T extends object>(done: T | Problem): Told | Problem => (isProblem(done) ? done : { body: done });
const otherWire = problem(
  426,
  "otherWire",
  "This app and the server speak different versions. Update the app; everything saved on this device stays.",
);
/** The answer, with the cookie by which this browser is known should its storage go (S22). */
async function asDevice(
  { deps, secure }: Call<unknown>,
  { school, device }: Pick<Enrolled, "school" | "device">,
  body: object,
): Promise<Told> {
  const cookie = deviceCookie(await deps.storage.transact(school, (tx) => tx.row()), device, secure);
  return cookie === undefined ? { body } : { body, cookie };
}
const needed = (proven: Proven | undefined): Proven => {
  if (!proven) throw new Error("a route for devices was entered without a proof");
  return proven;
};
/** S29: nothing was stored. Not a busy server: the device may ask for anything else. */
function noRoom(error: unknown): Problem {
  if (!(error instanceof QuarantineFull)) throw error;
  return problem(507, "quarantineFull", error.message);
}
/** What was in an envelope is told to nobody who could not have opened it (A47). */
const asOpened = ({ reader }: Proven, { closed, ...request }: PushRequest): PushRequest =>
  reader === undefined || closed === undefined ? request : { ...request, closed };
const asker = (proven: Proven | undefined) => {
  const { school, device, reader } = needed(proven);
  return { school, device: device.id, reader };
};

export const ALL_ROUTES: readonly Route[] = [
  route("GET", ROUTES.start, "anyone", undefined, async ({ deps }) => {
    const schools = await deps.storage.readServer((server) => server.schools());
    const school = schools.some((one) => !one.demo);
    const demo = deps.demo !== undefined && !school;
    const body: StartAnswer = { waymark: "start", wire: WIRE, version: deps.version, school, demo };
    return { body };
  }),
  route("POST", ROUTES.setup, "anyone", setupRequestShape, async ({ deps, body, secure }) =>
    cookied(await setUp(deps, body, secure)),
  ),
  route("POST", ROUTES.enrol, "anyone", enrolRequestShape, async (call) => {
    const enrolled = await enrolByCode(call.deps, call.body);
    return isProblem(enrolled) ? enrolled : asDevice(call, enrolled, { waymark: "enrolled", enrolled });
  }),
  route("POST", ROUTES.readmit, "anyone", readmitRequestShape, async (call) => {
    const enrolled = await readmit(call.deps, call.body, call);
    return isProblem(enrolled) ? enrolled : asDevice(call, enrolled, { waymark: "enrolled", enrolled });
  }),
  route("POST", ROUTES.renew, "device", renewRequestShape, async (call) => {
    const renewed = await renewDevice(call.deps, needed(call.proven), call.token, call.body);
    return isProblem(renewed) ? renewed : asDevice(call, renewed.enrolled, renewed);
  }),
  route("POST", ROUTES.lost, "anyone", emptyShape, async ({ deps, cookies, secure }) => ({
    body: await noteLostStorage(deps, cookies, secure),
  })),
  route("POST", ROUTES.signIn, "device", signInRequestShape, async ({ deps, body, proven, secure, token }) =>
    cookied(await signIn(deps, needed(proven), body, { secure, token })),
  ),
  route("POST", ROUTES.signOut, "device", undefined, async ({ deps, proven, token, secure }) => {
    const cookie = await deps.storage.transact(needed(proven).school, (tx) => endSession(tx, token, secure));
    return { body: { waymark: "done" }, cookie };
  }),
  route("POST", ROUTES.authorKeys, "device", authorKeyRequestShape, async (call) => {
    const { school, device } = asker(call.proven);
    const key = await registerAuthorKey(call.deps, needed(call.proven), call.token, call.body.key);
    return isProblem(key) ? key : asDevice(call, { school, device }, { waymark: "author-key", name: key.name });
  }),
  route("POST", ROUTES.deviceCodes, "device", deviceCodeRequestShape, async ({ deps, proven, token }) =>
    told(await giveDeviceCode(deps, needed(proven), token)),
  ),
  route("POST", ROUTES.invitations, "device", invitationRequestShape, async ({ deps, body, proven, token }) =>
    told(await giveInvitation(deps, needed(proven), token, body)),
  ),
  route("POST", ROUTES.withdrawInvitation, "device", withdrawInvitationShape, async ({ deps, body, proven, token }) =>
    told(await withdrawInvitation(deps, needed(proven), token, body)),
  ),
  route("GET", ROUTES.accounts, "device", undefined, async ({ deps, proven, token }) =>
    told(await listAccounts(deps, needed(proven), token)),
  ),
  route("POST", ROUTES.administrator, "device", administratorRequestShape, async ({ deps, body, proven, token }) =>
    told(await setAdministrator(deps, needed(proven), token, body)),
  ),
  route("GET", ROUTES.devices, "device", undefined, async ({ deps, proven, token }) =>
    told(await listDevices(deps, needed(proven), token)),
  ),
  route("POST", ROUTES.holdings, "device", holdingsRequestShape, async ({ deps, body, proven, token }) =>
    told(await holdingsOf(deps, needed(proven), token, body.device)),
  ),
  route("POST", ROUTES.revokeDevice, "device", revokeRequestShape, async ({ deps, body, proven, token }) =>
    told(await revokeDevice(deps, needed(proven), token, body)),
  ),
  route("POST", ROUTES.lockDevice, "device", lockRequestShape, async ({ deps, body, proven, token }) =>
    told(await lockDevice(deps, needed(proven), token, body)),
  ),
  route("POST", ROUTES.endAdult, "device", endAdultRequestShape, async ({ deps, body, proven, token }) =>
    told(await endAdult(deps, needed(proven), token, body)),
  ),
  route("GET", ROUTES.quarantine, "device", undefined, async ({ deps, proven, token }) =>
    told(await listQuarantine(deps, needed(proven), token)),
  ),
  route("POST", ROUTES.settleQuarantined, "device", settleRequestShape, async ({ deps, body, proven, token }) =>
    told(await settleQuarantined(deps, needed(proven), token, body)),
  ),
  route("POST", ROUTES.stepUp, "device", stepUpRequestShape, async ({ deps, body, proven, secure, token }) =>
    cookied(await stepUp(deps, needed(proven), body, { secure, token })),
  ),
  route("GET", ROUTES.stepUp, "device", undefined, async ({ deps, proven, token }) =>
    told(await isSteppedUp(deps, needed(proven), token)),
  ),
  route("POST", ROUTES.readPupil, "device", pupilRequestShape, async ({ deps, body, proven, token }) =>
    told(await readPupil(deps, needed(proven), token, body)),
  ),
  route("GET", ROUTES.emergency, "device", undefined, async ({ deps, proven, token }) =>
    told(await listEmergency(deps, needed(proven), token)),
  ),
  route("POST", ROUTES.openEmergency, "device", emergencyRequestShape, async ({ deps, body, proven, token }) =>
    told(await openEmergency(deps, needed(proven), token, body)),
  ),
  route("POST", ROUTES.emergencySeen, "device", emergencySeenShape, async ({ deps, body, proven, token }) =>
    told(await seeEmergency(deps, needed(proven), token, body)),
  ),
  route("POST", ROUTES.audit, "device", auditRequestShape, async ({ deps, body, proven, token }) =>
    told(await readAudit(deps, needed(proven), token, body)),
  ),
  // A revoked device may still deliver: what it brings is set aside for the designated lead, never dropped. So may a
  // locked one: what it brings is filed.
  route("POST", ROUTES.push, "revoked", pushRequestShape, async ({ deps, body, proven }) =>
    told(await acceptAndFileWaiting(deps, asker(proven), asOpened(needed(proven), body)).catch(noRoom)),
  ),
  route("POST", ROUTES.jots, "revoked", jotsRequestShape, async ({ deps, body, proven }) =>
    told(await keepJots(deps, asker(proven), body).catch(noRoom)),
  ),
  route("POST", ROUTES.clearDevice, "revoked", emptyShape, async ({ deps, proven }) => {
    const cleared = await clearDevice(deps, needed(proven));
    return isProblem(cleared) ? cleared : { body: cleared, clears: true };
  }),
  route("POST", ROUTES.pull, "device", pullRequestShape, async ({ deps, body, proven }) =>
    told((await unlessOpen(deps, needed(proven))) ?? (await answerPull(deps, asker(proven), body))),
  ),
  route("POST", ROUTES.compare, "device", compareRequestShape, async ({ deps, body, proven }) =>
    told((await unlessOpen(deps, needed(proven))) ?? (await answerCompare(deps, asker(proven), body))),
  ),
  route("POST", ROUTES.listen, "device", listenRequestShape, async ({ deps, body, proven }) => {
    const device = needed(proven).device.id;
    const [standing] = await deps.storage.readServer((server) => server.standings([device]));
    if (!standing) return problem(401, "unknownDevice", "This server does not know this device any more.");
    const news = newsOf(standing, body.grants ? deps.grants.standingVersion(standing, deps.clock.now()) : undefined);
    return { body: news, listener: { device, news } };
  }),
  route("POST", ROUTES.demoEnter, "anyone", demoEnterRequestShape, async ({ deps, body, proven, secure }) =>
    deps.demo
      ? cookied(await enterDemo(deps, deps.demo, body, proven, secure))
      : problem(404, "noDemo", "No demo is offered here."),
  ),
  route("POST", ROUTES.demoLeave, "device", demoLeaveRequestShape, async ({ deps, body, proven }) => {
    const refused = await leaveDemo(deps, needed(proven), body);
    return refused ?? { body: { waymark: "done" } };
  }),
];
