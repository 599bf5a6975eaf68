import { expect, test } from "vitest";
import { type PupilNames, namesInText } from "./names-in-text.ts";

const amara: PupilNames = { id: "amara", givenName: "Amara", familyName: "Okafor" };
const zoe: PupilNames = { id: "zoe", givenName: "Zoë", familyName: "O’Neill", knownAs: "Zo" };
const will: PupilNames = { id: "will", givenName: "Will", familyName: "Marsh" };
const amaraToo: PupilNames = { id: "amara-too", givenName: "Amara", familyName: "Bello" };
const all = [amara, zoe, will];

const found = (text: string, pupils: readonly PupilNames[] = all) =>
  namesInText(text, pupils).map(({ pupil, words, sure }) => `${pupil}: ${words}${sure ? "" : "?"}`);

test("[C23] first names, last names, both, and the name they want to hear", () => {
  expect(found("Sat with amara and Zo.")).toEqual(["amara: amara", "zoe: Zo"]);
  expect(found("Amara Okafor pushed past.")).toEqual(["amara: Amara Okafor"]);
  expect(found("A word with Okafor's tutor")).toEqual(["amara: Okafor"]);
});

test("[C23] marks and curly quotes make no difference, and the place is that of the words as typed", () => {
  const text = "Then ZOE O'Neill left";
  expect(namesInText(text, all)).toEqual([{ pupil: "zoe", at: 5, words: "ZOE O'Neill", sure: true }]);
  const composed = namesInText("Zoe\u0308 laughed", all)[0];
  expect(composed).toMatchObject({ pupil: "zoe", at: 0 });
});

test("[C23] part of a word is no name", () => {
  expect(found("Marshmallows for the amaranth, zone by zone, willing or not")).toEqual([]);
});

test("[C23] a word of every day is a name only with a capital, and a doubtful one where a sentence begins", () => {
  expect(found("He will ring, and I told Will so.")).toEqual(["will: Will"]);
  expect(found("Will ring home.\nWill said so.")).toEqual(["will: Will?", "will: Will?"]);
  expect(found("it was Will marsh")).toEqual(["will: Will marsh"]);
});

test("[C23] a name that several pupils have is found for each of them", () => {
  expect(found("With Amara", [amara, amaraToo])).toEqual(["amara: Amara", "amara-too: Amara"]);
  expect(found("With Amara Bello", [amara, amaraToo])).toEqual(["amara-too: Amara Bello"]);
});

test("[C23] an adult with a pupil's last name is no pupil, and a place is a doubtful name at most", () => {
  const hall = { id: "hall", givenName: "Ada", familyName: "Hall" };
  expect(found("Mr Okafor and mrs. Hall took the dinner hall", [amara, hall])).toEqual([]);
  expect(found("By the Dinner Hall with Ada Hall", [hall])).toEqual(["hall: Hall?", "hall: Ada Hall"]);
});

test("[C23] nine hundred pupils and a long note are looked through while somebody types", () => {
  const roll = Array.from({ length: 900 }, (_none, i) => ({
    id: String(i),
    givenName: `Given${i}`,
    familyName: `Family${i % 300}`,
  }));
  const text = `${"Talked about the day and what would help tomorrow. ".repeat(80)} With Given77.`;
  expect(found(text, roll)).toEqual(["77: Given77"]);
});
