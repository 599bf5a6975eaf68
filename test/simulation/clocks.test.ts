import { expect, test } from "vitest";
import { canonicalJson, type Json } from "#base/json.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { createImages } from "./images.ts";
import { runSchedule } from "./run-schedule.ts";

/** A record without what a clock was shown in: stamps, and when a note says it happened. */
function timeless(row: RecordRow): unknown {
  const { stamps, fields, amendments, ...rest } = row;
  const { occurred: _when, ...others } = fields;
  return { ...rest, fields: others, amendments, stamped: Object.keys(stamps).sort() };
}

test("[S14] [M6] clocks that are ten years wrong change no record, no decision and no order", async () => {
  let compared = 0;
  const images = createImages();
  for (let seed = 70_001; seed <= 70_012; seed += 1) {
    const image = await images.forSeed(seed, 3);
    const right = await runSchedule({ seed, image, length: 40, skew: 0 });
    const wrong = await runSchedule({ seed, image, length: 40, skew: 1 });
    expect([...right.faults, ...wrong.faults]).toEqual([]);
    const records = (rows: ReadonlyMap<string, RecordRow>): string[] =>
      [...rows.values()].map((row) => canonicalJson(timeless(row) as Json));
    const others = records(right.state.rows);
    const changed = records(wrong.state.rows).filter((row) => !others.includes(row));
    expect(changed, `seed ${seed}`).toEqual([]);
    expect(wrong.state.rows.size).toBe(right.state.rows.size);
    compared += right.state.rows.size;
  }
  expect(compared).toBeGreaterThan(25);
});
