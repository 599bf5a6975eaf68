// What the key that a device keeps in clear is good for: to deliver, and nothing else (A47).

import { expect, test } from "vitest";
import { READER_HEADER } from "#protocol/device-proof.ts";
import { ROUTES } from "#protocol/routes.ts";
import { PASSWORD, addColleague, createTestDevice, createWorld, writer } from "../sync/device.fixture.ts";

async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  await admin.push([admin.commit([pupil])]);
  const { epoch } = admin.home();
  return { world, admin, write, pupil, everything: { wire: 1, epoch, cursor: null, schema: 1 } };
}

test("[A47] whoever has the key of a locked tablet and a network is sent nothing: no page, no name, no word", async () => {
  const { admin, everything } = await start();
  const finder = await admin.ask("POST", ROUTES.pull, everything, { reader: "nobody" });
  expect(finder).toMatchObject({ status: 403, body: { code: "notOpen" } });
  expect(JSON.stringify(finder.body)).not.toContain("Amara");
  expect((await admin.ask("POST", ROUTES.pull, everything)).status).toBe(200);
});

test("[A47] [V18] a locked tablet still delivers, and is told no more than its verdicts", async () => {
  const { admin, write, pupil } = await start();
  // Refused by a server that was restored, and offered again: an open device would be told what was in it (S30).
  const sealed = admin.commit([write.set(pupil, "name", "x", "Amara Okafor", pupil.id, { type: "note" })]);
  const body = { wire: 1, epoch: null, unsent: 1, envelopes: [sealed], closed: [sealed.id] };
  const locked = await admin.ask("POST", ROUTES.push, body, { reader: "nobody" });
  expect(locked.status).toBe(200);
  expect(JSON.stringify(locked.body)).not.toContain("Okafor");
  expect(JSON.stringify((await admin.ask("POST", ROUTES.push, body)).body)).toContain("Okafor");
});

test("[A47] the word of an adult holds for one request of one device, and for nobody else's key", async () => {
  const { world, admin, everything } = await start();
  const bea = await addColleague(world, admin, "Bea");
  const pull = async (headers: { readonly [name: string]: string }) =>
    (await admin.ask("POST", ROUTES.pull, everything, { reader: "nobody", headers })).status;
  const said = (device: typeof admin) =>
    device.requestFor("POST", ROUTES.pull, everything).headers[READER_HEADER] as string;
  expect(await pull({ [READER_HEADER]: said(admin) })).toBe(403);
  expect(await pull({ [READER_HEADER]: said(bea) })).toBe(403);
  for (const nonsense of ["", "x", `${admin.author().id}.`, `${admin.author().id}.!!!`, `.${"A".repeat(86)}`])
    expect(await pull({ [READER_HEADER]: nonsense })).toBe(403);
});

test("[A47] [A36] a session that was left behind opens nothing while its adult does not have the tablet open", async () => {
  const { world, admin } = await start();
  await addColleague(world, admin, "Bea");
  const ask = (reader: "nobody" | undefined) =>
    admin.ask("GET", ROUTES.devices, undefined, reader === undefined ? {} : { reader });
  expect(await ask("nobody")).toMatchObject({ status: 401, body: { code: "signInAgain" } });
  expect((await ask(undefined)).status).toBe(200);
  // Signing in is how somebody without it comes in.
  expect(
    (await admin.ask("POST", ROUTES.signIn, { login: "ada.holt", password: PASSWORD }, { reader: "nobody" })).status,
  ).toBe(200);
});
