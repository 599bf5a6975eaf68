// The plan of a placement and its milestones: made at the start, reviewed along the way, borne out by the logs.

import type { AdultId, RecordId } from "#ledger/names.ts";
import type { Json, JsonObject } from "#base/json.ts";
import { makeRecord } from "../commands/make-record.ts";
import { confirmMilestone, moveMilestone } from "../commands/move-milestone.ts";
import { writeLog } from "./daily-logs.ts";
import { type DemoWorld, afterSchool, around, editLater, filled } from "./demo-world.ts";
import { type Course, linesOf } from "./placement-course.ts";
import type { PupilFile } from "./pupil-file.ts";
import { schoolDaysBetween, schoolDaysFrom } from "./school-calendar.ts";
import type { CategoryName, LessonName, PersonName } from "./school-frame.ts";
import { helps } from "./words/helps.ts";
import {
  type MilestoneWords,
  homeViews,
  milestones,
  ownWords,
  reviewNotes,
  riskNotes,
  strengths,
  targets,
  timetables,
  whyHere,
} from "./words/pathway.ts";
import { triggers } from "./words/triggers.ts";
import { subjectTeachers } from "./words/work.ts";

const REVIEW_EVERY = 15;
/** A day that has not come. */
const NEVER = "9999-12-31";

export interface PlanStory {
  readonly course: Course;
  readonly plan?: JsonObject;
  readonly periods: readonly LessonName[];
  /** The last review day kept; later ones were missed or have not come. */
  readonly reviewedUntil?: string;
}

export function writePlan(world: DemoWorld, pupil: PupilFile, story: PlanStory): RecordId {
  const { writer, random, frame } = world;
  const { phrases } = pupil;
  const { course } = story;
  const themes = pupil.triggers.map((name) => triggers[name]);
  const ways = pupil.helps.map((name) => helps[name]);
  const own = story.plan ?? {};
  const risk = own["riskLevel"] ?? random.weighted({ lower: 5, some: 4, higher: 1 });
  const words = (field: string, patterns: readonly string[]): string | undefined =>
    own[field] === undefined ? phrases.say(patterns) : undefined;
  const lines = (field: string, patterns: readonly (readonly string[])[]): JsonObject | undefined =>
    own[field] === undefined
      ? linesOf(
          world,
          patterns.map((pattern) => phrases.say(pattern)),
        )
      : undefined;
  const fields: JsonObject = {
    adults: [
      ...new Set([
        frame.adults[pupil.keyAdult],
        frame.adults.reintegration,
        ...(pupil.area ? [frame.adults.senco] : []),
      ]),
    ],
    startsOn: course.start,
    reviewDate: schoolDaysFrom(course.start, REVIEW_EVERY),
    riskLevel: risk,
    roomPeriods: story.periods.map((period) => frame.periods[period]),
    ...filled({
      goodToKnow: words("goodToKnow", [ways[0]?.atAGlance ?? ""]),
      whyHere: words("whyHere", whyHere),
      target: words("target", targets),
      ownWords: words("ownWords", ownWords),
      homeView: words("homeView", homeViews),
      timetable: words("timetable", timetables),
      riskNotes: risk === "lower" ? undefined : words("riskNotes", riskNotes),
      strengths: lines("strengths", [strengths, strengths]),
      triggers: lines(
        "triggers",
        themes.map((theme) => theme.plan),
      ),
      earlySigns: lines(
        "earlySigns",
        themes.map((theme) => theme.signs),
      ),
      helps: lines(
        "helps",
        ways.map((way) => way.plan),
      ),
      avoid: lines(
        "avoid",
        themes.map((theme) => theme.avoid),
      ),
    }),
    ...own,
  };
  const author = frame.adults[pupil.keyAdult];
  const at = around(world, course.start, "15:25", 60);
  const input = { type: "plan", scope: pupil.scope, fields };
  const plan = writer.write(author, at <= world.now ? at : world.now, makeRecord, input)[0] as RecordId;
  const yesterday = schoolDaysFrom(world.today, -1);
  const last = story.reviewedUntil ?? (course.twelveWeeks < yesterday ? course.twelveWeeks : yesterday);
  for (let day = schoolDaysFrom(course.start, REVIEW_EVERY); day <= last; day = schoolDaysFrom(day, REVIEW_EVERY)) {
    const note = phrases.say(reviewNotes);
    const to = filled({ reviewDate: schoolDaysFrom(day, REVIEW_EVERY), lastReview: note });
    editLater(world, frame.adults.reintegration, afterSchool(world, day), plan, () => to);
  }
  if (course.twelveWeeks < world.today) {
    const to = { endedOn: course.twelveWeeks, reviewDate: null };
    editLater(world, frame.adults.reintegration, afterSchool(world, course.twelveWeeks), plan, () => to);
  }
  return plan;
}

/** A step of a story has days of its own: those it began and was met on, where it has come to that. */
export interface MilestoneStep extends MilestoneWords {
  readonly begins?: string;
  readonly ends?: string;
  readonly bringsBack?: string;
  readonly toConfirm?: PersonName;
}

