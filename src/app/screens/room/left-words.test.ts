import { expect, test } from "vitest";
import { leftWords } from "./left-words.ts";

const WHEN = "2026-06-09T11:00";
const at = (time: string, told = false) => leftWords(WHEN, `2026-06-09T${time}`, told);

test("[C19] the longer somebody is looked for, the plainer the words", () => {
  expect(at("11:00")).toEqual({
    since: "left the room just now",
    advice: "Tell somebody outside the room.",
    urgent: false,
  });
  expect(at("11:04", true)).toMatchObject({ advice: "", urgent: false });
  expect(at("11:05")).toMatchObject({ advice: "Not found yet. Tell on-call now.", urgent: true });
  expect(at("11:14", true).advice).toBe("Not found yet. Ask whoever was told what they know.");
  expect(at("11:15", true).advice).toMatch(/plan for a missing pupil now/);
  expect(leftWords(WHEN, "2026-06-10T09:00", true)).toMatchObject({
    since: "left the room yesterday 11:00am",
    urgent: true,
  });
});
