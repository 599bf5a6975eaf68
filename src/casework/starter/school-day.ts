// A school day to begin with, when no list of periods is at hand: most schools change only its times.

import type { JsonObject } from "#base/json.ts";

const slot = (name: string, start: string, end: string, kind: string): JsonObject => ({ name, start, end, kind });

export const starterDay: readonly JsonObject[] = [
  slot("Tutor time", "08:40", "09:00", "tutor"),
  slot("Period 1", "09:00", "10:00", "lesson"),
  slot("Period 2", "10:00", "11:00", "lesson"),
  slot("Break", "11:00", "11:20", "break"),
  slot("Period 3", "11:20", "12:20", "lesson"),
  slot("Lunch", "12:20", "13:00", "lunch"),
  slot("Period 4", "13:00", "14:00", "lesson"),
  slot("Period 5", "14:00", "15:00", "lesson"),
];
