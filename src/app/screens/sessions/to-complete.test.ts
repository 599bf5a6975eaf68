import type { Json } from "#base/json.ts";
import type { Slim, Summary } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import { directoryOf } from "../../directory.ts";
import { sessionsToComplete, stillEmpty } from "./to-complete.ts";

const TODAY = "2026-06-09";
const log = (id: string, when: string, fields: { readonly [field: string]: Json }, author = "me"): Slim =>
  ({ id, type: "session-log", seq: 1, when, by: { author, at: "" }, fields, open: 0, unsent: false }) as Slim;
const directory = (...logs: readonly Slim[]) =>
  directoryOf([
    { scope: "amara", slims: [{ ...log("amara", "", { givenName: "Amara" }), type: "pupil" }, ...logs] },
  ] as unknown as readonly Summary[]);
const FULL = { subject: "Maths", engagement: "3", workReturned: "all" };

test("a rated session log is to be completed; a full one, an absence and one of long ago are not", () => {
  const open = sessionsToComplete(
    directory(
      log("hers", `${TODAY}T10:10`, { regulation: "3" }, "khan"),
      log("mine", "2026-06-08T10:10", { regulation: "3", presence: "here" }),
      log("full", `${TODAY}T09:00`, FULL),
      log("away", `${TODAY}T09:00`, { presence: "absent" }),
      log("old", "2026-06-01T09:00", { regulation: "3" }),
    ),
    "me",
    TODAY,
  );
  expect(open.map((one) => one.log.id)).toEqual(["mine", "hers"]);
});

test("what is still empty is named", () => {
  expect(stillEmpty(log("one", "", { regulation: "3", subject: "Maths" }))).toEqual(["taking part", "work returned"]);
  expect(stillEmpty(log("two", "", FULL))).toEqual([]);
});
