// What goes on beside the room: talks with home, and the graduated approach for pupils with a special need.

import type { JsonObject } from "#base/json.ts";
import { makeRecord } from "../commands/make-record.ts";
import { type DemoWorld, around, filled } from "./demo-world.ts";
import type { PupilFile } from "./pupil-file.ts";
import { schoolDaysFrom } from "./school-calendar.ts";
import { homeTalks } from "./words/home.ts";
import { senCycles } from "./words/sen.ts";

/** A talk with home about every second week. */
export function writeHomeTalks(world: DemoWorld, pupil: PupilFile, from: string, to: string): void {
  const { random, frame, writer } = world;
  const last = to < world.today ? to : schoolDaysFrom(world.today, -1);
  for (let day = schoolDaysFrom(from, 3); day <= last; day = schoolDaysFrom(day, random.whole(6, 12))) {
    const talk = random.pick(homeTalks);
    const note = pupil.phrases.say(talk.note);
    if (note === undefined) continue;
    const at = around(world, day, random.pick(["08:05", "12:58", "15:20", "15:45"]), 14);
    const followUp = talk.followUp && random.chance(0.6) ? pupil.phrases.say(talk.followUp) : undefined;
    const author = frame.adults[random.weighted({ reintegration: 3, room: 2, eze: 1, murray: 1 })];
    const fields: JsonObject = filled({
      when: at,
      contact: pupil.contactIds[0],
      way: talk.way,
      startedBy: talk.startedBy,
      outcome: talk.outcome,
      about: talk.about,
      note,
      followUp,
      followUpBy: followUp === undefined ? undefined : schoolDaysFrom(day, random.whole(1, 4)),
    });
    writer.write(author, at, makeRecord, { type: "parent-contact", scope: pupil.scope, fields });
  }
}

/** Assess, plan, do and review, one round in about 13 school weeks. */
export function writeSenCycles(world: DemoWorld, pupil: PupilFile, from: string, to: string): void {
  const { area } = pupil;
  if (area === undefined) return;
  const { random, frame, writer } = world;
  const words = senCycles[area];
  const last = to < world.today ? to : schoolDaysFrom(world.today, -1);
  const note = (
    day: string,
    step: "assess" | "plan" | "do" | "review",
    patterns: readonly string[],
    more: JsonObject,
  ): void => {
    const text = day <= last ? pupil.phrases.say(patterns) : undefined;
    if (text === undefined) return;
    const author = frame.adults[step === "do" ? random.pick(["eze", "murray"] as const) : "senco"];
    const fields = { on: day, step, area, note: text, ...more };
    writer.write(author, around(world, day, "15:25", 80), makeRecord, { type: "sen-note", scope: pupil.scope, fields });
  };
  for (let day = from; day <= last; day = schoolDaysFrom(day, 65)) {
    const review = schoolDaysFrom(day, 58);
    note(day, "assess", words.assess, {});
    note(schoolDaysFrom(day, 4), "plan", words.plan, {
      reviewOn: review,
      ...filled({ provision: pupil.phrases.say(words.provision), expected: pupil.phrases.say(words.expected) }),
    });
    note(schoolDaysFrom(day, 30), "do", words.doing, {});
    note(review, "review", words.review, { outcome: random.weighted({ "-1": 2, "0": 4, "+1": 3, "+2": 1 }) });
  }
}
