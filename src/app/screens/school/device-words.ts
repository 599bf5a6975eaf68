// The words about a school's tablets and other devices: when each was last here, what is to be noticed about it, what
// it may hold.

import type { DevicesAnswer, HoldingsAnswer } from "#protocol/oversight.ts";
import { clockWords, nearDayWords } from "../../text/dates.ts";
import { count } from "../../text/words.ts";
import type { TagTone } from "../../ui/tag.tsx";

export type SchoolDevice = DevicesAnswer["devices"][number];
export type Holding = HoldingsAnswer["holdings"][number];

/** Joined so often under one name, a tablet does not keep what is stored on it. Twice happens to a good one. */
const OFTEN_JOINED = 3;
/** Once is an accident. */
const OFTEN_LOST = 2;

export const KIND_WORDS: { readonly [kind in SchoolDevice["kind"]]: string } = {
  shared: "Several adults",
  personal: "One adult",
};

/** "today 10:42am", "Friday 10:42am", "9 June 10:42am": the time too, because somebody looks for where a tablet was. */
export function contactWords(moment: string, now: string): string {
  return `${nearDayWords(moment, now)} ${clockWords(moment)}`;
}

const named = (device: SchoolDevice): string => device.name.trim().toLocaleLowerCase("en-GB");

/** "Locked by Mrs Khan, today 10:42am. It has not been here since." Contact is what the server saw, and no more. */
export function lockedWords(
  { at }: NonNullable<SchoolDevice["locked"]>,
  lastContact: string,
  as: { readonly name: string; readonly momentOf: (iso: string) => string; readonly now: string },
): string {
  const { name, momentOf, now } = as;
  const since = hasHeard(at, lastContact)
    ? `It was last here ${contactWords(momentOf(lastContact), now)}.`
    : "It has not been here since.";
  return `Locked by ${name}, ${contactWords(momentOf(at), now)}. ${since}`;
}

/** A lock holds from the next contact on: until then whoever could open the device still can (A49). */
export const hasHeard = (lockedAt: string, lastContact: string): boolean => lastContact > lockedAt;

/** What a lock does now, and what it leaves possible. */
export function lockDoes({ at }: NonNullable<SchoolDevice["locked"]>, lastContact: string): string {
  return hasHeard(at, lastContact)
    ? "Nobody can open it. What waits on it is sent and filed, and notes can be written at its lock."
    : "Until its next contact it opens as before. From then on nobody can open it, what waits on it is sent and filed, and notes can be written at its lock.";
}

/** How often a tablet of this name joined the school. Going on under a new name by itself is no joining (S19). */
export function timesJoined(device: SchoolDevice, all: readonly SchoolDevice[]): number {
  return all.filter((one) => named(one) === named(device) && one.former === null).length;
}

/** The storage of this tablet seems to be cleared again and again. Said of the latest that has its name. */
export function likelyWiped(device: SchoolDevice, all: readonly SchoolDevice[]): boolean {
  const same = all.filter((one) => named(one) === named(device));
  if (device.revoked || same.some((one) => one.enrolledAt > device.enrolledAt)) return false;
  return timesJoined(device, all) >= OFTEN_JOINED || same.filter((one) => one.lostAt !== null).length >= OFTEN_LOST;
}

export interface DeviceNote {
  readonly words: string;
  readonly tone: TagTone;
}

/** Longer than the holidays of half a term: what is on it may be on no other device. */
const LONG_AWAY_DAYS = 14;

/** What is to be noticed in a list, gravest first. `away`: how many days ago it was last here. */
export function deviceNotes(
  device: SchoolDevice,
  all: readonly SchoolDevice[],
  away: number = 0,
): readonly DeviceNote[] {
  const notes: DeviceNote[] = [];
  if (device.revoked) notes.push({ words: "Out of use", tone: "quiet" });
  else if (device.locked)
    notes.push(
      hasHeard(device.locked.at, device.lastContact)
        ? { words: "Locked", tone: "note" }
        : { words: "Locks at its next contact", tone: "warn" },
    );
  if (likelyWiped(device, all)) notes.push({ words: "Being wiped?", tone: "problem" });
  if (device.lostAt !== null) notes.push({ words: "Lost its storage", tone: "warn" });
  if (device.unsent > 0) notes.push({ words: `${device.unsent} unsent`, tone: "warn" });
  if (!device.revoked && device.secondCopy === false) notes.push({ words: "No second copy", tone: "quiet" });
  if (!device.revoked && away >= LONG_AWAY_DAYS) notes.push({ words: `Not here for ${away} days`, tone: "warn" });
  return notes;
}

