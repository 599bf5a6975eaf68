import { expect, test } from "vitest";
import type { Json } from "#base/json.ts";
import type { ChangeId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { grantRules } from "./grant-rules.ts";
import { schema } from "./schema.ts";

const DAY = "2026-06-09";
const definition = (type: string) => schema.definitions[type];
const change = "c".padEnd(26, "0") as ChangeId;

function row(type: string, id: string, scope: string, fields: { readonly [name: string]: Json }): RecordRow {
  const entered = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, by: change }]));
  const whole = { id: id as RecordId, type, scope: scope as ScopeId, schema: 1, seq: 1, created: change };
  return { ...whole, fields: entered, lists: {}, amendments: [], withdrawn: null, decisions: [], stamps: {} } as never;
}

const adult = (id: string, role: string) => row("adult", id, "school", { role });
const records = [
  adult("jo", "iap-adult"),
  adult("sam", "pastoral-lead"),
  adult("eva", "senco"),
  adult("tom", "class-teacher"),
  adult("ada", "trust-analyst"),
  row("pupil", "amara", "amara", {}),
  row("pupil", "kofi", "kofi", { keyAdults: ["tom"] }),
  row("placement", "p1", "amara", { stage: "in-iap" }),
];
const plain = (id: string) => ({ id, administrator: false });
const holds = (kind: "shared" | "personal", adults: readonly string[]) =>
  grantRules.holds({ purpose: "hold", device: { kind }, adults: adults.map(plain) }, { records, day: DAY });
const writes = (who: string, administrator = false) =>
  grantRules.holds(
    { purpose: "write", device: { kind: "shared" }, adults: [{ id: who, administrator }] },
    { records, day: DAY },
  );
const levelOf = ({ rest, held }: ReturnType<typeof holds>, scope: string) =>
  held.find(([name]) => name === scope)?.[1] ?? rest ?? "";
const reads = (kind: "shared" | "personal", adults: readonly string[], scope: string, type: string) =>
  grantRules.mayRead(levelOf(holds(kind, adults), scope), definition(type));

test("[A13] a room's tablet holds the room's pupils and the directory, whoever works at it", () => {
  for (const adults of [[], ["jo"], ["eva"], ["jo", "eva"]]) {
    expect(reads("shared", adults, "amara", "behaviour-log")).toBe(true);
    expect(reads("shared", adults, "amara", "circumstances")).toBe(false);
    expect(reads("shared", adults, "kofi", "behaviour-log")).toBe(false);
    expect(reads("shared", adults, "kofi", "pupil")).toBe(true);
    expect(reads("shared", adults, "school", "school-period")).toBe(true);
  }
});

test("[A35] who came to the room is within its reach for the day: what is written there, and nothing else of them", () => {
  const came = (when: string) => row("visit", `v${when}`, "kofi", { when, why: "regulate" });
  const asks = (extra: readonly RecordRow[], kind: "shared" | "personal", adults: readonly string[], type: string) =>
    grantRules.mayRead(
      levelOf(
        grantRules.holds(
          { purpose: "hold", device: { kind }, adults: adults.map(plain) },
          { records: [...records, ...extra], day: DAY },
        ),
        "kofi",
      ),
      definition(type),
    );
  for (const type of ["whereabouts", "visit", "left-room", "removal", "behaviour-log", "session-log"]) {
    expect(asks([came(`${DAY}T10:42`)], "shared", ["jo"], type)).toBe(true);
    expect(asks([came("2026-06-08T10:42")], "shared", ["jo"], type)).toBe(false);
    expect(asks([came(`${DAY}T10:42`)], "personal", ["jo"], type)).toBe(true);
    expect(asks([came(`${DAY}T10:42`)], "personal", ["tom"], type)).toBe(false);
  }
  for (const type of ["plan", "placement", "sen-note", "contact", "circumstances", "milestone", "told-dsl"])
    expect(asks([came(`${DAY}T10:42`)], "shared", ["jo"], type)).toBe(false);
});

