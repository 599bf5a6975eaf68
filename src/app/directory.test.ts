import type { Slim, Summary } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import { createDirectoryKeeper, directoryOf } from "./directory.ts";

const slim = (type: string, id: string, fields: object): Slim =>
  ({ type, id, fields, when: "2026-06-09T09:00", open: 0, unsent: false }) as unknown as Slim;
const summary = (scope: string, ...slims: readonly Slim[]): Summary => ({ scope, slims }) as unknown as Summary;
const pupil = (id: string, familyName: string, ...more: readonly Slim[]): Summary =>
  summary(id, slim("pupil", id, { givenName: "Ada", familyName }), ...more);
const school = (name: string): Summary => summary("school", slim("school-settings", "s", { name }));

test("a log about one pupil leaves everybody else, and the school, the same objects", () => {
  const keep = createDirectoryKeeper();
  const [hollowbrook, ash, birch] = [school("Hollowbrook"), pupil("a", "Ash"), pupil("b", "Birch")];
  const before = keep([birch, hollowbrook, ash]);
  const logged = pupil("a", "Ash", slim("behaviour-log", "l", {}));
  const after = keep([birch, hollowbrook, logged]);
  expect(after.pupils.map(({ scope }) => scope)).toEqual(["a", "b"]);
  expect(after.pupilById.get("a")?.slims).toHaveLength(2);
  expect(after.pupilById.get("b")).toBe(before.pupilById.get("b"));
  expect(after.school).toBe(before.school);
});

test("what the school changes, and who comes or goes, is told at once", () => {
  const keep = createDirectoryKeeper();
  const ash = pupil("a", "Ash");
  const before = keep([school("Hollowbrook"), ash, pupil("b", "Birch")]);
  const after = keep([school("Fell Road"), ash, pupil("c", "Cedar")]);
  expect(after.school).not.toBe(before.school);
  expect(after.settings?.fields["name"]).toBe("Fell Road");
  expect(after.school.settings).toBe(after.settings);
  expect(after.pupils.map(({ scope }) => scope)).toEqual(["a", "c"]);
  expect(after).toEqual({
    ...directoryOf([school("Fell Road"), ash, pupil("c", "Cedar")]),
    adultName: after.adultName,
    school: after.school,
  });
});
