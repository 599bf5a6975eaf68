import { expect, test } from "vitest";
import { retentionWords } from "./retention.ts";
import { schema } from "./schema.ts";

test("[C51] it is said of every kind of record, once, how long schools keep it", () => {
  const said = retentionWords(schema).flatMap(({ records }) => records);
  expect(said.toSorted()).toEqual(
    Object.values(schema.definitions)
      .map(({ plural }) => plural)
      .toSorted(),
  );
  expect(new Set(said).size).toBe(said.length);
  expect(retentionWords(schema).find(({ records }) => records.includes("SEN notes"))?.usually).toBe(
    "Until the pupil is 31.",
  );
});