/** Tablets offer a restored server what they sent in this time; what is older it has from backups alone (S9). */
const TABLETS_KEEP_DAYS = 90;
/** So long may a school be without a backup before anybody is told: time enough to put it right. */
const BACKUP_OWED_DAYS = 30;

/** What an administrator is to be told about backups, or undefined. In days: since the last one, since the school was made. */
export function backupNote(since: number | null, madeSince: number): string | undefined {
  const owed = since ?? madeSince;
  if (owed < BACKUP_OWED_DAYS) return undefined;
  const last =
    since === null
      ? "No backup of the school’s server was ever taken."
      : `The last backup of the school’s server is ${since} days old.`;
  return owed >= TABLETS_KEEP_DAYS
    ? `${last} Tablets keep what they sent for ${TABLETS_KEEP_DAYS} days: what is older stands on the server alone, and is lost with it. Ask whoever looks after the server for a backup today.`
    : `${last} Ask whoever looks after the server to take one. Tablets keep what they sent for ${TABLETS_KEEP_DAYS} days, and no longer.`;
}

export interface SortedDevices {
  /** By name, the latest of a name first. */
  readonly inUse: readonly SchoolDevice[];
  /** Out of use, or what a device in use was before. */
  readonly before: readonly SchoolDevice[];
}

export function sortedDevices(all: readonly SchoolDevice[]): SortedDevices {
  const former = new Set(all.map((one) => one.former));
  const sorted = all.toSorted((a, b) => {
    if (named(a) !== named(b)) return named(a) < named(b) ? -1 : 1;
    return a.enrolledAt > b.enrolledAt ? -1 : 1;
  });
  const isBefore = (one: SchoolDevice): boolean => one.revoked || former.has(one.id);
  return { inUse: sorted.filter((one) => !isBefore(one)), before: sorted.filter(isBefore) };
}

export interface HeldPupils {
  /** What it may hold of every pupil who is not named: nothing, the directory (name, year, class), or notes too. */
  readonly others: "nothing" | "directory" | "notes";
  readonly nothing: readonly string[];
  readonly directory: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Which pupils one holding speaks of, and how much of each. The school's own lists are on every device.
 * `readsNotes`: whether a level lets notes in (casework/grant-rules.ts).
 */
export function heldPupils(
  { rest, held }: Pick<Holding, "rest" | "held">,
  readsNotes: (level: string) => boolean,
): HeldPupils {
  const muchOf = (level: string | null): HeldPupils["others"] =>
    level === null ? "nothing" : readsNotes(level) ? "notes" : "directory";
  const those = (much: HeldPupils["others"]): readonly string[] =>
    held.filter(([scope, level]) => scope !== "school" && muchOf(level) === much).map(([scope]) => scope);
  return { others: muchOf(rest), nothing: those("nothing"), directory: those("directory"), notes: those("notes") };
}

/** In a sentence. `who` puts names to pupils: "Amara Okafor and 2 who are not on this tablet". */
export function heldWords(
  { others, nothing, directory, notes }: HeldPupils,
  { pupil, pupils }: { readonly pupil: string; readonly pupils: string },
  who: (scopes: readonly string[]) => string,
): string {
  const some = (scopes: readonly string[]): string => `${count(scopes.length, pupil, pupils)} (${who(scopes)})`;
  switch (others) {
    case "notes": {
      const but = [...directory, ...nothing];
      return but.length === 0 ? `The notes of all ${pupils}.` : `The notes of all ${pupils} but ${some(but)}.`;
    }
    case "directory": {
      const left = nothing.length === 0 ? "" : ` Nothing of ${some(nothing)}.`;
      return notes.length === 0
        ? `The names and years of all ${pupils}, and no notes.${left}`
        : `The notes of ${some(notes)}. Of all others their names and years.${left}`;
    }
    case "nothing": {
      if (notes.length + directory.length === 0) return `No ${pupil}.`;
      return [
        notes.length > 0 && `The notes of ${some(notes)}.`,
        directory.length > 0 && `The names and years of ${some(directory)}.`,
      ]
        .filter(Boolean)
        .join(" ");
    }
    default: {
      const other: never = others;
      throw new Error(`no words for ${JSON.stringify(other)}`);
    }
  }
}
