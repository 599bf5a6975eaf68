import { expect, test } from "vitest";
import { ownRecordIn } from "./own-record-words.ts";
import { starterCategories } from "./starter/categories.ts";

test("[C55] words that another record is meant by are found in a school's own list", () => {
  const record = (label: string) => ownRecordIn(label);
  for (const label of ["Left the room", "Left room", "Walked out", "Leaving the classroom", "Absconding", "Ran off"])
    expect([label, record(label)]).toEqual([label, "left-room"]);
  for (const label of [
    "Sent from a lesson",
    "Arrived: removed from lesson",
    "Sent out of class",
    "Sent out",
    "Taken out of the classroom",
    "Removal from the lesson",
    "Lesson removal",
  ])
    expect([label, record(label)]).toEqual([label, "arrival"]);
});

test("[C55] what was seen is left alone, and no school begins with such words", () => {
  for (const label of [
    "Came back",
    "Left a kind note",
    "Late to lesson",
    "Took a break",
    "Sent a letter",
    "Room tidied",
    "Removed from the room",
    "Removed from base",
    "Removed from site",
    "Sent out of the room",
    "Sent out from the base",
  ])
    expect([label, ownRecordIn(label)]).toEqual([label, undefined]);
  for (const { label } of starterCategories) expect([label, ownRecordIn(String(label))]).toEqual([label, undefined]);
});
