import { expect, test } from "vitest";
import { caseloadRules } from "./caseload.fixture.ts";
import { createWorld, createTestDevice, writer } from "./device.fixture.ts";
import { DAY, start, nothing, pullOnce, pullAll, scopesIn, expectWhole } from "./grants.fixture.ts";

test("[A14] a device that nothing narrows is told so once, and again only when that changes", async () => {
  const { tablet, give, scopes } = await start();
  const held = await pullAll(tablet, nothing());
  expect(held.pages[0]?.grants).toEqual({ version: held.grants, rest: "shared", held: [] });
  expect((await pullOnce(tablet, held)).grants).toBeUndefined();
  await give([scopes[0]!]);
  const told = await pullOnce(tablet, held);
  expect(told.grants).toMatchObject({
    rest: null,
    held: [
      ["school", "shared"],
      [scopes[0], "shared"],
    ],
  });
  expect((await pullOnce(tablet, held)).grants).toBeUndefined();
});

test("[A14] what is lost is named by its absence, and never sent again; other devices hear nothing of it", async () => {
  const at = await start();
  const { tablet, admin, write, give, scopes, plans } = at;
  const held = await pullAll(tablet, nothing());
  const whole = await pullAll(admin, nothing());
  await give([scopes[0]!, scopes[2]!]);
  const edit = write.set(plans[1]!, "review", null, "12 June", plans[1]!.id);
  await admin.push([admin.commit([edit, write.create("note", scopes[1]!, { text: "Secret of Ben." })])]);
  await pullAll(tablet, held);
  expect(JSON.stringify(held.pages)).not.toMatch(/Secret|12 June/);
  await expectWhole(at, held, [scopes[0]!, scopes[2]!]);
  await pullAll(admin, whole);
  await expectWhole(at, whole, scopes);
});

test("[A14] a first snapshot brings what may be held and passes over the rest", async () => {
  const at = await start();
  await at.give([at.scopes[1]!]);
  const held = await pullAll(at.tablet, nothing());
  await expectWhole(at, held, [at.scopes[1]!]);
  await at.give([]);
  await expectWhole(at, await pullAll(at.tablet, nothing()), []);
});

test("[A14] another level is another holding: told as such, and filtered by it", async () => {
  const at = await start();
  const { tablet, give, scopes, pupils } = at;
  await give([scopes[0]!], { level: "names" });
  const held = await pullAll(tablet, nothing());
  const types = [...held.rows.values()].filter((row) => row.scope !== "school").map((row) => row.type);
  expect(types).toEqual(["pupil"]);
  expect(held.entries.size).toBe(0);
  expect(held.pages.at(0)?.grants?.held).toContainEqual([pupils[0]!.record, "names"]);
});

test("[A14] a caseload ends by itself on its day, by the school's clock", async () => {
  const at = await start();
  const { world, tablet, give, scopes } = at;
  await give([scopes[0]!], { until: "2026-06-10" });
  const held = await pullAll(tablet, nothing());
  const first = held.grants;
  world.pass(DAY);
  await pullAll(tablet, held);
  expect([held.grants === first, scopesIn(held)]).toEqual([false, [scopes[0]]]);
  world.pass(DAY);
  await pullAll(tablet, held);
  expect(scopesIn(held)).toEqual([]);
});

test("[A16] the server knows what each device was told and since when it keeps to it", async () => {
  const { world, admin, tablet, give, scopes, audit } = await start();
  const held = await pullAll(tablet, nothing());
  const id = tablet.home().device;
  const holdings = () => world.storage.transact(admin.home().school, (tx) => tx.holdings(id));
  expect(await holdings()).toMatchObject([{ version: held.grants, confirmed: null }]);
  await pullOnce(tablet, held);
  expect(await holdings()).toMatchObject([{ confirmed: world.now() }]);
  world.pass(60_000);
  await give([scopes[0]!]);
  await pullOnce(tablet, held);
  // Its answer was lost: told again, not twice.
  await tablet.pull({ cursor: held.cursor, grants: null });
  expect((await holdings()).map((row) => row.confirmed)).toEqual([expect.any(Number), null]);
  await pullAll(tablet, held);
  await pullAll(tablet, held);
  const told = await holdings();
  expect(told.map((row) => JSON.parse(row.held).held.length)).toEqual([0, 2]);
  expect(told.at(-1)?.confirmed).toBe(world.now());
  const lines = (await audit("grantsConfirmed")).filter((line) => line.device === id);
  expect(lines.map((line) => JSON.parse(line.facts).scopes)).toEqual([0, 2]);
});

test("[A14] the cost of a pull does not grow with what is held", async () => {
  const asked: string[] = [];
  const world = await createWorld({
    grantRules: caseloadRules,
    wrap: (storage) => ({
      ...storage,
      transact: (school, work) =>
        storage.transact(school, (tx) =>
          work(
            Object.fromEntries(
              Object.entries(tx).map(([name, part]) => [
                name,
                typeof part !== "function"
                  ? part
                  : (...given: unknown[]) => {
                      asked.push(name);
                      return (part as (...args: unknown[]) => unknown)(...given);
                    },
              ]),
            ) as unknown as typeof tx,
          ),
        ),
    }),
  });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const held = await pullAll(admin, nothing());
  await pullOnce(admin, held);
  const write = writer(world);
  const cost = async (): Promise<string[]> => {
    asked.length = 0;
    await pullOnce(admin, held);
    return [...asked];
  };
  const before = await cost();
  for (let n = 0; n < 10; n += 1) await admin.push([admin.commit([write.create("pupil", null, { name: `${n}` })])]);
  await pullAll(admin, held);
  expect(await cost()).toEqual(before);
  expect(before).not.toContain("recordsOfTypes");
  expect(before).not.toContain("scopes");
});
