import { expect, test } from "vitest";
import { MOST_WANTED } from "#protocol/pull.ts";
import { start, nothing, pullOnce, pullAll, expectWhole } from "./grants.fixture.ts";

test("[A15] what is gained comes whole, also what was written long before, and nothing twice", async () => {
  const at = await start();
  const { tablet, give, scopes } = at;
  await give([scopes[0]!]);
  const held = await pullAll(tablet, nothing());
  await give([scopes[0]!, scopes[1]!, scopes[2]!]);
  await pullAll(tablet, held);
  expect(held.pages.map((page) => page.kind)).toContain("backfill");
  await expectWhole(at, held, scopes);
  await give([]);
  await pullAll(tablet, held);
  await expectWhole(at, held, []);
  await give(scopes);
  await pullAll(tablet, held);
  await expectWhole(at, held, scopes);
});

test("[A15] a backfill is paged by whole scopes, and what is written meanwhile is not missed", async () => {
  const at = await start();
  const { tablet, admin, write, give, scopes } = at;
  const many: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    const pupil = write.create("pupil", null, { name: `Pupil ${n}` });
    const notes = Array.from({ length: 20 }, (_none, i) =>
      write.create("note", pupil.record, { text: `${n}.${i} ${"long ".repeat(1500)}` }),
    );
    await admin.push([admin.commit([pupil, ...notes])]);
    many.push(pupil.record);
  }
  await give([scopes[0]!]);
  const held = await pullAll(tablet, nothing());
  await give([scopes[0]!, ...many]);
  held.pages.length = 0;
  let backfills = 0;
  for (let n = 0; n < 50; n += 1) {
    const page = await pullOnce(tablet, held);
    backfills += page.kind === "backfill" ? 1 : 0;
    if (page.kind === "backfill")
      for (const scope of [many[0]!, many[5]!])
        await admin.push([admin.commit([write.create("note", scope, { text: `while ${n}` })])]);
    if (!page.more && held.want.length === 0) break;
  }
  expect(backfills).toBeGreaterThan(1);
  await expectWhole(at, held, [scopes[0]!, ...many]);
  // Asked again after a lost answer, the same comes; and nothing of what may not be held, as if it were not there.
  const again = await tablet.pull({ cursor: held.cursor, grants: held.grants, want: [many[0]!, scopes[1]!] });
  expect(again).toMatchObject({ kind: "backfill", cursor: held.cursor, filled: [many[0], scopes[1]] });
  expect([...new Set(again.rows.map((row) => row.scope as string))]).toEqual([many[0]]);
});

test("[A15] what is wanted is not sent to a device that keeps to other grants", async () => {
  const { tablet, give, scopes } = await start();
  await give([scopes[0]!]);
  const held = await pullAll(tablet, nothing());
  for (const grants of [null, "made up", undefined]) {
    const said = grants === undefined ? {} : { grants };
    const answer = await tablet.pull({ cursor: held.cursor, ...said, want: [scopes[0]!, scopes[1]!] });
    expect([answer.kind, answer.rows, answer.grants?.version]).toEqual([
      "feed",
      [],
      said && grants === undefined ? undefined : held.grants,
    ]);
  }
  const tooMany = Array.from({ length: MOST_WANTED + 1 }, () => scopes[0]!);
  const refused = await tablet.ask("POST", "/api/sync/pull", {
    wire: 1,
    epoch: tablet.home().epoch,
    cursor: held.cursor,
    schema: 1,
    want: tooMany,
  });
  expect([refused.status, refused.body["code"]]).toEqual([400, "notUnderstood"]);
});
