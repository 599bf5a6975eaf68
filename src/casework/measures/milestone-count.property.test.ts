import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "#base/json.ts";
import type { AdultId, DeviceId, RecordId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { addMinutes } from "../day.ts";
import { milestoneCount } from "./milestone-count.ts";

const slim = (id: string, type: string, when: string, fields: { [field: string]: Json }, author = "a1"): Slim => ({
  id: id as RecordId,
  type,
  seq: 1,
  when,
  by: { author: author as AdultId, device: "d1" as DeviceId, at: `${when}:00+01:00` },
  fields: { ...fields, when },
  open: 0,
  unsent: false,
});

const milestones = fc
  .record({
    needed: fc.integer({ min: 1, max: 6 }),
    outOf: fc.integer({ min: 1, max: 9 }),
    countRule: fc.constantFrom("total", "in-a-row", "of-last"),
    oncePer: fc.constantFrom("entry", "period", "day"),
    leavingBreaks: fc.boolean(),
  })
  .map((rule) =>
    slim("m", "milestone", "", {
      ...rule,
      status: "started",
      startedOn: "2026-06-08",
      counts: "calm",
      breaks: ["unsettled"],
    }),
  );

const START = "2026-06-07T20:00";
/** Few minutes and few adults, so that ties and double entries are common. */
const logs = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 2_000 }),
      what: fc.constantFrom("calm", "calm", "unsettled", "other", "left", "sanction"),
      author: fc.constantFrom("a1", "a2"),
      period: fc.constantFrom("p1", "p2", undefined),
    }),
    { maxLength: 24 },
  )
  .map((entries) =>
    entries.map(({ at, what, author, period }, i): Slim => {
      const id = `r${String(i).padStart(2, "0")}`;
      const when = addMinutes(START, at);
      if (what === "left") return slim(id, "left-room", when, {}, author);
      if (what === "sanction")
        return slim(id, "internal-suspension", when, { from: when, until: addMinutes(when, 40) }, author);
      return slim(id, "behaviour-log", when, { category: what, ...(period ? { period } : {}) }, author);
    }),
  );

test("[C4] [C6] the same figure in whatever order the records come", () => {
  fc.assert(
    fc.property(
      milestones,
      logs.chain((made) => fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }))),
      (milestone, [made, shuffled]) => {
        expect(milestoneCount(milestone, shuffled)).toEqual(milestoneCount(milestone, made));
      },
    ),
  );
});

test("[C3] what counts is there, once each, of the kind that counts, and no more than is needed", () => {
  fc.assert(
    fc.property(milestones, logs, (milestone, made) => {
      const count = milestoneCount(milestone, made);
      if (!count) throw new Error("nothing is counted");
      const ids = new Set<string>(count.counted);
      expect(ids.size).toBe(count.met);
      expect(count.met).toBeLessThanOrEqual(count.of);
      expect(count.reached).toBe(count.met === count.of);
      for (const one of made)
        if (ids.has(one.id)) expect([one.fields["category"], one.when >= "2026-06-08T00:00"]).toEqual(["calm", true]);
    }),
  );
});

test("[C14] so many more as it says do, and one fewer does not", () => {
  fc.assert(
    fc.property(milestones, logs, (milestone, made) => {
      const count = milestoneCount(milestone, made);
      const more = count?.next?.more ?? 0;
      // On days of their own, after everything else.
      const then = (days: number) =>
        milestoneCount(milestone, [
          ...made,
          ...Array.from({ length: days }, (_none, i) =>
            slim(`z${i}`, "behaviour-log", addMinutes("2026-06-20T09:00", i * 1_440), { category: "calm" }),
          ),
        ]);
      expect(then(more)?.reached).toBe(true);
      if (more > 0) expect(then(more - 1)?.reached).toBe(false);
    }),
  );
});
