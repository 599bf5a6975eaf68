// What somebody makes of a locked tablet who can take its own key from it, and write notes at its lock screen.

import { ed25519 } from "@noble/curves/ed25519.js";
import { expect, test } from "vitest";
import { bytesToBase64, utf8ToBytes } from "#base/bytes.ts";
import { sealJot } from "#device/vault/jot-box.ts";
import { jotContext } from "#protocol/jot.ts";
import { ROUTES } from "#protocol/routes.ts";
import { createTestDevice, createWorld, writer } from "#server/sync/device.fixture.ts";

async function start() {
  const world = await createWorld();
  const tablet = createTestDevice(world);
  await tablet.setUp();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  await tablet.push([tablet.commit([pupil])]);
  return { world, tablet, write, pupil };
}

test("[A47] [A34] a note from the lock screen that says it is a cover adult lets nobody in: not to read, not to write", async () => {
  const { world, tablet, write, pupil } = await start();
  const { school, device, serverKey, epoch } = tablet.home();
  const seed = world.randomBytes(32);
  const key = bytesToBase64(ed25519.getPublicKey(seed));
  const id = world.newId<string>();
  const text = {
    kind: "cover",
    body: { name: "Ms Cole", day: "2026-06-09", key },
    at: "2026-06-09T10:42:00.000+01:00",
    author: null,
    scope: null,
  };
  const sealed = sealJot(
    serverKey,
    jotContext({ id, school, device }),
    utf8ToBytes(JSON.stringify(text)),
    world.randomBytes,
  );
  const jots = { jots: [{ id, school, device, ...sealed }] };
  expect((await tablet.ask("POST", ROUTES.jots, jots, { reader: "nobody" })).status).toBe(200);

  const pull = { wire: 1, epoch, cursor: null, schema: 1 };
  const answer = await tablet.ask("POST", ROUTES.pull, pull, { reader: { id, seed } });
  expect(answer.status).toBe(403);
  expect(JSON.stringify(answer.body)).not.toContain("Amara");

  const note = write.create("note", pupil.record, { text: "Nobody wrote this" });
  const pushed = await tablet.push([tablet.commit([note], { author: id, authorKey: "cover", seed })]);
  expect(pushed.verdicts).toMatchObject([{ result: "unreadable" }]);
});
