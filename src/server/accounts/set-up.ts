// The first administrator, with the code from the terminal: a school, an adult, an account, a device, a session.

import type { SetupAnswer, SetupRequest } from "#protocol/session.ts";
import { openFiling } from "../sync/filing.ts";
import type { CodeRow, SchoolTx, ServerFacts } from "../storage/storage.ts";
import type { AcceptDeps } from "../sync/accept.ts";
import { FIRST_ROLE, adultCreate, serverStamp } from "./adult-record.ts";
import { CODE_LASTS, hashOfCode, makeCode } from "./code.ts";
import { type EnrolDeps, enrolDevice, enrolledIn, signedInOn } from "./enrol.ts";
import { makeSchool } from "./make-school.ts";
import { type PasswordCost, hashPassword, isPassword, weaknessOf } from "./password.ts";
import { type Problem, problem } from "./problem.ts";
import { startSession } from "./session.ts";
import { countAttempt, hashOfLogin } from "./tries.ts";

export interface AccountDeps extends EnrolDeps, AcceptDeps {
  readonly passwordCost: PasswordCost;
}

/** A fresh code for the terminal; the one before it ends. Undefined once a real school exists. */
export async function newSetUpCode(deps: AccountDeps): Promise<string | undefined> {
  const code = makeCode(deps.randomBytes);
  return deps.storage.transactServer(async (server) => {
    if ((await server.schools()).some((school) => !school.demo)) return undefined;
    await server.deleteCodes("setup");
    const expires = deps.clock.now() + CODE_LASTS.setup;
    const row = { purpose: "setup", school: null, adult: "", administrator: true, expires, usedFor: null } as const;
    await server.putCode({ hash: hashOfCode(code), ...row });
    return code;
  });
}

export interface WithCookie<T> {
  readonly answer: T;
  readonly cookie: string;
}

export async function setUp(
  deps: AccountDeps,
  request: SetupRequest,
  secure: boolean,
): Promise<WithCookie<SetupAnswer> | Problem> {
  const now = deps.clock.now();
  const standing = (server: ServerFacts): Promise<CodeRow | undefined> =>
    server
      .code(hashOfCode(request.code))
      .then((code) => (code && code.purpose === "setup" && code.expires >= now ? code : undefined));
  const wrongCode = problem(
    403,
    "wrongCode",
    "That is not the code in the server's terminal, or it is over a day old. Restart the server for a new one.",
    { field: "code" },
  );
  // Looked up before the costly hash: a stranger without a code makes the server do no work.
  const code = await deps.storage.readServer(standing);
  if (!code) return wrongCode;
  const { schoolName, givenName, familyName, login, password } = request;
  const weak = weaknessOf(password, [schoolName, givenName, familyName, login]);
  if (weak !== undefined) return problem(422, "weakPassword", weak, { field: "password" });
  if (code.usedFor !== null) return enterAgain(deps, code, request, secure);
  const kept = await hashPassword(password, deps.randomBytes, deps.passwordCost);
  return deps.storage.transactServer(async (server) => {
    const still = await standing(server);
    const schools = await server.schools();
    if (!still || still.usedFor !== null || schools.some((school) => !school.demo)) return wrongCode;
    // The demo was for looking around; from here on this server holds a real school and nothing else (A12).
    for (const school of schools) await server.deleteDemoSchool(school.id);
    const school = makeSchool(
      { name: schoolName, demo: false, clockOffset: 0, personas: {}, now },
      deps.newId,
      deps.randomBytes,
    );
    await server.createSchool(school);
    await server.putCode({ ...still, usedFor: school.id });
    const tx = await server.inSchool(school.id);
    const adult = deps.newId();
    await makeFirstAdult(deps, tx, { adult, givenName, familyName, role: FIRST_ROLE });
    await tx.putAccount({ login, adult, password: kept, role: FIRST_ROLE, administrator: true, ended: null });
    return welcome(deps, tx, adult, request, secure);
  });
}

/** The set-up went through and its answer was lost: with the code and the password, the administrator gets in. */
async function enterAgain(
  deps: AccountDeps,
  code: CodeRow,
  request: SetupRequest,
  secure: boolean,
): Promise<WithCookie<SetupAnswer> | Problem> {
  const school = code.usedFor as string;
  const tries = await deps.storage.transact(school, async (tx) => {
    // Tries are kept by device, and this one may be new: they stand with the school's first, which set-up made.
    const [first] = await tx.devices();
    return { login: hashOfLogin(`setup\n${request.login}`), device: first?.id ?? "" };
  });
  const late = await deps.storage.transact(school, (tx) => countAttempt(tx, tries, deps.clock.now()));
  if (late) return late;
  const account = await deps.storage.transact(school, (tx) => tx.account(request.login));
  if (!account || account.ended !== null || !(await isPassword(request.password, account.password)))
    return problem(403, "alreadySetUp", "This school is set up. Sign in with the login and password chosen then.");
  return deps.storage.transact(school, async (tx) => {
    await tx.putAttempt({ ...tries, failures: 0, notBefore: 0 });
    return welcome(deps, tx, account.adult, request, secure);
  });
}

async function makeFirstAdult(
  deps: AccountDeps,
  tx: SchoolTx,
  adult: Parameters<typeof adultCreate>[0],
): Promise<void> {
  if (!deps.schema.definitions["adult"]) return;
  const received = deps.clock.now();
  const filing = await openFiling({
    tx,
    rules: deps.grants.rules,
    schema: deps.schema,
    newId: deps.newId,
    log: deps.log,
  });
  const [verdict] = await filing.file({
    stamp: serverStamp(tx.school, adult.adult, new Date(received).toISOString()),
    envelope: deps.newId(),
    schema: deps.schema.version,
    received,
    changes: [adultCreate(adult, deps.newId())],
    scope: { holds: () => true, hides: () => [], mayRead: () => true, mayWrite: () => true },
  });
  if (verdict?.verdict !== "accepted") throw new Error(`the first adult was not filed: ${verdict?.sentence}`);
  await filing.write();
}

async function welcome(
  deps: AccountDeps,
  tx: SchoolTx,
  adult: string,
  request: SetupRequest,
  secure: boolean,
): Promise<WithCookie<SetupAnswer>> {
  const { randomBytes } = deps;
  const device = await enrolDevice(deps, tx, request.device, adult);
  const cookie = await startSession(tx, { adult, device: device.id }, { now: deps.clock.now(), randomBytes, secure });
  const signedIn = await signedInOn(tx, device.id, { id: adult, role: FIRST_ROLE }, randomBytes);
  return { cookie, answer: { waymark: "setup", enrolled: await enrolledIn(tx, device), signedIn } };
}
