import type { SyncStatus } from "#device/device.ts";
import { describe, expect, test } from "vitest";
import { lockWords, notGoneWords, notTaken, recoveredWords, statusWords } from "./sync-words.ts";

const NOW = 1_780_999_200_000;
const at = { now: NOW, localNow: "2026-06-09T11:00", dayEnds: "15:05", decides: true, pupils: "pupils" };
const minutes = (count: number): number => NOW - count * 60_000;
const status = (part: Partial<SyncStatus>): SyncStatus => ({
  counted: true,
  queued: 0,
  refused: 0,
  decisions: 0,
  oldestQueued: null,
  lastContact: minutes(2),
  upToDate: minutes(5),
  reach: "online",
  sending: false,
  complete: true,
  attempts: [],
  sentNow: null,
  trouble: null,
  unknownHere: false,
  takenOut: false,
  tablet: null,
  damaged: false,
  toSign: 0,
  toSignIn: [],
  jots: 0,
  recovered: null,
  secondCopy: null,
  auditDiffers: null,
  differed: null,
  ...part,
});

describe("the status button", () => {
  test("all sent is told with the age of what is seen", () => {
    expect(statusWords(status({}), at).words).toBe("All sent – up to date 10:55am");
    expect(statusWords(status({ upToDate: minutes(70) }), at).words).toBe("All sent – last update 9:50am");
    expect(statusWords(status({ upToDate: minutes(60 * 24) }), at).words).toBe(
      "All sent – last update yesterday 11:00am",
    );
    expect(statusWords(status({ upToDate: null }), at).words).toBe("All sent");
  });
  test("[V35] a tablet that will soon show nothing says so, after what waits and before what can wait", () => {
    const away = status({ lastContact: minutes(60 * 24 * 4), upToDate: minutes(60 * 24 * 4), decisions: 1 });
    const told = (leaseLeft?: number) => statusWords(away, { ...at, leaseLeft });
    expect(told(2)).toMatchObject({ words: "Last contact Friday – connect this tablet", tone: "warn" });
    expect([told(3).tone, told().tone]).toEqual(["note", "note"]);
    const unsent = status({ queued: 1, oldestQueued: NOW, reach: "unreachable" });
    expect(statusWords(unsent, { ...at, leaseLeft: 0 }).words).toMatch(/^1 saved on this tablet/);
  });
  test("anything queued is never all sent, whatever the network says", () => {
    for (const reach of ["unknown", "online", "unreachable"] as const)
      expect(statusWords(status({ queued: 1, oldestQueued: NOW, reach }), at).words).not.toContain("All sent");
  });
  test("what somebody must do something about comes before how much waits", () => {
    const waits = { queued: 2, oldestQueued: minutes(60 * 30) };
    expect(statusWords(status({ ...waits, unknownHere: true }), at)).toMatchObject({
      tone: "problem",
      short: "Not known there",
    });
    expect(statusWords(status({ damaged: true }), at)).toMatchObject({ tone: "warn", short: "Connect this tablet" });
    expect(statusWords(status({}), { ...at, full: 83 }).words).toBe("This tablet is 83 % full – free some space");
    expect(statusWords(status({ ...waits, damaged: true }), { ...at, full: 83 }).tone).toBe("problem");
  });
  test("a demo school that is over is not let back in: it says so, and what to do", () => {
    const over = status({ queued: 2, oldestQueued: minutes(2), unknownHere: true });
    expect(statusWords(over, { ...at, demo: true })).toEqual({
      words: "This demo school is over – start again",
      short: "The demo is over",
      tone: "warn",
    });
    expect(statusWords(over, at).short).toBe("Not known there");
  });
  test("offline is neutral", () => {
    const said = statusWords(status({ queued: 3, oldestQueued: minutes(2), reach: "unreachable" }), at);
    expect(said).toMatchObject({ words: "3 saved on this tablet – will send when connected", tone: "neutral" });
    expect(statusWords(status({ queued: 3, oldestQueued: minutes(0) }), at)).toMatchObject({ words: "Sending 3" });
  });
  test("it grows with age: amber after four hours or the last period, red after a day", () => {
    const late = status({ queued: 12, oldestQueued: minutes(250), reach: "unreachable" });
    expect(statusWords(late, at)).toMatchObject({
      words: "12 not sent since 6:50am – connect this tablet",
      tone: "warn",
    });
    const evening = { ...at, localNow: "2026-06-09T15:30" };
    expect(statusWords(status({ queued: 1, oldestQueued: minutes(30), reach: "unreachable" }), evening).tone).toBe(
      "warn",
    );
    const old = status({ queued: 12, oldestQueued: minutes(60 * 49) });
    expect(statusWords(old, at)).toMatchObject({ words: "12 not sent since Sunday", tone: "problem" });
  });
  test("decisions are shown to those who can decide", () => {
    const two = status({ decisions: 2 });
    expect(statusWords(two, at)).toMatchObject({ words: "2 need a decision", tone: "note" });
    expect(statusWords(two, { ...at, decides: false }).words).toContain("All sent");
  });
  test("a server that is reached and takes nothing is not sending", () => {
    const no = { at: minutes(1), ok: false, reached: true, words: "Something is wrong on the server." };
    const full = status({ queued: 2, oldestQueued: minutes(2), reach: "online", attempts: [no] });
    const words = "2 saved on this tablet – the server did not take them yet";
    expect(statusWords(full, at)).toMatchObject({ words, tone: "neutral" });
    // The server was heard of again after an attempt that never came to it: it took nothing, because it was asked nothing.
    const own = { ...full, attempts: [{ ...no, reached: false }] };
    expect(statusWords(own, at).words).toBe("Sending 2");
  });
  test("a decision never hides what is not sent", () => {
    const both = status({ decisions: 1, queued: 3, oldestQueued: minutes(2), reach: "unreachable" });
    expect(statusWords(both, at).words).toBe("3 saved on this tablet – will send when connected");
    expect(statusWords({ ...both, reach: "online" }, at).words).toBe("Sending 3");
  });
  test("storage trouble comes before everything", () => {
    const said = statusWords(status({ trouble: "full", queued: 2, decisions: 1, refused: 1 }), at);
    expect(said).toMatchObject({ words: "Not saving – act now", tone: "problem" });
  });
  test("while pupils are still arriving nothing is up to date, and what waits here is told first", () => {
    const arriving = status({ complete: false });
    expect(statusWords(arriving, at)).toMatchObject({ words: "Pupils are still arriving", tone: "quiet" });
    expect(statusWords(arriving, { ...at, pupils: "young people" }).words).toBe("Young people are still arriving");
    expect(statusWords({ ...arriving, reach: "unreachable" }, at).words).toBe(
      "Not all pupils have arrived – connect this tablet",
    );
    expect(statusWords({ ...arriving, queued: 1, oldestQueued: NOW }, at).words).toBe("Sending 1");
    // Whoever decides is not told that this is all there is to do.
    expect(statusWords({ ...arriving, decisions: 2 }, at).words).toBe("Pupils are still arriving");
  });
  test("before the first contact nothing is claimed", () => {
    expect(statusWords(status({ lastContact: null }), at).words).toBe("Not connected yet");
  });
});

