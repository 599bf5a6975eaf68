import { expect, test } from "vitest";
import { openSqliteStorage } from "../storage/sqlite-storage.ts";
import type { AuditRow, SchoolTx } from "../storage/storage.ts";
import { appendToAudit, firstBrokenLine } from "./chain.ts";

const SCHOOL = "s".padEnd(26, "0");
const clock = { now: () => 1_780_000_000_000 };
const line = (n: number) => ({ at: n, what: "change", who: "ada", device: "d", about: `record ${n}`, facts: "{}" });

/** Five lines, and what a reader makes of them when somebody has had a hand in it. */
async function readAs(tamper: (rows: AuditRow[]) => AuditRow[]): Promise<number | undefined> {
  const storage = await openSqliteStorage({ file: ":memory:", clock });
  await storage.transactServer((server) =>
    server.createSchool({
      id: SCHOOL,
      name: "School",
      demo: false,
      epoch: SCHOOL,
      seq: 0,
      horizon: 0,
      publicKey: "",
      privateKey: "",
      clockOffset: 0,
      personas: {},
      madeAt: 1,
      grants: 0,
    }),
  );
  await storage.transact(SCHOOL, (tx) => appendToAudit(tx, [line(1), line(2)]));
  const broken = await storage.transact(SCHOOL, async (tx) => {
    await appendToAudit(tx, [line(3)]);
    await appendToAudit(tx, [line(4), line(5)]);
    const rows = tamper([...(await tx.auditAfter(0, 100))]);
    const read: SchoolTx = {
      ...tx,
      auditAfter: async (number, limit) => rows.filter((row) => row.number > number).slice(0, limit),
    };
    return firstBrokenLine(read);
  });
  await storage.close();
  return broken;
}

const changed = (number: number, more: Partial<AuditRow>) => (rows: AuditRow[]) =>
  rows.map((row) => (row.number === number ? { ...row, ...more } : row));

test("[A10] lines chain over transactions, and a whole chain is told as whole", async () => {
  expect(await readAs((rows) => rows)).toBeUndefined();
});

test.each([
  ["another author", changed(2, { who: "bea" }), 2],
  ["another moment", changed(5, { at: 9 }), 5],
  ["another hash", changed(3, { hash: "x" }), 3],
  ["another line before it", changed(4, { previous: "x" }), 4],
  ["a line gone from the middle", (rows: AuditRow[]) => rows.filter((row) => row.number !== 3), 4],
  [
    "two lines changed round",
    (rows: AuditRow[]) => [rows[0]!, { ...rows[2]!, number: 2 }, { ...rows[1]!, number: 3 }],
    2,
  ],
  ["the last line gone", (rows: AuditRow[]) => rows.slice(0, -1), 5],
  ["all lines gone", () => [], 1],
] as const)("[A10] %s shows at its place", async (_what, tamper, number) => {
  expect(await readAs(tamper)).toBe(number);
});
