import { expect, test } from "vitest";
import {
  backupNote,
  contactWords,
  deviceNotes,
  heldPupils,
  heldWords,
  likelyWiped,
  lockDoes,
  lockedWords,
  type SchoolDevice,
  sortedDevices,
  timesJoined,
} from "./device-words.ts";

const device = (id: string, more: Partial<SchoolDevice> = {}): SchoolDevice => ({
  id,
  name: "IAP tablet 1",
  kind: "shared",
  enrolledAt: `2026-06-0${id}T08:00:00.000Z`,
  lastContact: `2026-06-0${id}T09:00:00.000Z`,
  app: "0.2.0",
  lastSeq: 4,
  unsent: 0,
  revoked: false,
  lostAt: null,
  locked: null,
  secondCopy: null,
  former: null,
  pupils: null,
  confirmed: null,
  ...more,
});

test("a contact is told by its day and its time, however long ago it was", () => {
  expect(contactWords("2026-06-09T10:42", "2026-06-09T10:43")).toBe("today 10:42am");
  expect(contactWords("2026-06-08T15:05", "2026-06-09T10:43")).toBe("yesterday 3:05pm");
  expect(contactWords("2026-06-05T08:00", "2026-06-09T10:43")).toBe("Friday 8:00am");
  expect(contactWords("2026-05-01T08:00", "2026-06-09T10:43")).toBe("1 May 8:00am");
});

test("[A49] a lock says who, when, and whether the tablet was here since: that it shut, nobody has seen", () => {
  const as = { name: "Mrs Khan", momentOf: (iso: string) => iso.slice(0, 16), now: "2026-06-09T10:43" };
  const lock = { at: "2026-06-09T10:42:00.000Z", by: "x" };
  expect(lockedWords(lock, "2026-06-09T10:41:00.000Z", as)).toBe(
    "Locked by Mrs Khan, today 10:42am. It has not been here since.",
  );
  expect(lockedWords(lock, "2026-06-09T10:43:00.000Z", as)).toBe(
    "Locked by Mrs Khan, today 10:42am. It was last here today 10:43am.",
  );
  const heard = device("1", { locked: lock, lastContact: "2026-06-09T10:43:00.000Z" });
  const unheard = device("1", { locked: lock, lastContact: "2026-06-09T10:41:00.000Z" });
  expect(deviceNotes(heard, []).map(({ words }) => words)).toEqual(["Locked"]);
  // Whoever has it can still open it: nothing says otherwise.
  expect(deviceNotes(unheard, []).map(({ words }) => words)).toEqual(["Locks at its next contact"]);
  expect(lockDoes(lock, heard.lastContact)).toMatch(/^Nobody can open it\./);
  expect(lockDoes(lock, unheard.lastContact)).toMatch(/^Until its next contact it opens as before\./);
  expect(deviceNotes(device("1", { locked: lock, revoked: true }), []).map(({ words }) => words)).toEqual([
    "Out of use",
  ]);
});

test("a name that joined three times, or lost its storage twice, is taken for a tablet that is wiped: its latest alone", () => {
  const twice = [device("1"), device("2", { name: " iap TABLET 1" })];
  expect(twice.map((one) => likelyWiped(one, twice))).toEqual([false, false]);
  const often = [...twice, device("3")];
  expect(timesJoined(device("3"), often)).toBe(3);
  expect(often.map((one) => likelyWiped(one, often))).toEqual([false, false, true]);
  const lost = [
    device("1", { lostAt: "2026-06-02T07:00:00.000Z" }),
    device("2", { lostAt: "2026-06-03T07:00:00.000Z" }),
  ];
  expect(lost.map((one) => likelyWiped(one, lost))).toEqual([false, true]);
  const others = ["1", "2", "3"].map((id) => device(id, { name: `Tablet ${id}` }));
  expect(others.some((one) => likelyWiped(one, others))).toBe(false);
});

test("[S19] to go on under a new name is no joining", () => {
  const renamed = [device("1"), device("2", { former: "1" }), device("3", { former: "2" })];
  expect(timesJoined(device("3"), renamed)).toBe(1);
  expect(renamed.some((one) => likelyWiped(one, renamed))).toBe(false);
});

test("a tablet that was not here for a fortnight is named, unless it is out of use", () => {
  const words = (away: number, more: Partial<SchoolDevice> = {}) =>
    deviceNotes(device("1", more), [device("1", more)], away).map((note) => note.words);
  expect([words(13), words(14), words(40, { revoked: true })]).toEqual([[], ["Not here for 14 days"], ["Out of use"]]);
});

test("[S32] that a backup is due is said after a month, and after three that tablets will not make good for it", () => {
  expect([backupNote(29, 400), backupNote(null, 29)]).toEqual([undefined, undefined]);
  expect(backupNote(30, 400)).toMatch(/^The last backup .* is 30 days old\. Ask .* 90 days, and no longer\.$/);
  expect(backupNote(null, 90)).toMatch(/^No backup .* ever taken\. .* lost with it\. .* today\.$/);
});

test("what is to be noticed stands in its order, and nothing is said of a device that is well", () => {
  const all = [
    device("1"),
    device("2", { revoked: true }),
    device("3", { unsent: 12, lostAt: "2026-06-04T00:00:00.000Z" }),
  ];
  expect(all.map((one) => deviceNotes(one, all).map(({ words }) => words))).toEqual([
    [],
    ["Out of use"],
    ["Being wiped?", "Lost its storage", "12 unsent"],
  ]);
});

test("[A32] in use by name; what is out of use, or was before a new name, stands apart and is not left out", () => {
  const all = [
    device("1", { name: "Office laptop" }),
    device("2", { former: "3" }),
    device("3"),
    device("4", { revoked: true, name: "Office laptop" }),
  ];
  const { inUse, before } = sortedDevices(all);
  expect([inUse, before].map((list) => list.map(({ id }) => id))).toEqual([
    ["2", "1"],
    ["3", "4"],
  ]);
});

test("[A16] a holding says whose notes are let in and of whom there are names alone; the school's lists are no pupil", () => {
  const said = (rest: string | null, ...held: [string, string | null][]): string =>
    heldWords(
      heldPupils({ rest, held: [["school", "all"], ...held] }, (level) => level.endsWith("+")),
      { pupil: "pupil", pupils: "pupils" },
      (scopes) => scopes.join(" and "),
    );
  expect(said("room-", ["Amara", "room+"], ["Daniel", "room+"])).toBe(
    "The notes of 2 pupils (Amara and Daniel). Of all others their names and years.",
  );
  expect(said("room-")).toBe("The names and years of all pupils, and no notes.");
  expect(said("senco+")).toBe("The notes of all pupils.");
  expect(said("senco+", ["Amara", "room-"])).toBe("The notes of all pupils but 1 pupil (Amara).");
  expect(said(null, ["Amara", "room+"], ["Ruby", "room-"], ["Kofi", null])).toBe(
    "The notes of 1 pupil (Amara). The names and years of 1 pupil (Ruby).",
  );
  expect(said("room-", ["Kofi", null])).toBe(
    "The names and years of all pupils, and no notes. Nothing of 1 pupil (Kofi).",
  );
  expect(said(null, ["Kofi", null])).toBe("No pupil.");
});
