// What a tablet survives that is not the network's doing: a server that forgot it, an older state of itself, a key that
// nobody knows any more. Production device and server.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { MemoryTables } from "#device/store/memory-tables.ts";
import type { Stored } from "#device/store/stored-tables.ts";
import { TABLE_NAMES } from "#device/store/tables.ts";
import { defineCommand } from "#ledger/command.ts";
import type { RecordId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { see } from "./play.ts";
import { imageOfDisk } from "./school-image.ts";
import { type Tablet, world, type World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-again-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const makeRoom = defineCommand<string>("makeRoom", (name, { newId }) => [
  { kind: "create", record: newId(), type: "room", scope: "school" as never, fields: { name } },
]);
const makeAdult = defineCommand<string>("makeAdult", (givenName, { newId }) => [
  {
    kind: "create",
    record: newId(),
    type: "adult",
    scope: "school" as never,
    fields: { givenName, familyName: "Reed", role: "iap-adult" },
  },
]);

async function during<T>(school: World, work: Promise<T>): Promise<T> {
  let over = false;
  void work.finally(() => (over = true)).catch(() => undefined);
  for (let i = 0; i < 500 && !over; i += 1) await school.time.pass(100);
  return work;
}

async function write(tablet: Tablet, name: string): Promise<void> {
  const made = await tablet.device().commit(makeRoom, name);
  if (isRefusal(made)) throw new Error(made.sentence);
}

async function roomsOn(school: World, tablet: Tablet): Promise<unknown[]> {
  const rows = await see(school, tablet.device(), { kind: "records", scope: "school" as never, types: ["room"] });
  return (rows ?? []).map((row) => row.fields["name"]?.value).sort();
}

/** The names in the log, each as often as it was filed. */
async function filed(school: World): Promise<unknown[]> {
  const log = await school.look((tx) => tx.changesAfter(0, 1000));
  return log
    .flatMap(({ change }) => (change.kind === "create" && change.type === "room" ? [change.fields["name"]] : []))
    .sort();
}

/** The disk as it was when its image was taken. */
async function putBack(tablet: Tablet, image: ReturnType<typeof imageOfDisk>): Promise<void> {
  const { tables, turns } = tablet.store().disk;
  await turns.run(async () => {
    const raw = tables.of(
      [],
      (_table, value) => value,
      () => undefined,
    );
    for (const table of TABLE_NAMES) await raw.clear(table);
    for (const { table, stored } of image) await raw.put(table, [structuredClone(stored)]);
  });
}

const SAM = { login: "sam.reed", password: "seven quiet otters read" };
const ADA = { login: "ada.holt", password: "four unrelated tall herons" };

async function inviteSam(school: World): Promise<string> {
  const [first] = school.tablets as [Tablet];
  const made = await first.device().commit(makeAdult, "Sam");
  if (isRefusal(made)) throw new Error(made.sentence);
  await during(school, first.device().sendNow());
  const adult = made.records[0] as RecordId;
  const told = await during(school, first.device().ask("POST", ROUTES.invitations, { adult }));
  if (isRefusal(told)) throw new Error(told.sentence);
  return (told.body as { code: string }).code;
}

const deviceOf = async (tablet: Tablet): Promise<string | undefined> =>
  (await tablet.store().read((tx) => tx.control("enrolled")))?.device;

test("[S18] a tablet enrolled after the backup keeps everything, is let in by a password, and all of it is filed", async () => {
  const school = await world({ seed: 21, devices: 1, data: join(folder, "forgotten") });
  await school.backUp();
  const tablet = school.visitor();
  const [first] = school.tablets as [Tablet];
  const code = await during(school, first.device().ask("POST", ROUTES.deviceCodes, {}));
  if (isRefusal(code)) throw new Error(code.sentence);
  const { code: text } = code.body as { code: string };
  await during(school, tablet.device().enrol({ code: text, name: "Tablet 2", kind: "shared" }));
  const come = await during(school, tablet.device().signIn(ADA));
  if (isRefusal(come) || !come.words) throw new Error("no words");
  await write(tablet, "Sent before");
  await during(school, tablet.device().sendNow());
  await tablet.device().saveDraft("half", { text: "half a thought" });
  await school.restore();
  await write(tablet, "Still here");
  await school.time.pass(90_000);
  const before = await deviceOf(tablet);
  expect(tablet.device().status.get()).toMatchObject({ unknownHere: true, queued: 1 });
  expect(await filed(school)).toEqual([]);
  // It is read and written on as before.
  expect(await roomsOn(school, tablet)).toEqual(["Sent before", "Still here"]);
  expect(await during(school, tablet.device().readmit({ ...ADA, password: "not this one" }))).toMatchObject({
    code: "wrongPassword",
  });
  expect(await during(school, tablet.device().readmit(ADA))).toBeUndefined();
  await school.time.pass(90_000);
  expect(tablet.device().status.get()).toMatchObject({ unknownHere: false, queued: 0, refused: 0 });
  expect(await filed(school)).toEqual(["Sent before", "Still here"]);
  expect(await deviceOf(tablet)).toBe(before);
  expect(await see(school, tablet.device(), { kind: "drafts" })).toMatchObject([{ id: "half" }]);
  // The words still open it, and from then on the login does as well.
  const standing = tablet.device().standing.get();
  if (standing.state !== "open") throw new Error(standing.state);
  tablet.device().lock();
  await school.time.settle();
  expect(await tablet.device().openWithWords(standing.adult, come.words)).toBeUndefined();
  tablet.device().lock();
  await school.time.settle();
  expect(await during(school, tablet.device().signIn(ADA))).toEqual({});
  await school.close();
});

test("[S21] a key from after the backup is known again as soon as its adult has signed in, and what waited is filed", async () => {
  const school = await world({ seed: 22, devices: 2, data: join(folder, "keys") });
  const tablet = school.tablets[1] as Tablet;
  const invitation = await inviteSam(school);
  // The account is in the backup, the key on this tablet is not.
  const elsewhere = school.tablets[0] as Tablet;
  elsewhere.device().lock();
  await school.time.settle();
  const there = await during(school, elsewhere.device().signIn({ ...SAM, invitation }));
  if (isRefusal(there)) throw new Error(there.sentence);
  await school.backUp();
  tablet.device().lock();
  await school.time.settle();
  const come = await during(school, tablet.device().signIn(SAM));
  if (isRefusal(come)) throw new Error(come.sentence);
  await write(tablet, "By Sam");
  await during(school, tablet.device().sendNow());
  await school.restore();
  await school.time.pass(90_000);
  const standing = tablet.device().standing.get();
  if (standing.state !== "open") throw new Error(standing.state);
  expect(await filed(school)).toEqual([]);
  expect(tablet.device().status.get().toSignIn).toContain(standing.adult);
  // What is written from now on says it by itself.
  await write(tablet, "By Sam, later");
  await school.time.pass(90_000);
  const [waiting] = (await see(school, tablet.device(), { kind: "unsent" })) ?? [];
  expect(waiting).toMatchObject({ state: "refused", verdicts: [{ code: "unknownKey" }] });
  expect(await during(school, tablet.device().signIn(SAM))).toEqual({});
  await school.time.pass(90_000);
  const { toSignIn, ...status } = tablet.device().status.get();
  expect(toSignIn).not.toContain(standing.adult);
  expect(status).toMatchObject({ queued: 0, refused: 0 });
  expect(await filed(school)).toEqual(["By Sam", "By Sam, later"]);
  // Locked, the login alone would make a new key and leave aside what the old one signed: the words are asked for once.
  tablet.device().lock();
  await school.time.settle();
  expect(await during(school, tablet.device().signIn(SAM))).toMatchObject({ code: "wordsNeeded" });
  expect(await tablet.device().openWithWords(standing.adult, come.words ?? [])).toBeUndefined();
  tablet.device().lock();
  await school.time.settle();
  expect(await during(school, tablet.device().signIn(SAM))).toEqual({});
  await school.close();
});

test("[S19] [S20] a tablet put back to an older state goes on under a new name, and nothing is lost or twice", async () => {
  const school = await world({ seed: 23, devices: 2 });
  const tablet = school.tablets[1] as Tablet;
  const invitation = await inviteSam(school);
  const [person] = tablet.people;
  tablet.device().lock();
  await school.time.settle();
  const come = await during(school, tablet.device().signIn({ ...SAM, invitation }));
  if (isRefusal(come) || !come.words) throw new Error("no words for Sam");
  const samIs = tablet.device().standing.get();
  if (samIs.state !== "open" || !person) throw new Error(samIs.state);
  const image = imageOfDisk(tablet.store().disk);
  await write(tablet, "After the image");
  await during(school, tablet.device().sendNow());
  expect(await filed(school)).toHaveLength(1);
  const former = await deviceOf(tablet);
  // The browser's profile comes from last night's image of the tablet.
  await putBack(tablet, image);
  await tablet.restart();
  tablet.network.down();
  tablet.device().lock();
  await school.time.settle();
  await tablet.device().openWithWords(samIs.adult, come.words);
  await write(tablet, "By Sam");
  tablet.device().lock();
  await school.time.settle();
  await tablet.device().openWithWords(person.adult, person.words);
  await write(tablet, "By Ada");
  tablet.network.up();
  await school.time.pass(120_000);
  expect(await deviceOf(tablet)).not.toBe(former);
  // What is Sam's waits for Sam: nobody else can sign for them.
  expect(tablet.device().status.get()).toMatchObject({ queued: 1, toSign: 1, refused: 0 });
  expect(await filed(school)).toEqual(["After the image", "By Ada"]);
  const all = ["After the image", "By Ada", "By Sam"];
  expect(await roomsOn(school, tablet)).toEqual(all);
  tablet.device().lock();
  await school.time.settle();
  await tablet.device().openWithWords(samIs.adult, come.words);
  await school.time.pass(90_000);
  expect(tablet.device().status.get()).toMatchObject({ queued: 0, toSign: 0, refused: 0 });
  expect(await filed(school)).toEqual(all);
  expect(await roomsOn(school, tablet)).toEqual(all);
  // It opens with a login, and goes on being written on.
  await write(tablet, "And on");
  tablet.device().lock();
  await school.time.settle();
  expect(await during(school, tablet.device().signIn(SAM))).toEqual({});
  await school.time.pass(90_000);
  expect(await filed(school)).toContain("And on");
  const audit = await school.look((tx) => tx.auditAfter(0, 1000));
  expect(audit.filter((line) => line.what === "deviceRenewed")).toHaveLength(1);
  await school.close();
});

test("[S19] [A17] put back and then taken out of use: what nobody can sign anew any more is handed over as it was signed", async () => {
  const school = await world({ seed: 29, devices: 2 });
  const [admin, tablet] = school.tablets as [Tablet, Tablet];
  const image = imageOfDisk(tablet.store().disk);
  await write(tablet, "After the image");
  await during(school, tablet.device().sendNow());
  await putBack(tablet, image);
  await tablet.restart();
  tablet.network.down();
  const [person] = tablet.people;
  tablet.device().lock();
  await school.time.settle();
  await tablet.device().openWithWords(person!.adult, person!.words);
  await write(tablet, "Before the end");
  tablet.device().lock();
  await school.time.settle();
  tablet.network.up();
  // Shut, it gets its new name and cannot sign.
  await school.time.pass(120_000);
  expect(tablet.device().status.get()).toMatchObject({ queued: 1, toSign: 1 });
  await during(school, admin.device().ask("POST", ROUTES.revokeDevice, { device: (await deviceOf(tablet)) ?? "" }));
  await school.time.pass(600_000);
  expect(await tablet.store().read((tx) => tx.slots())).toEqual([]);
  expect(tablet.device().status.get()).toMatchObject({ queued: 0, toSign: 0, refused: 0 });
  expect(
    tablet
      .device()
      .status.get()
      .attempts.map(({ words }) => words),
  ).toContain("This tablet was taken out of use. What waited on it was delivered.");
  const kept = await school.look((tx) => tx.quarantined());
  expect(kept).toMatchObject([{ reason: "notAllowed", author: person!.adult, device: await deviceOf(tablet) }]);
  expect(kept[0]?.body).toContain("Before the end");
  // Those who answer for it file it as its author wrote it.
  await during(school, admin.device().ask("POST", ROUTES.stepUp, { password: ADA.password }));
  const settle = { id: kept[0]?.id ?? "", how: "file" };
  const settled = await during(school, admin.device().ask("POST", ROUTES.settleQuarantined, settle));
  expect(settled).not.toHaveProperty("refused");
  expect(await filed(school)).toEqual(["After the image", "Before the end"]);
  await school.close();
});

/** Lets a finder, or a dying disk, change what stands on a tablet while it is off. */
async function onDisk(tablet: Tablet, change: (raw: ReturnType<MemoryTables["of"]>) => Promise<void>): Promise<void> {
  const { tables, turns } = tablet.store().disk;
  await turns.run(() =>
    change(
      tables.of(
        [],
        (_table, value) => value,
        () => undefined,
      ),
    ),
  );
}

const broken = (row: Stored): Stored => ({
  ...row,
  box: Uint8Array.from(row["box"] as Uint8Array, (byte, i) => (i > 30 ? byte ^ 1 : byte)),
});

test("[S23] boxes that do not open: what waits is delivered first, then everything is fetched anew", async () => {
  const school = await world({ seed: 24, devices: 1 });
  const [tablet] = school.tablets as [Tablet];
  await write(tablet, "Sent before");
  await during(school, tablet.device().sendNow());
  tablet.network.down();
  await write(tablet, "Cannot be opened");
  await write(tablet, "Can be opened");
  await tablet.device().saveDraft("half", { text: "half a thought" });
  await onDisk(tablet, async (raw) => {
    for (const table of ["rows", "packs", "summaries", "drafts", "holdings"] as const)
      await raw.put(table, (await raw.all(table)).map(broken));
    const [first] = await raw.all("pending");
    await raw.put("pending", [broken(first as Stored)]);
  });
  await tablet.restart();
  await school.time.pass(5_000);
  expect(tablet.device().status.get()).toMatchObject({ damaged: true, trouble: null });
  // Offline it can be written on all the same.
  await write(tablet, "Written since");
  tablet.network.up();
  await school.time.pass(300_000);
  expect(tablet.device().status.get()).toMatchObject({ damaged: false, trouble: null, queued: 0, refused: 0 });
  const all = ["Can be opened", "Cannot be opened", "Sent before", "Written since"];
  expect(await filed(school)).toEqual(all);
  expect(await roomsOn(school, tablet)).toEqual(all);
  await school.close();
});

test("[S23] a database of which a part was put back empty is seen by its canary, and fetched anew", async () => {
  const school = await world({ seed: 25, devices: 1 });
  const [tablet] = school.tablets as [Tablet];
  await write(tablet, "Base");
  await during(school, tablet.device().sendNow());
  await tablet.device().tidy();
  await onDisk(tablet, async (raw) => {
    for (const table of ["rows", "packs", "entries", "summaries"] as const) await raw.clear(table);
  });
  await tablet.restart();
  await school.time.pass(90_000);
  expect(await roomsOn(school, tablet)).toEqual(["Base"]);
  expect(tablet.device().status.get()).toMatchObject({ damaged: false, complete: true });
  await school.close();
});

test("[S23] facts that are none are made good: the tablet opens, and no number is given out twice", async () => {
  const school = await world({ seed: 26, devices: 1 });
  const [tablet] = school.tablets as [Tablet];
  await write(tablet, "Base");
  await during(school, tablet.device().sendNow());
  tablet.network.down();
  await write(tablet, "Offline");
  const before = await deviceOf(tablet);
  await onDisk(tablet, async (raw) => {
    for (const key of ["cursor", "deviceSeq", "authorKeys", "requestCounter", "epoch", "preferences"])
      await raw.put("control", [{ key, value: 7.5 }]);
  });
  await tablet.restart({ open: false });
  await school.time.settle();
  await tablet.open();
  await write(tablet, "Later");
  tablet.network.up();
  await school.time.pass(300_000);
  expect(await filed(school)).toEqual(["Base", "Later", "Offline"]);
  expect(await roomsOn(school, tablet)).toEqual(["Base", "Later", "Offline"]);
  expect(tablet.device().status.get()).toMatchObject({ queued: 0, refused: 0, damaged: false });
  expect(await deviceOf(tablet)).toBe(before);
  await school.close();
});

test("[S23] [S19] a tablet that lost its own name says what it still holds, and files it under the name it is given", async () => {
  const school = await world({ seed: 27, devices: 2 });
  const [first, tablet] = school.tablets as [Tablet, Tablet];
  const [person] = tablet.people;
  if (!person) throw new Error("nobody");
  tablet.network.down();
  await write(tablet, "Offline");
  await onDisk(tablet, async (raw) => raw.put("control", [{ key: "enrolled", value: 7 }]));
  await tablet.restart({ open: false });
  expect(tablet.device().standing.get()).toEqual({ state: "new", left: 1 });
  expect(await tablet.device().unsentFile()).toMatchObject({ count: 1 });
  tablet.network.up();
  const code = await during(school, first.device().ask("POST", ROUTES.deviceCodes, {}));
  if (isRefusal(code)) throw new Error(code.sentence);
  const { code: text } = code.body as { code: string };
  expect(await during(school, tablet.device().enrol({ code: text, name: "Tablet 2", kind: "shared" }))).toBeUndefined();
  expect(await during(school, tablet.device().signIn(ADA))).toMatchObject({ code: "vaultShut" });
  expect(await tablet.device().openWithWords(person.adult, person.words)).toBeUndefined();
  await school.time.pass(90_000);
  expect(await filed(school)).toEqual(["Offline"]);
  expect(tablet.device().status.get()).toMatchObject({ queued: 0, refused: 0, toSign: 0 });
  await school.close();
});
