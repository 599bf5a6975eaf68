import { expect, test } from "vitest";
import * as v from "valibot";
import { quarantineAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { overseen } from "../accounts/overseen.fixture.ts";
import { PASSWORD } from "./device.fixture.ts";
import { EVERYBODY_HOLDS_ALL } from "./grants.ts";

const MINUTE = 60_000;

/** Notes let somebody see more, here; what is about the pupil does not. */
async function start() {
  const grantRules = { ...EVERYBODY_HOLDS_ALL, widens: ({ type }: { readonly type: string }) => type === "note" };
  const { world, admin, bea, write, pupil } = await overseen({ grantRules });
  const told = async (device: typeof admin, text = "More.") => {
    const changes = [write.create("note", pupil.record, { text }), write.create("pupil", null, { name: "Kofi" })];
    const { verdicts } = await device.push([device.commit(changes)]);
    return verdicts[0]?.changes.map(({ verdict, code }) => code ?? verdict);
  };
  return { world, admin, bea, told };
}

test("[A48] what lets somebody see more is filed where its author has just given their password, and set aside elsewhere", async () => {
  const { world, admin, bea, told } = await start();
  expect(await told(admin)).toEqual(["accepted", "accepted"]);
  world.pass(15 * MINUTE + 1);
  expect(await told(admin)).toEqual(["wordWanted", "accepted"]);
  // Another adult's password, on another device, is not theirs.
  await bea.ask("POST", ROUTES.stepUp, { password: PASSWORD });
  expect(await told(bea)).toEqual(["accepted", "accepted"]);
  expect(await told(admin)).toEqual(["wordWanted", "accepted"]);
  await admin.ask("POST", ROUTES.stepUp, { password: PASSWORD });
  expect(await told(admin)).toEqual(["accepted", "accepted"]);
  const { kept } = v.parse(quarantineAnswerShape, (await admin.ask("GET", ROUTES.quarantine)).body);
  expect(kept.map(({ reason }) => reason)).toEqual(["notAllowed", "notAllowed"]);
  const settled = await admin.ask("POST", ROUTES.settleQuarantined, { id: kept[0]?.id, how: "file" });
  expect(settled.status).toBe(200);
});

test("[A48] a session that was ended gives nobody's word", async () => {
  const { admin, told } = await start();
  await admin.ask("POST", ROUTES.signOut, {});
  expect(await told(admin)).toEqual(["wordWanted", "accepted"]);
});
