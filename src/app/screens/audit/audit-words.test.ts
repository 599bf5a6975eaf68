import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AUDIT_WORDS, type AuditLine, type AuditNames, auditSentence } from "./audit-words.ts";

const names: AuditNames = {
  adult: (id) => ({ k: "Mrs Khan", r: "Mr Reed" })[id] ?? "another adult",
  pupil: (id) => ({ a: "Amara Okafor" })[id],
  record: () => "behaviour log",
};
const line = (over: Partial<AuditLine>): AuditLine => ({
  ...{ number: 1, at: "2026-06-09T10:00:00Z", what: "change", who: "k", device: "d", deviceName: "Room 4", about: "x" },
  aboutDevice: "",
  facts: {},
  ...over,
});
const told = (over: Partial<AuditLine>): string => auditSentence(line(over), names);

test.each([
  [
    { facts: { kind: "create", type: "behaviour-log", scope: "a" } },
    "Mrs Khan added a behaviour log about Amara Okafor",
  ],
  [
    { facts: { kind: "set", type: "behaviour-log", scope: "zz" } },
    "Mrs Khan changed the behaviour log about a pupil who is not on this tablet",
  ],
  [
    { facts: { kind: "create", type: "category", scope: "school" } },
    "Mrs Khan added a behaviour log in the school’s own lists",
  ],
  [
    { what: "pupilRead", about: "a", facts: { records: 40, restricted: 2, emergency: true } },
    "Mrs Khan read the records of Amara Okafor on the server, 2 of them restricted, in an emergency",
  ],
  [
    { what: "auditRead", facts: { pupil: "a", from: "2026-06-01" } },
    "Mrs Khan read who saw and changed what about Amara Okafor, from 2026-06-01",
  ],
  [{ about: "a", facts: { kind: "create", type: "pupil", scope: "a" } }, "Mrs Khan added Amara Okafor"],
  [{ what: "deviceEnrolled" }, "The device Room 4 joined the school"],
  [{ what: "deviceLocked", aboutDevice: "IAP tablet 1" }, "Mrs Khan locked the device IAP tablet 1"],
  [{ what: "deviceUnlocked", aboutDevice: "IAP tablet 1" }, "Mrs Khan let the device IAP tablet 1 be opened again"],
  [{ what: "deviceRevoked", aboutDevice: "IAP tablet 1" }, "Mrs Khan took the device IAP tablet 1 out of use"],
  [{ what: "deviceRevoked", about: "gone" }, "Mrs Khan took a device out of use"],
  [{ what: "accountEnded", about: "r" }, "Mrs Khan ended the account of Mr Reed"],
  [{ what: "unreadable", who: "" }, "The device Room 4 sent something that nobody can read; it was set aside"],
  [{ what: "restored", who: "", device: "" }, "The server was restored from a backup"],
  [{ what: "fromTheFuture" }, "Mrs Khan did something this version has no words for"],
] as const)("[A45] %o reads as a sentence", (over, sentence) => {
  expect(told(over)).toBe(sentence);
});

test("[A45] every kind of line that the server writes has words", () => {
  const server = join(import.meta.dirname, "../../../server");
  const files = readdirSync(server, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !/\.(test|fixture)\.ts$/.test(name),
  );
  const written = new Set(["refused", "quarantined", "parked"]);
  for (const name of files)
    for (const found of readFileSync(join(server, name), "utf8").matchAll(/\bwhat(?:: | = )([^;\n}]*"[^;\n}]*)/g))
      for (const [, what] of found[1]?.matchAll(/"([a-zA-Z]+)"/g) ?? [])
        if (what !== undefined && !["device", "invitation", "purpose", "adult", "administrator"].includes(what))
          written.add(what);
  expect(written.size).toBeGreaterThan(25);
  expect([...written].filter((what) => !(what in AUDIT_WORDS))).toEqual([]);
  expect(Object.keys(AUDIT_WORDS).filter((what) => !written.has(what))).toEqual([]);
});
