// The door of the server room: one school's shared side without a port. HTTP wraps it; a simulation calls it.

import { EVERYTHING_HERE } from "./accounts/clear-device.ts";
import { type RandomBytes, randomId } from "#base/id.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Schema } from "#ledger/schema.ts";
import { ROUTES } from "#protocol/routes.ts";
import { ADULT_HEADER, DEVICE_HEADER } from "#protocol/device-proof.ts";
import { PASSWORD_COST, type PasswordCost } from "./accounts/password.ts";
import type { DemoSchool } from "./accounts/demo-school.ts";
import { prepareDemo } from "./accounts/demo.ts";
import { type Problem, isProblem, problem } from "./accounts/problem.ts";
import { LOCKED_FROM_AFAR, type Proven, proveDevice } from "./accounts/prove-device.ts";
import { ownToken, tokenIn } from "./accounts/session.ts";
import { newSetUpCode } from "./accounts/set-up.ts";
import { createFairQueue, type FairQueueLimits } from "./live/fair-queue.ts";
import { createLive, type Sink } from "./live/live.ts";
import { createSchoolLanes } from "./live/school-lanes.ts";
import { tellingStorage } from "./live/telling-storage.ts";
import { ALL_ROUTES, type Route, type RouteDeps, type Told } from "./routes.ts";
import { isDiskFull } from "./storage/disk-full.ts";
import type { Standing, Storage } from "./storage/storage.ts";
import { compactSchools } from "./sync/compact.ts";
import { createDigestMemory } from "./sync/digest-memory.ts";
import { fileAllWaiting } from "./sync/file-waiting.ts";
import { createGrants, EVERYBODY_HOLDS_ALL, type GrantRules } from "./sync/grants.ts";
import type { VerifyAside } from "./sync/open.ts";
import { refileParked } from "./sync/refile.ts";

export type { DemoSchool } from "./accounts/demo-school.ts";

export interface ServerRequest {
  readonly method: string;
  /** The path as the device signed it ("/api/sync/push"). */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string | undefined };
  /** The text as it came: its hash is what the device proved. */
  readonly body: string | undefined;
  /** True when it came over TLS: the session's cookie is then bound to the host. */
  readonly secure?: boolean;
  readonly address?: string;
}

export interface ServerAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  /** JSON. */
  readonly body: string;
}

/** An answer that may go on: `follow` is there when the device may listen for what comes after. */
export interface ServerStream {
  readonly answer: ServerAnswer;
  /** The sink hears of everything after the answer, until one side ends it. Gives the way to end it from here. */
  readonly follow?: (sink: Sink) => () => void;
}

export interface WaymarkServer {
  /** Answers one request. Never throws: what goes wrong inside is a 503 with a sentence (507 where the disk is full), and a line in the log. */
  handle(request: ServerRequest): Promise<ServerAnswer>;
  /** The same for POST /api/sync/listen over a connection that can stay open. */
  listen(request: ServerRequest): Promise<ServerStream>;
  /** A fresh code for the first administrator (the one before it ends), or undefined once a real school exists. */
  newSetUpCode(): Promise<string | undefined>;
  /** Takes the bodies of old changes away (A20). For once a day; gives how many went. */
  compact(): Promise<number>;
  /**
   * Files what was set aside and can be filed now, as every start does. For once an hour: where several servers share a
   * database, an older one may have set something aside that this one can read (S27).
   */
  fileSetAside(): Promise<void>;
  /** Waits for what is under way, then closes the storage. */
  close(): Promise<void>;
}

