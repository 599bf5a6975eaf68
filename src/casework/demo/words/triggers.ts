// What can set things off, all of it. The order stays: the seed of the demo school chooses by it.

import type { Trigger } from "./trigger.ts";
import { triggersOfDays } from "./triggers-of-days.ts";
import { triggersOfOthers } from "./triggers-of-others.ts";
import { triggersOfWork } from "./triggers-of-work.ts";

export const triggers = {
  corridor: triggersOfOthers.corridor,
  corrected: triggersOfOthers.corrected,
  writing: triggersOfWork.writing,
  change: triggersOfDays.change,
  noise: triggersOfDays.noise,
  watched: triggersOfOthers.watched,
  tired: triggersOfDays.tired,
  losing: triggersOfWork.losing,
  waiting: triggersOfDays.waiting,
  stranger: triggersOfOthers.stranger,
  reading: triggersOfWork.reading,
  phone: triggersOfDays.phone,
  monday: triggersOfDays.monday,
  space: triggersOfOthers.space,
  start: triggersOfWork.start,
  fair: triggersOfOthers.fair,
} as const satisfies Record<string, Trigger>;

export type TriggerName = keyof typeof triggers;
