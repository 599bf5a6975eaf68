// The figures of the room's screens, added up a second time and plainly, from what the server's book says: who is
// expected and where, what is missing at the end of the day, what is to be completed or carried over. The rules are those
// of docs/spec/casework.md; the app's own measures are not asked.

import { addDays, minutesBetween } from "#casework/day.ts";
import type { DayBook, Fact } from "./school-day-book.ts";
import { countAgain } from "./school-day-milestones.ts";

export interface At {
  /** The local moment. */
  readonly now: string;
  /** The id of the adult who looks. */
  readonly me: string;
}

interface Where {
  readonly state: string;
  readonly since: string;
  readonly sure: boolean;
  readonly left: boolean;
}

type Period = DayBook["periods"][number];

const STANDING = ["settling", "in-iap", "part-time-return"];
const PRESENT = ["", "here", "late"];
const isLesson = ({ kind }: Period): boolean => kind !== "break" && kind !== "lunch";
const by =
  <T>(of: (one: T) => string) =>
  (a: T, b: T): number =>
    of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0;
/** "2:25pm", of a local moment or a time of day. */
export const clockOf = (moment: string): string => {
  const hours = Number(moment.slice(-5, -3));
  return `${hours % 12 || 12}:${moment.slice(-2)}${hours < 12 ? "am" : "pm"}`;
};

