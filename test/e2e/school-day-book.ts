// What the server's book says of a day, in plain values: no measure of the app is asked, so that what its screens add up
// can be added up a second time.

import { regulations } from "#casework/codes/day.ts";
import { arrivalReasons, roomStates } from "#casework/codes/room.ts";
import { type CodeList, labelOf } from "#ledger/code-list.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { createdBy, textOf, valueOf } from "#ledger/view.ts";
import type { Entry } from "./school-day-room.ts";
import type { ServerBook } from "./server-book.ts";

/** A record that stands, as it reads now. */
export interface Fact {
  readonly id: string;
  readonly type: string;
  /** The id of whose it is. */
  readonly scope: string;
  /** The local moment it happened. */
  readonly when: string;
  /** The id of who wrote it. */
  readonly author: string;
  /** The local moment it was written, by its tablet. */
  readonly written: string;
  /** The same to the millisecond, with the offset. */
  readonly stamp: string;
  text(field: string): string;
  list(field: string): readonly string[];
  value(field: string): unknown;
}

export type DayBook = ReturnType<typeof readDayBook>;

export function readDayBook(book: ServerBook, day: string) {
  const held = new Map<string, readonly Fact[]>();
  /** Read once: the day is over. */
  const read = (type: string): readonly Fact[] => {
    const found = held.get(type) ?? book.rows(type).flatMap((row) => (row.withdrawn === null ? [factOf(row)] : []));
    held.set(type, found);
    return found;
  };
  const byId = (types: readonly string[]): Map<string, Fact> =>
    new Map(types.flatMap((type) => read(type)).map((one) => [one.id, one]));
  const named = byId(["pupil", "adult", "cover", "category", "school-period"]);
  const text = (id: string, field: string): string => named.get(id)?.text(field) ?? "";
  const adultName = (id: string): string => text(id, "shownAs") || `${text(id, "givenName")} ${text(id, "familyName")}`;
  const pupilName = (id: string): string => `${text(id, "knownAs") || text(id, "givenName")} ${text(id, "familyName")}`;
  const code = (list: CodeList, one: Fact, field: string): string =>
    one.text(field) === "" ? "" : labelOf(list, one.text(field));
  const what: { readonly [type: string]: (one: Fact) => string } = {
    "behaviour-log": (one) => text(one.text("category"), "label"),
    "session-log": (one) => code(regulations, one, "regulation"),
    whereabouts: (one) => code(roomStates, one, "state"),
    visit: (one) => code(arrivalReasons, one, "why"),
    "left-room": () => "Left",
    removal: () => "Removed",
  };
  return {
    read,
    adultName,
    pupilName,
    pupilId: (name: string): string =>
      [...named.values()].find((one) => one.type === "pupil" && pupilName(one.id) === name)?.id ?? "",
    firstName: (id: string): string => text(id, "knownAs") || text(id, "givenName"),
    categoryLabel: (id: string): string => text(id, "label"),
    isConcern: (id: string): boolean => text(id, "tone") === "concern",
    level: (one: Fact): string => code(regulations, one, "regulation"),
    /** The periods of the day, in their order. */
    periods: [...named.values()]
      .filter((one) => one.type === "school-period" && one.value("retired") !== true)
      .map((one) => ({
        id: one.id,
        name: one.text("name"),
        kind: one.text("kind"),
        start: one.text("start"),
        end: one.text("end"),
      }))
      .sort((a, b) => (a.start < b.start ? -1 : 1)),
    /** Everything of the room that was written on the day. */
    entries: (): readonly (Omit<Entry, "from" | "to"> & Pick<Fact, "written" | "when">)[] =>
      Object.entries(what).flatMap(([type, words]) =>
        read(type)
          .filter(({ written }) => written.startsWith(day))
          .map((one) => ({
            type,
            pupil: pupilName(one.scope),
            what: words(one),
            by: adultName(one.author),
            written: one.written,
            when: one.when,
          })),
      ),
  };
}

function factOf(row: RecordRow): Fact {
  const made = createdBy(row);
  const stamp = made?.at ?? "";
  const value = (field: string): unknown => valueOf(row, field);
  const text = (field: string): string => textOf(row, field);
  return {
    id: row.id,
    type: row.type,
    scope: row.scope,
    when: text("when") || text("from") || text("on"),
    author: made?.author ?? "",
    written: stamp.slice(0, 16),
    stamp,
    text,
    list: (field) => {
      const held = value(field);
      return Array.isArray(held)
        ? held.map(String)
        : Object.values(row.lists[field] ?? {}).map((item) => String(item.value));
    },
    value,
  };
}