export interface ServerDeps {
  readonly storage: Storage;
  readonly schema: Schema;
  /** Milliseconds since 1970. */
  readonly clock: { now(): number };
  readonly randomBytes: RandomBytes;
  /** The version of the app, told to visitors. */
  readonly version: string;
  /** May records of this definition stand on a device of this kind? The casework room knows. */
  readonly mayHold: (definition: RecordDefinition, deviceKind: "shared" | "personal") => boolean;
  /** Who may hold what, inside what a device of its kind may hold at all. Absent: everybody may hold all of it. */
  readonly grantRules?: GrantRules;
  /** How long what a replaced value said is kept: 400 days unless told. */
  readonly historyDays?: number;
  /** Absent: no demo is offered. Called when the demo school is needed and not there yet. */
  readonly demo?: () => DemoSchool;
  /** Does a task in a moment, when this request has been answered. Absent: nothing is made ready ahead of its use. */
  readonly later?: (task: () => void) => void;
  /** A timer: a task after so many milliseconds, and the way to call it off. Absent: nobody can listen, and devices ask every minute. */
  readonly after?: (milliseconds: number, task: () => void) => () => void;
  /** How much is done and may wait at once (live/fair-queue.ts). */
  readonly limits?: FairQueueLimits;
  /** Argon2id for passwords: 64 MiB and 3 passes unless told (a simulation asks for less). */
  readonly passwordCost?: PasswordCost;
  /** Where lines about faults go; they never hold what anybody wrote. */
  readonly log?: (line: string) => void;
  /** Looks at signatures beside the server's thread (sync/look-ahead.ts). Absent: one by one, where they are filed. */
  readonly verifyAside?: VerifyAside;
}

const CLOSING = problem(503, "closing", "The server is being stopped. Try again in a minute.", { retryAfter: 10 });
const BUSY = "The server has more to do than it can. Nothing is lost: this is tried again in a moment.";
const FULL =
  "The school’s server has no room left on its disk, and did not take this. Only the person who looks after that server can make room.";

/** A server over a storage that is open. It keeps nothing in memory between requests but what is under way. */
export function createServer(options: ServerDeps): WaymarkServer {
  const { after } = options;
  const deps: RouteDeps = {
    ...options,
    storage: tellingStorage(options.storage, () => live?.written()),
    grants: createGrants(options.grantRules ?? EVERYBODY_HOLDS_ALL),
    newId: () => randomId(options.randomBytes),
    passwordCost: options.passwordCost ?? PASSWORD_COST,
    demo: options.demo,
    digests: createDigestMemory(),
    log: options.log ?? (() => undefined),
  };
  const grantsOf = (standing: Standing): string => deps.grants.standingVersion(standing, deps.clock.now());
  const live = after && createLive({ storage: options.storage, grantsOf, after, log: deps.log });
  const queue = createFairQueue(options.limits);
  const lanes = createSchoolLanes();
  // After a restart every device stands in its own school's line from its first request on.
  const known = lanes.learnAll(options.storage).catch((error: unknown) =>
    // They are known one by one, as they come.
    deps.log(`fault while the devices were read: ${error instanceof Error ? error.stack : String(error)}`),
  );
  const underWay = new Set<Promise<unknown>>();
  const { later } = options;
  let closed = false;
  let preparing = false;
  const fileSetAside = (): Promise<void> => refileParked(deps).then(() => fileAllWaiting(deps));
  const refiled = fileSetAside();

  async function tell(request: ServerRequest): Promise<Told | Problem> {
    await known;
    const lane = lanes.laneOf(request.headers[DEVICE_HEADER]);
    const told = queue.run(lane, request.body?.length ?? 0, async () => {
      // Asked when its turn comes: it may have waited for so long.
      if (closed) return CLOSING;
      await refiled;
      return find(deps, request, lanes.learn);
    });
    try {
      return (await told) ?? problem(503, "busy", BUSY, { retryAfter: queue.retryAfter(lane) });
    } catch (error) {
      const isFull = isDiskFull(error);
      const went = isFull ? "no room left on the disk" : "fault";
      deps.log(`${went} at ${request.method} ${request.path}: ${error instanceof Error ? error.stack : String(error)}`);
      if (isFull) return problem(507, "serverFull", FULL);
      return problem(
        503,
        "fault",
        "Something is wrong on the server. Nothing was changed; what you wrote is safe here.",
      );
    }
  }

  function begin<T>(work: Promise<T>): Promise<T> {
    const whole = work.finally(() => underWay.delete(whole));
    underWay.add(whole);
    return whole;
  }

  /** Somebody is looking at the first screen: while they choose, the demo school is made. */
  function prepareForVisitor(): void {
    const { demo } = deps;
    if (!later || !demo || preparing) return;
    preparing = true;
    later(() => {
      if (closed) return;
      const prepared = prepareDemo(deps, demo).catch((error: unknown) =>
        deps.log(`fault while the demo was made: ${error instanceof Error ? error.stack : String(error)}`),
      );
      void begin(prepared).then(() => (preparing = false));
    });
  }

  return {
    handle(request) {
      if (request.method === "GET" && request.path === ROUTES.start) prepareForVisitor();
      return begin(tell(request).then(toAnswer));
    },
    listen(request) {
      const stream = async (): Promise<ServerStream> => {
        const told = await tell(request);
        const answer = toAnswer(told);
        if (!live || isProblem(told) || !told.listener || !live.hasRoom()) return { answer };
        const { device, news } = told.listener;
        return { answer, follow: (sink) => live.follow(device, news, sink) };
      };
      return begin(stream());
    },
    newSetUpCode: () => newSetUpCode(deps),
    compact: () => begin(compactSchools(deps, options.historyDays)),
    fileSetAside: () => begin(fileSetAside()),
    async close() {
      closed = true;
      live?.close();
      await Promise.allSettled([refiled, ...underWay]);
      await options.storage.close();
    },
  };
}

