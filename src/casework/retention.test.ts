import { expect, test } from "vitest";
import { retentionFault, retentionWords } from "./retention.ts";
import { schoolSettings } from "./records/school-settings.ts";
import { schema } from "./schema.ts";

test("[C51] it is said of every kind of record, once, how long schools keep it", () => {
  const said = retentionWords(schema).flatMap(({ records }) => records);
  expect(said.toSorted()).toEqual(
    Object.values(schema.definitions)
      .map(({ plural }) => plural)
      .toSorted(),
  );
  expect(new Set(said).size).toBe(said.length);
  const sen = retentionWords(schema).find(({ records }) => records.includes("SEN notes"));
  expect(sen).toMatchObject({ usually: "Until the pupil is 31 (IRMS toolkit for schools).", here: "" });
});

test("[C57] what a school decided stands beside what is usual, and is no shorter than the source allows", () => {
  const chosen: { readonly [field: string]: number } = { keepPupilFile: 50, keepRoomNotes: 1 };
  const here = retentionWords(schema, (field) => chosen[field]).map((one) => one.here);
  expect(here.filter((words) => words !== "")).toEqual([
    "Your school: until the pupil is 50.",
    "Your school: for 1 year.",
  ]);
  const { keepPupilFile, keepSenFile } = schoolSettings.fields;
  expect([keepPupilFile.least, keepSenFile.least]).toEqual([25, 31]);
  expect(retentionFault({ keepPupilFile: 50, keepForce: 30 })?.field).toBe("keepForce");
  expect(retentionFault({ keepPupilFile: 50, keepForce: 50 })).toBeUndefined();
  expect(retentionFault({ keepForce: 30 })).toBeUndefined();
});
