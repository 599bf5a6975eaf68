// A device that this server does not know any more comes back under its own name and key (S18): the server was restored
// from a backup that is older than the device. Under its own name, because everything it keeps was sealed under it.

import type { Enrolled, ReadmitRequest } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { AccountRow, CodeRow, SchoolTx } from "../storage/storage.ts";
import { hashOfCode } from "./code.ts";
import { isMarkOf, namedDevice } from "./device-cookie.ts";
import { enrolledIn, newDevice } from "./enrol.ts";
import { isPassword, nobodysPassword } from "./password.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { AccountDeps } from "./set-up.ts";
import { countAttempt, hashOfLogin } from "./tries.ts";

/** What the browser keeps beside the tablet's storage. */
export interface Browser {
  /** The Cookie header as it came. */
  readonly cookies: string | undefined;
  readonly secure: boolean;
}

export async function readmit(
  deps: AccountDeps,
  request: ReadmitRequest,
  browser: Browser,
): Promise<Enrolled | Problem> {
  const { storage } = deps;
  const known = await storage.readServer(async (server) =>
    (await server.schools()).some((school) => school.id === request.school && !school.demo),
  );
  if (!known)
    return problem(
      404,
      "otherSchool",
      "This server does not hold the school this tablet belongs to. What is saved on the tablet stays there. Tell the person who looks after Waymark.",
    );
  const code = request.code === undefined ? undefined : await wantedCode(deps, request, request.code);
  if (isProblem(code)) return code;
  const account = code ? undefined : await adultFor(deps, request, browser);
  if (isProblem(account)) return account;
  return storage.transactServer(async (server) => {
    const tx = await server.inSchool(request.school);
    const device = await takeBack(deps, tx, request, account?.adult ?? "");
    if (isProblem(device)) return device;
    if (code) await server.putCode({ ...code, usedFor: request.device.publicKey });
    return device;
  });
}

async function takeBack(
  deps: AccountDeps,
  tx: SchoolTx,
  request: ReadmitRequest,
  by: string,
): Promise<Enrolled | Problem> {
  // What the server makes itself carries the school's name where a device's stands.
  if (request.id === tx.school)
    return problem(409, "nameTaken", "Another device has this one’s name here. Join again with a code.");
  const there = (await tx.device(request.id)) ?? (await tx.deviceByKey(request.device.publicKey));
  // Its answer was lost and it asks again.
  if (there?.id === request.id && there.publicKey === request.device.publicKey)
    return there.revoked
      ? problem(403, "deviceRevoked", "This device was taken out of use. Ask an administrator of your school.")
      : enrolledIn(tx, there);
  if (there) return problem(409, "nameTaken", "Another device has this one’s name here. Join again with a code.");
  const device = newDevice(deps, request.device, { id: request.id });
  await tx.putDevice(device);
  const facts = JSON.stringify({ kind: device.kind, how: by === "" ? "code" : "password" });
  const line = { at: device.enrolledAt, who: by, device: device.id, about: device.id, facts };
  await appendToAudit(tx, [{ ...line, what: "deviceReadmitted" }]);
  return enrolledIn(tx, device);
}

async function wantedCode(deps: AccountDeps, request: ReadmitRequest, text: string): Promise<CodeRow | Problem> {
  const code = await deps.storage.readServer((server) => server.code(hashOfCode(text)));
  const stands =
    code?.purpose === "device" && code.school === request.school && code.expires >= deps.clock.now() ? code : undefined;
  if (stands && (stands.usedFor === null || stands.usedFor === request.device.publicKey)) return stands;
  return problem(403, "wrongCode", "That code is not right, or no longer. Ask an administrator for a new one.", {
    field: "code",
  });
}

/** The adult whose password lets the device back in. */
async function adultFor(deps: AccountDeps, request: ReadmitRequest, browser: Browser): Promise<AccountRow | Problem> {
  const { storage, clock } = deps;
  const { school, login = "", password = "" } = request;
  // A restored server knows its own mark, though not the tablet. Without it anybody's machine would be one (A30).
  const marked = namedDevice(browser.cookies, browser.secure);
  const row = await storage.transact(school, (tx) => tx.row());
  if (marked?.device !== request.id || !isMarkOf(row, request.id, marked.mark)) return codeNeeded();
  const attempted = hashOfLogin(`readmit\n${login}`);
  const counted = async (tx: SchoolTx): Promise<string | undefined> => {
    // Attempts are kept by device, and this one is not here: they stand with the school's first.
    return (await tx.devices())[0]?.id;
  };
  const late = await storage.transact(school, async (tx) => {
    const at = await counted(tx);
    return at === undefined
      ? problem(403, "wrongCode", "Ask an administrator for a code.", { field: "code" })
      : countAttempt(tx, { login: attempted, device: at }, clock.now());
  });
  if (late) return late;
  const account = await storage.transact(school, (tx) => tx.account(login));
  const right = await isPassword(password, account?.password ?? nobodysPassword(deps.passwordCost));
  return storage.transact(school, async (tx) => {
    if (!account || !right)
      return problem(401, "wrongPassword", "That login and password do not go together. Check both.", {
        field: "password",
      });
    if (account.ended !== null)
      return problem(403, "accountEnded", "This account has ended. Ask an administrator of your school.");
    // A device of one's own may hold more than a shared one: that is an administrator's to give.
    if (request.device.kind === "personal" && !account.administrator) return codeNeeded();
    const at = await counted(tx);
    if (at !== undefined) await tx.putAttempt({ login: attempted, device: at, failures: 0, notBefore: 0 });
    return account;
  });
}

const codeNeeded = (): Problem =>
  problem(403, "codeNeeded", "This device needs a code from an administrator to come back.", { field: "code" });