/** "Tuesday 9 June" */
const dayOf = (moment: string): string =>
  new Date(`${moment.slice(0, 10)}T12:00Z`).toLocaleDateString("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });

export type Figures = ReturnType<typeof addUp>;

export function addUp(book: DayBook, { now, me }: At) {
  const day = now.slice(0, 10);
  const all = book.read;
  const of = (type: string, pupil: string): readonly Fact[] => all(type).filter(({ scope }) => scope === pupil);
  const ofDay = (type: string, pupil: string): readonly Fact[] =>
    of(type, pupil).filter(({ when }) => when.startsWith(day));
  const logs = (pupil: string): readonly Fact[] => [...of("behaviour-log", pupil), ...of("session-log", pupil)];
  const notFound = (pupil: string): readonly Fact[] =>
    of("left-room", pupil).filter((one) => one.text("foundAt") === "");
  const start = (period: Period): string => `${day}T${period.start}`;
  const end = (period: Period): string => `${day}T${period.end}`;
  const isOn = (period: Period): boolean => start(period) <= now && now < end(period);
  const current = book.periods.find((one) => isLesson(one) && isOn(one));

  /** C19 */
  function where(pupil: string, at: string, since: string): Where {
    const said = ofDay("whereabouts", pupil)
      .filter(({ when }) => when <= at)
      .sort(by((one) => `${one.when} ${one.stamp}`))
      .at(-1);
    const left = notFound(pupil).find(({ when }) => when.startsWith(day) && when <= at);
    if (left && left.when >= (said?.when ?? "")) return { state: "left", since: left.when, sure: true, left: true };
    if (!said) return { state: "not-said", since: "", sure: false, left: left !== undefined };
    const state = said.text("state");
    return {
      state,
      since: said.when,
      sure: state === "not-in-school" || said.when >= since,
      left: left !== undefined,
    };
  }

  const live = (pupil: string): readonly Fact[] =>
    of("placement", pupil).filter((one) => one.text("stage") !== "completed" && one.text("endedOn") === "");
  const checkDue = (pupil: string): boolean =>
    live(pupil).some((one) =>
      ["sixWeekCheck", "twelveWeekCheck"].some(
        (check) => one.text(`${check}On`) !== "" && one.text(`${check}On`) <= day && one.text(check) === "",
      ),
    );

  /** Why a pupil stands in the room's list (C36); undefined where they do not. */
  function because(pupil: string): "placed" | "check" | "visit" | undefined {
    const stages = live(pupil).map((one) => one.text("stage"));
    if (stages.some((stage) => STANDING.includes(stage))) return "placed";
    if (stages.includes("full-return") && checkDue(pupil)) return "check";
    return came(pupil) || notFound(pupil).length > 0 ? "visit" : undefined;
  }

  /** Unplanned today, or by a removal that is not done with. */
  function came(pupil: string): boolean {
    const visits = of("visit", pupil);
    const removed = of("removal", pupil).some(
      (one) =>
        visits.some(({ when }) => when === one.when) && (one.text("backAt") === "" || one.text("parentToldAt") === ""),
    );
    return removed || visits.some(({ when }) => when.startsWith(day));
  }

  /** C36, of a period that is on, or of one that is over as it was at its end. */
  function expected(pupil: string, period: Period): boolean {
    const at = end(period) < now ? end(period) : now;
    const { state, sure, left } = where(pupil, at, start(period));
    const gone = ["in-lesson", "not-in-school", "not-said"].includes(state);
    if (left || (sure && !gone)) return true;
    if (because(pupil) === "visit") return !gone;
    if (checkDue(pupil)) return true;
    if (logs(pupil).some(({ when }) => start(period) <= when && when < end(period))) return true;
    const slot = of("timetable-slot", pupil)
      .filter((one) => one.text("period") === period.id)
      .filter((one) => one.text("from") <= day && (one.text("until") === "" || day <= one.text("until")))
      .sort(by((one) => one.text("from")))
      .at(-1);
    if (slot && slot.text("where") !== "") return slot.text("where") === "base";
    const plan = of("plan", pupil).find((one) => one.text("endedOn") === "");
    const periods = plan?.list("roomPeriods") ?? [];
    return periods.length === 0 || periods.includes(period.id);
  }

  const list = all("pupil")
    .map(({ id }) => id)
    .filter((pupil) => because(pupil) !== undefined);
  const here = current ? list.filter((pupil) => expected(pupil, current)) : list;
  const names = (pupils: readonly string[]): readonly string[] => pupils.map(book.pupilName).sort();

  /** C37: everybody in exactly one list. */
  function roll() {
    const since = current ? start(current) : "";
    const found = {
      here: [] as string[],
      lookFor: [] as string[],
      elsewhere: [] as string[],
      notExpected: [] as string[],
    };
    for (const pupil of list) {
      const { state, sure, left } = where(pupil, now, since);
      const logged = current !== undefined && logs(pupil).some(({ when }) => since <= when && when <= now);
      const seen = logged || (sure && ["here", "late"].includes(state));
      const ours =
        because(pupil) === "check" && !came(pupil) ? seen : here.includes(pupil) || because(pupil) === "visit" || sure;
      const answersFor = ours || state === "dont-know" || notFound(pupil).length > 0;
      if (!answersFor) found.notExpected.push(pupil);
      else if (sure && state === "here") found.here.push(pupil);
      else if (sure && !left && ["in-lesson", "not-in-school"].includes(state)) found.elsewhere.push(pupil);
      else found.lookFor.push(pupil);
    }
    return {
      Here: names(found.here),
      "Look for": names(found.lookFor),
      "In a lesson, or not in school": names(found.elsewhere),
      "Not expected now": names(found.notExpected),
    };
  }

  /** C32, each line as "words: first names". */
  function missing(): readonly string[] {
    const lines = new Map<string, string[]>();
    const add = (key: string, pupil: string): void => void lines.set(key, [...(lines.get(key) ?? []), pupil]);
    for (const pupil of [...list].sort()) {
      const alone = (words: string, one: Fact): void => {
        const late = one.when < day ? "Late" : "";
        lines.set(`${words}|${late}|${one.id}`, [pupil]);
      };
      for (const one of notFound(pupil)) alone("Left the room and not found yet", one);
      for (const one of of("force-notice", pupil)) {
        if (one.text("finishedAt") === "") alone("Force record not written yet", one);
        if (one.text("parentToldAt") === "") alone("Parents not told about the use of force", one);
      }
      for (const one of ofDay("removal", pupil)) {
        if (one.text("parentToldAt") === "") alone("Removed from lesson, parents not told", one);
        if (one.value("couldLeave") === null) alone("Say whether the pupil could leave", one);
      }
      for (const one of of("parent-contact", pupil)) {
        const due = one.text("followUpBy");
        if (one.text("outcome") === "to-do" && (due === "" ? one.when.startsWith(day) : due <= day))
          alone("Home not rung yet", one);
      }
      for (const period of book.periods.filter((one) => isLesson(one) && end(one) <= now)) {
        const inIt = (one: Fact): boolean => one.text("period") === period.id;
        const said = ofDay("whereabouts", pupil)
          .filter(inIt)
          .sort(by((one) => one.when))
          .map((one) => one.text("state"));
        const sessions = ofDay("session-log", pupil).filter(inIt);
        const seen = said.some((state) => state === "here" || state === "late");
        // Whoever is back in lessons stands in the list for the check that is due, and is not missed.
        const due = because(pupil) !== "check" && expected(pupil, period) && said.at(-1) !== "in-lesson";
        if (sessions.length === 0 && (seen || due)) add(`${period.name}: no session log||`, pupil);
        const rated = sessions.some((one) => one.text("regulation") + one.text("engagement") !== "");
        if (sessions.length > 0 && !rated) add(`${period.name}: not rated yet||`, pupil);
      }
    }
    return [...lines].map(([key, pupils]) => {
      const [words = "", late = ""] = key.split("|");
      const first = pupils.slice(0, 4).map(book.firstName);
      const told = pupils.length > 4 ? [...first, `${pupils.length - 4} more`] : first;
      const whose = told.length > 1 ? `${told.slice(0, -1).join(", ")} and ${told.at(-1)}` : (told[0] ?? "");
      return [words, whose, late].filter(Boolean).join("|");
    });
  }

  /** C31, of today: each line as "pupil: what|when, period, lesson". */
  function handOff(): readonly string[] {
    const ticked = new Set(
      all("hand-off").flatMap((one) =>
        ["behaviourLogs", "leftRoom", "removals", "internalSuspensions"].flatMap(one.list),
      ),
    );
    const words: { readonly [type: string]: string } = { "left-room": "Left the room", removal: "Removed from lesson" };
    return list
      .flatMap((pupil) => ["behaviour-log", "left-room", "removal"].flatMap((type) => ofDay(type, pupil)))
      .filter(({ id }) => !ticked.has(id))
      .map((one) => {
        const what = words[one.type] ?? book.categoryLabel(one.text("category"));
        const period = book.periods.find(({ id }) => id === one.text("period"))?.name ?? "";
        const facts = [clockOf(one.when), period, one.text("lesson")].filter(Boolean);
        return `${book.pupilName(one.scope)}: ${what}|${facts.join(", ")}`;
      });
  }

  /** Of the last seven days, of pupils who were there: each line as "pupil period, when – level|what is still empty". */
  function toComplete(): readonly string[] {
    const asked = { subject: "subject", engagement: "taking part", workReturned: "work returned" };
    return all("session-log")
      .filter((one) => live(one.scope).length > 0 || because(one.scope) !== undefined)
      .filter((one) => one.when.slice(0, 10) > addDays(day, -7) && PRESENT.includes(one.text("presence")))
      .flatMap((one) => {
        const empty = Object.entries(asked).flatMap(([field, words]) => (one.text(field) === "" ? [words] : []));
        if (empty.length === 0) return [];
        const period = book.periods.find(({ id }) => id === one.text("period"))?.name ?? "IAP period";
        const when = one.when.startsWith(day) ? clockOf(one.when) : `${dayOf(one.when)} at ${clockOf(one.when)}`;
        const level = book.level(one) === "" ? "" : ` – ${book.level(one)}`;
        const author = one.author === me ? "" : `Written by ${book.adultName(one.author)}. `;
        const head = `${book.pupilName(one.scope)} ${period}, ${when}${level}`;
        return [`${head}|${author}Still empty: ${empty.join(", ")}`];
      });
  }

  /** The entry with the newest moment; of several at one moment any may stand there. */
  function last(pupil: string): { readonly words: readonly string[]; readonly when: string } {
    const newest =
      logs(pupil)
        .map(({ when }) => when)
        .sort()
        .at(-1) ?? "";
    const words = logs(pupil)
      .filter(({ when }) => when === newest)
      .map((one) =>
        one.type === "behaviour-log"
          ? book.categoryLabel(one.text("category"))
          : `Session, ${book.periods.find(({ id }) => id === one.text("period"))?.name ?? ""}`,
      );
    return { words, when: newest };
  }

  /** The week of today, as the table of the last six weeks has it. */
  function thisWeek(pupil: string): readonly string[] {
    const monday = addDays(day, -((new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7));
    const inWeek = ({ when }: Fact): boolean => monday <= when && when < addDays(monday, 7);
    const periods = of("session-log", pupil)
      .filter(inWeek)
      .filter((one) => ["here", "late", "absent"].includes(one.text("presence")));
    const attended = periods.filter((one) => one.text("presence") !== "absent");
    const concerns = of("behaviour-log", pupil)
      .filter(inWeek)
      .filter((one) => book.isConcern(one.text("category"))).length;
    const lessons = attended.filter((one) => ["lesson", "supported-lesson"].includes(one.text("where"))).length;
    const [n, m] = [attended.length, periods.length];
    const rate = String(Math.round((100 * concerns) / n) / 10);
    return [
      `${Math.round((100 * n) / m)}%, ${n} of ${m}`,
      `${rate}, ${concerns} ${concerns === 1 ? "log" : "logs"} in ${n} ${n === 1 ? "period" : "periods"}`,
      String(lessons),
    ];
  }

  /** How long ago, in the words of the screens, of something of today. */
  const age = (when: string): string => {
    const minutes = minutesBetween(when, now);
    if (minutes < 1) return "just now";
    return minutes < 60 ? `${minutes} min ago` : minutes < 120 ? "1 hour ago" : `${Math.floor(minutes / 60)} hours ago`;
  };

  const COUNTED = ["behaviour-log", "session-log", "left-room", "internal-suspension"];
  const counted = (milestone: Fact) =>
    countAgain(
      milestone,
      COUNTED.flatMap((type) => of(type, milestone.scope)),
      now,
    );
  /** The milestone under way that comes first. */
  const step = (pupil: string): Fact | undefined =>
    of("milestone", pupil)
      .filter((one) => one.text("status") === "started")
      .toSorted((a, b) => Number(a.value("order") ?? 999) - Number(b.value("order") ?? 999))[0];

  return {
    now,
    current,
    list,
    here,
    names,
    where,
    roll,
    missing,
    handOff,
    toComplete,
    last,
    thisWeek,
    age,
    of,
    all,
    counted,
    step,
  };
}
