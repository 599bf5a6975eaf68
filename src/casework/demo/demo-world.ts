// What the writers of the demo share: who writes, by what chance, and the day it stands at.

import type { JsonObject } from "#base/json.ts";
import type { AdultId, RecordId } from "#ledger/names.ts";
import { editRecord } from "../commands/edit-record.ts";
import { addMinutes } from "../day.ts";
import type { NameGiver } from "./directory.ts";
import type { DemoWriter } from "./demo-writer.ts";
import type { LessonName, SchoolFrame } from "./school-frame.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface DemoWorld {
  readonly writer: DemoWriter;
  readonly random: SeededRandom;
  readonly frame: SchoolFrame;
  readonly names: NameGiver;
  /** The school Tuesday the demo stands on. */
  readonly today: string;
  /** The moment its clock starts at. */
  readonly now: string;
}

/** Today at 11:07: period 3 has been going for twelve minutes. */
export const START_TIME = "11:07";

/** A moment some minutes after a time of day, at most `spread` later still. */
export function around(world: DemoWorld, day: string, time: string, spread = 8): string {
  return addMinutes(`${day}T${time}`, world.random.whole(0, spread));
}

/** After lessons, when adults write up what takes longer. */
export function afterSchool(world: DemoWorld, day: string): string {
  return around(world, day, "15:20", 75);
}

export const roomLessons: readonly LessonName[] = ["p1", "p2", "p3", "p4", "p5", "p6"];

/** An edit of a record that is there, at its time; nothing where that time has not come. */
export function editLater(world: DemoWorld, author: AdultId, at: string, id: RecordId, to: () => JsonObject): void {
  if (at > world.now) return;
  world.writer.later(at, () => {
    world.writer.write(author, at, editRecord, { seen: world.writer.view(id), to: to() });
  });
}

/** The entries whose value is there: a field nobody filled is not written. */
export function filled<T>(fields: { readonly [name: string]: T | undefined }): { readonly [name: string]: T } {
  const kept: { [name: string]: T } = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value;
  return kept;
}