test("[A35] a removal that brought a pupil there keeps them in reach until they are back and their parents know", () => {
  const when = "2026-06-08T10:42";
  const visit = row("visit", "v1", "kofi", { when, why: "removed" });
  const holdsWith = (...extra: readonly RecordRow[]) =>
    grantRules.mayRead(
      levelOf(
        grantRules.holds(
          { purpose: "hold", device: { kind: "shared" }, adults: [] },
          { records: [...records, ...extra], day: DAY },
        ),
        "kofi",
      ),
      definition("removal"),
    );
  const removal = (fields: { readonly [name: string]: Json }) => row("removal", "r1", "kofi", { when, ...fields });
  expect(holdsWith(visit, removal({}))).toBe(true);
  expect(holdsWith(visit, removal({ backAt: `${DAY}T09:00` }))).toBe(true);
  expect(holdsWith(visit, removal({ backAt: `${DAY}T09:00`, parentToldAt: `${DAY}T09:10` }))).toBe(false);
  // Removals that had nothing to do with the room are none of its business.
  expect(holdsWith(removal({}))).toBe(false);
});

test("[A13] an adult's own device holds what that adult may see, and nothing when nobody comes to it", () => {
  expect(reads("personal", ["eva"], "kofi", "circumstances")).toBe(true);
  expect(reads("personal", ["jo"], "kofi", "sen-note")).toBe(false);
  expect(reads("personal", ["tom"], "kofi", "milestone")).toBe(true);
  expect(reads("personal", ["tom"], "kofi", "sen-note")).toBe(false);
  expect(reads("personal", ["tom"], "amara", "milestone")).toBe(false);
  expect(reads("personal", ["jo", "tom"], "kofi", "milestone")).toBe(true);
  expect(holds("personal", [])).toEqual({ rest: null, held: [] });
  expect(holds("personal", ["ada"])).toEqual({ rest: null, held: [] });
  expect(holds("personal", ["nobody"])).toEqual({ rest: null, held: [] });
});

test("[A13] what an adult may write goes by who they are, not by the tablet they hold", () => {
  expect(grantRules.mayWrite(levelOf(writes("eva"), "kofi"), definition("circumstances"))).toBe(true);
  expect(grantRules.mayWrite(levelOf(writes("jo"), "kofi"), definition("behaviour-log"))).toBe(true);
  expect(grantRules.mayWrite(levelOf(writes("jo"), "kofi"), definition("plan"))).toBe(false);
  expect(grantRules.mayWrite(levelOf(writes("jo"), "amara"), definition("plan"))).toBe(true);
  expect(grantRules.mayWrite(levelOf(writes("tom"), "kofi"), definition("milestone"))).toBe(false);
});

test("[A13] an administrator keeps the school's own records and the directory, beside their role", () => {
  const may = (administrator: boolean, type: string) =>
    grantRules.mayWrite(levelOf(writes("jo", administrator), "kofi"), definition(type));
  expect(may(false, "adult")).toBe(false);
  expect(may(true, "adult")).toBe(true);
  expect(may(true, "circumstances")).toBe(true);
  expect(may(true, "plan")).toBe(false);
});

test("[A13] an adult who no longer stands in the records has nothing", () => {
  const without = records.filter((one) => one.id !== "eva");
  const asked = { purpose: "hold", device: { kind: "personal" }, adults: [plain("eva")] } as const;
  expect(grantRules.holds(asked, { records: without, day: DAY })).toEqual({ rest: null, held: [] });
});

test("[A48] another role and a caseload let somebody see more; a new adult, a new name, a caseload's end do not", () => {
  const widens = (type: string, more: object) =>
    grantRules.widens({ type, record: "r", scope: "school", ...more } as never);
  expect(widens("adult", { kind: "set", field: "role", to: "dsl" })).toBe(true);
  expect(widens("adult", { kind: "restore" })).toBe(true);
  expect(widens("caseload", { kind: "create", fields: {} })).toBe(true);
  expect(widens("caseload", { kind: "add", field: "pupils" })).toBe(true);
  expect(widens("adult", { kind: "create", fields: { role: "dsl" } })).toBe(false);
  expect(widens("adult", { kind: "set", field: "familyName", to: "Reed" })).toBe(false);
  expect(widens("caseload", { kind: "withdraw" })).toBe(false);
  expect(widens("placement", { kind: "set", field: "keyAdult", to: "jo" })).toBe(false);
});

test("[A13] a new pupil is on nobody's caseload yet: whoever writes in a caseload may add them, and nobody else", () => {
  const adds = (who: string, type: string) =>
    grantRules.mayWrite(levelOf(writes(who), "new"), definition(type), { own: true, ownerIsNew: true });
  for (const who of ["jo", "sam", "eva"]) expect(adds(who, "pupil"), who).toBe(true);
  for (const who of ["tom", "ada", "nobody"]) expect(adds(who, "pupil"), who).toBe(false);
  expect(adds("sam", "plan")).toBe(true);
  expect(adds("jo", "circumstances")).toBe(false);
});