test("the lock screen tells numbers only", () => {
  expect(lockWords({ queued: 0, refused: 0, jots: 0 })).toBe("Everything on this tablet has been sent.");
  expect(lockWords({ queued: 2, refused: 1, jots: 0 })).toBe(
    "2 saved on this tablet, to be sent; 1 could not send. Locking keeps them safe.",
  );
  expect(lockWords({ queued: 0, refused: 0, jots: 1 })).toBe("1 note or check-in to file. Locking keeps it safe.");
});

test("[V37] what was brought back is said with its number, and never more than that", () => {
  expect(recoveredWords(3)).toBe("This tablet’s storage was emptied. 3 entries were recovered from the copy.");
  expect(recoveredWords(1)).toMatch(/1 entry was recovered/);
  expect(recoveredWords(0)).toMatch(/Nothing had been waiting/);
});

test("[C60] before it is put away a tablet says what goes by itself and what needs somebody", () => {
  expect(notGoneWords(status({}))).toEqual([]);
  expect(notGoneWords(status({ queued: 3 }))).toEqual([
    "3 entries have not been sent. They are safe here. Leave the tablet on, with a signal, until they have gone.",
  ]);
  expect(notGoneWords(status({ refused: 1, jots: 2 }))).toEqual([
    "1 could not be sent and does not go by itself: somebody has to look at it.",
    "2 notes or check-ins that were written on the locked tablet wait for an adult to file them.",
  ]);
});

test("[C60] where the server is reached and takes nothing, no signal is waited for: it says whom to tell", () => {
  // What the device keeps of many attempts that end alike, after one that went well: the last of them.
  const no = { at: minutes(1), ok: false, reached: true, words: "Something is wrong on the server." };
  const well = { at: minutes(4), ok: true, reached: true, words: "" };
  const full = { queued: 2, oldestQueued: minutes(3), attempts: [no, well] };
  expect(notGoneWords(status(full))).toEqual([
    "2 entries have not been sent. They are safe here. The school’s server was reached and did not take them. Tell whoever looks after the school’s server: it may have no room left. It is tried again by itself.",
  ]);
  expect(notTaken(status(full))).toBe("Something is wrong on the server.");
  // Once may be a moment; without a signal, or with nothing to send, it is something else.
  expect(notTaken(status({ ...full, oldestQueued: minutes(1) - 5_000 }))).toBeUndefined();
  expect(notTaken(status({ ...full, attempts: [{ ...no, ok: true }, no] }))).toBeUndefined();
  expect(notTaken(status({ ...full, reach: "unreachable" }))).toBeUndefined();
  expect(notTaken(status({ ...full, attempts: [{ ...no, reached: false }, well] }))).toBeUndefined();
  expect(notTaken(status({ ...full, queued: 0 }))).toBeUndefined();
  expect(notTaken(status({ ...full, unknownHere: true }))).toBeUndefined();
});
