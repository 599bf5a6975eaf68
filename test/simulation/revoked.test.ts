import { describe, expect, test } from "vitest";
import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { see } from "./play.ts";
import { type Tablet, world, type World } from "./world.ts";

const makeRoom = defineCommand<string>("makeRoom", (name, { newId }): readonly Draft[] => [
  { kind: "create", record: newId(), type: "room", scope: SCHOOL_SCOPE, fields: { name } },
]);

async function during<T>(school: World, work: Promise<T>): Promise<T> {
  let over = false;
  const done = work.finally(() => (over = true));
  for (let i = 0; i < 2_000 && !over; i += 1) await school.time.pass(50);
  return done;
}

async function roomsOn(school: World, tablet: Tablet): Promise<readonly unknown[]> {
  const rooms = await see(school, tablet.device(), { kind: "records", scope: SCHOOL_SCOPE, types: ["room"] });
  return (rooms ?? []).map((room) => room.fields["name"]?.value).sort();
}

async function start(seed: number) {
  const school = await world({ seed, devices: 2 });
  const [admin, tablet] = school.tablets as [Tablet, Tablet];
  await admin.device().commit(makeRoom, "Base");
  await school.time.pass(120_000);
  expect(await roomsOn(school, tablet)).toEqual(["Base"]);
  const enrolled = await tablet.store().read((tx) => tx.control("enrolled"));
  const ask = async (path: string, body: { readonly [name: string]: string }) => {
    const told = await during(school, admin.device().ask("POST", path, body));
    if (isRefusal(told)) throw new Error(told.sentence);
    return told.body as { readonly code?: string };
  };
  const revoke = () => ask(ROUTES.revokeDevice, { device: enrolled?.device ?? "" });
  return { school, admin, tablet, ask, revoke };
}

describe("a tablet that is taken out of use", () => {
  test("[A17] while it is locked, it delivers what waits, learns it from the answer, and nothing opens it", async () => {
    const { school, tablet, revoke } = await start(21);
    tablet.network.down();
    await tablet.device().commit(makeRoom, "Last words");
    tablet.device().lock();
    await school.time.settle();
    await revoke();
    tablet.network.up();
    await school.time.pass(600_000);
    expect(await tablet.store().read((tx) => tx.slots())).toEqual([]);
    const kept = await school.look((tx) => tx.quarantined());
    expect(kept.map((row) => row.body).join()).toContain("Last words");
    expect(await tablet.device().openWithWords(tablet.people[0]!.adult, tablet.people[0]!.words)).toMatchObject({
      code: "noWords",
    });
    await school.close();
  });

  test("[A17] let in again, it is sent everything anew, and writes on with its numbers whole", async () => {
    const { school, tablet, ask, revoke } = await start(22);
    await revoke();
    await school.time.pass(600_000);
    expect(tablet.device().standing.get().state).toBe("enrolled");
    await ask(ROUTES.stepUp, { password: "four unrelated tall herons" });
    const { code } = await ask(ROUTES.deviceCodes, {});
    const joined = await during(
      school,
      tablet.device().enrol({ code: code as string, name: tablet.name, kind: "shared" }),
    );
    expect(joined).toBeUndefined();
    const signedIn = await during(
      school,
      tablet.device().signIn({ login: "ada.holt", password: "four unrelated tall herons" }),
    );
    expect(signedIn).toMatchObject({ words: expect.any(Array) });
    await school.time.pass(120_000);
    expect(await roomsOn(school, tablet)).toEqual(["Base"]);
    await tablet.device().commit(makeRoom, "Back");
    await school.time.pass(120_000);
    expect(await roomsOn(school, school.tablets[0] as Tablet)).toEqual(["Back", "Base"]);
    expect(tablet.device().status.get()).toMatchObject({ queued: 0, refused: 0, trouble: null });
    await school.close();
  });
});