/** Who confirms that a lesson may come back. */
function confirmerFor(world: DemoWorld, pupil: PupilFile): AdultId {
  const [subject] = pupil.subjects;
  const { adults } = world.frame;
  return subject === "Maths" ? adults.patel : subject === "Science" ? adults.hennessey : adults[pupil.keyAdult];
}

/** The lesson that comes back with a step: first the one that matters most, then the other, then one for joy. */
function lessonBack(world: DemoWorld, pupil: PupilFile, step: number): string {
  const subject = step < 3 ? pupil.subjects[0] : pupil.subjects[1];
  if (step > 3)
    return world.random
      .pick(["PE with {his} own group", "Drama with the year", "Music on Thursdays"])
      .replace("{his}", pupil.sex === "F" ? "her" : "his");
  return `${subject} with ${world.random.pick(subjectTeachers[subject])}`;
}

/** Tells for a kind of log and a day whether a milestone counts them, so that chance adds none. */
export type KeepFree = (category: CategoryName, day: string) => boolean;

/**
 * The milestones of a placement. Those whose day has come are met, with the logs that show it; one is under way; the
 * others wait.
 */
export function writeMilestones(
  world: DemoWorld,
  pupil: PupilFile,
  story: {
    readonly course: Course;
    readonly placement: RecordId;
    readonly plan: RecordId;
    readonly steps?: readonly MilestoneStep[];
  },
): KeepFree {
  const { writer, random, frame } = world;
  const { course } = story;
  const days = schoolDaysBetween(course.start, course.fullReturn);
  const steps: readonly MilestoneStep[] =
    story.steps ?? (random.chance(0.5) ? milestones.slice(0, 6) : [...milestones.slice(0, 4), ...milestones.slice(5)]);
  const dayAt = (step: number): string =>
    days[Math.min(days.length - 1, 2 + Math.floor((step * (days.length - 3)) / steps.length))] as string;
  const guarded: { readonly category: CategoryName; readonly from: string; readonly to: string }[] = [];
  const author = frame.adults[pupil.keyAdult];
  for (const [i, step] of steps.entries()) {
    const begins = story.steps ? (step.begins ?? NEVER) : dayAt(i);
    const ends = story.steps ? (step.ends ?? NEVER) : dayAt(i + 1);
    const lesson = step.lesson ? lessonBack(world, pupil, i) : undefined;
    const confirmer = step.toConfirm ? frame.adults[step.toConfirm] : step.lesson ? confirmerFor(world, pupil) : author;
    const fields = filled<Json>({
      ...step.rule,
      title: step.title,
      criterion: step.criterion,
      evidence: step.evidence,
      counts: step.counts === undefined ? undefined : frame.categories[step.counts],
      needed: step.needed,
      bringsBack: step.bringsBack ?? lesson,
      status: "not-started",
      order: i + 1,
      toConfirm: confirmer,
      placement: story.placement,
    });
    const at = around(world, course.start, "15:50", 40);
    if (at > world.now) continue;
    const id = writer.write(author, at, makeRecord, { type: "milestone", scope: pupil.scope, fields })[0] as RecordId;
    if (begins >= world.today) continue;
    const started = afterSchool(world, begins);
    writer.later(started, () => {
      writer.write(author, started, moveMilestone, { seen: writer.view(id), to: "started" });
    });
    const met = ends < world.today;
    const counted = step.counts === undefined ? [] : writeCounted(world, pupil, step, begins, met ? ends : undefined);
    if (step.counts !== undefined) guarded.push({ category: step.counts, from: begins, to: met ? ends : NEVER });
    if (!met) continue;
    const confirmed = afterSchool(world, ends);
    writer.later(confirmed, () => {
      const input = { seen: writer.view(id), plan: writer.view(story.plan), shownBy: counted };
      writer.write(confirmer, confirmed, confirmMilestone, input);
    });
  }
  return (category, day) => guarded.some((one) => one.category === category && one.from <= day && day <= one.to);
}

/** The logs a milestone counts: as many as are needed where it was met, otherwise some. */
function writeCounted(
  world: DemoWorld,
  pupil: PupilFile,
  step: MilestoneWords,
  begins: string,
  met: string | undefined,
): readonly RecordId[] {
  const { frame } = world;
  const days = schoolDaysBetween(schoolDaysFrom(begins, 1), met ?? schoolDaysFrom(world.today, -1)).filter(
    (day) => !pupil.isAway(day),
  );
  const needed = step.needed ?? 1;
  if (days.length === 0) return [];
  const count = met === undefined ? Math.min(days.length, needed - 1) : needed;
  // A day twice where there are too few: two different hours of it.
  const chosen = Array.from({ length: count }, (_none, i) => days[i % days.length] as string).sort((a, b) =>
    a < b ? -1 : 1,
  );
  return chosen.map((day) => {
    const when = around(world, day, step.counts === "calm" ? "08:42" : "09:05", step.counts === "calm" ? 3 : 25);
    return writeLog(world, pupil, frame.adults[pupil.keyAdult], when, frame.categories[step.counts ?? "calm"], {});
  });
}