async function find(
  deps: RouteDeps,
  request: ServerRequest,
  learn: (device: string, school: string) => void,
): Promise<Told | Problem> {
  const path = request.path.split("?", 1)[0];
  const there = ALL_ROUTES.filter((route) => route.path === path);
  const route = there.find(({ method }) => method === request.method);
  if (!route)
    return there.length > 0
      ? problem(405, "wrongMethod", "This address is not asked in this way.")
      : problem(404, "noSuchPage", "There is nothing at this address.");
  const proven = await proof(deps, route, request);
  if (isProblem(proven)) return proven;
  if (proven) learn(proven.device.id, proven.school);
  const body = bodyOf(request);
  if (isProblem(body)) return body;
  const secure = request.secure === true;
  const cookies = request.headers["cookie"];
  const reader = route.opens ? null : proven?.reader;
  const here = { token: tokenIn(cookies, secure), adult: request.headers[ADULT_HEADER], reader };
  const token = await ownToken(deps.storage, proven?.school, here);
  return route.answer({ deps, body: body.parsed, proven, secure, cookies, token });
}

async function proof(deps: RouteDeps, route: Route, request: ServerRequest): Promise<Proven | Problem | undefined> {
  if (route.who === "anyone") {
    // Only the demo asks who is there: a device that it has forgotten since comes in like a new one.
    if (route.path !== ROUTES.demoEnter || request.headers[DEVICE_HEADER] === undefined) return undefined;
    const proven = await proveDevice(deps.storage, request, deps.clock.now());
    return isProblem(proven) && proven.code === "unknownDevice" ? undefined : proven;
  }
  const proven = await proveDevice(deps.storage, request, deps.clock.now());
  if (isProblem(proven)) return proven;
  const { revoked, lockedAt } = proven.device;
  if (route.who === "revoked") return lockedAt === null ? proven : { school: proven.school, device: proven.device };
  if (revoked)
    return problem(410, "deviceRevoked", "This device was taken out of use. Ask an administrator of your school.");
  return lockedAt === null ? proven : LOCKED_FROM_AFAR;
}

function bodyOf(request: ServerRequest): { readonly parsed: unknown } | Problem {
  if (request.method === "GET" || request.body === undefined || request.body === "") return { parsed: {} };
  try {
    return { parsed: JSON.parse(request.body) };
  } catch {
    return problem(400, "notJson", "What was sent broke off on the way, or is no JSON.");
  }
}

function toAnswer(told: Told | Problem): ServerAnswer {
  // Nothing the API says is kept by a browser: it may name a child.
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  if (!isProblem(told)) {
    const cookie = told.cookie === undefined ? {} : { "set-cookie": told.cookie };
    const clears = told.clears ? { "clear-site-data": EVERYTHING_HERE } : {};
    return { status: 200, headers: { ...headers, ...cookie, ...clears }, body: JSON.stringify(told.body) };
  }
  const { refused: _refused, status, retryAfter, ...rest } = told;
  const wait = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return { status, headers: { ...headers, ...wait }, body: JSON.stringify({ waymark: "problem", ...rest }) };
}
