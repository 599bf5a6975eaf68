import { expect, test } from "vitest";
import { type Reach, accessActions, mayDo, ruleFor } from "./access.ts";
import { everyRole } from "./roles.ts";
import { schema } from "./schema.ts";

const definition = (type: string) => schema.definitions[type];
const WIDTH: { readonly [R in Reach]: number } = { none: 0, own: 1, caseload: 2, school: 3 };

test("[A13] nobody writes or takes away what they may not read; a log and a referral alone are made about anybody", () => {
  for (const role of everyRole)
    for (const one of Object.values(schema.definitions)) {
      const { read, write, take } = ruleFor(role, one);
      const adds = (one.mode === "log" || ["placement", "baseline"].includes(one.type)) && read !== "none";
      if (!adds) expect(WIDTH[write], `${role} writes ${one.type}`).toBeLessThanOrEqual(WIDTH[read]);
      expect(WIDTH[take], `${role} takes ${one.type}`).toBeLessThanOrEqual(WIDTH[read]);
    }
});

test("[A13] what nobody here knows is nobody's", () => {
  for (const role of everyRole)
    for (const action of accessActions) expect(mayDo([role], action, definition("from-a-newer-app"), true)).toBe(false);
});

test("[A13] a trust analyst reads no record at all", () => {
  for (const one of Object.values(schema.definitions)) expect(mayDo(["trust-analyst"], "read", one, true)).toBe(false);
});

test("[A13] an adult of the room reads the directory of the school, and notes only in their caseload", () => {
  expect(mayDo(["iap-adult"], "read", definition("pupil"), false)).toBe(true);
  expect(mayDo(["iap-adult"], "read", definition("behaviour-log"), false)).toBe(false);
  expect(mayDo(["iap-adult"], "write", definition("behaviour-log"), true)).toBe(true);
  expect(mayDo(["iap-adult"], "read", definition("circumstances"), true)).toBe(false);
});

test("[A13] a class teacher sees the lessons a pupil comes back to, and no notes", () => {
  const readable = Object.values(schema.definitions).filter(
    (one) => one.scope !== "school" && mayDo(["class-teacher"], "read", one, true),
  );
  expect(readable.map((one) => one.type).sort()).toEqual(["milestone", "pupil"]);
});

test("[A13] a school's administrator keeps the directory and reads no notes", () => {
  expect(mayDo(["school-admin"], "write", definition("circumstances"), false)).toBe(true);
  for (const type of ["behaviour-log", "session-log", "plan", "sen-note", "placement"])
    expect(mayDo(["school-admin"], "read", definition(type), true), type).toBe(false);
});

test("[A13] two roles of one adult add up", () => {
  expect(mayDo(["iap-adult", "senco"], "read", definition("circumstances"), false)).toBe(true);
  expect(mayDo([], "read", definition("pupil"), true)).toBe(false);
});

test("[A34] a cover adult reads and changes of what is logged only what they wrote; who is where is the room's", () => {
  const logs = [
    "behaviour-log",
    "session-log",
    "check-in",
    "handover-note",
    "force-record",
    "force-account",
    "told-dsl",
  ];
  for (const type of logs)
    for (const action of ["read", "write"] as const) {
      expect(mayDo(["cover"], action, definition(type), true), `${action} ${type}`).toBe(false);
      expect(mayDo(["cover"], action, definition(type), false, true), `${action} own ${type}`).toBe(true);
    }
  for (const type of ["whereabouts", "visit", "left-room", "removal"])
    expect(mayDo(["cover"], "write", definition(type), true), type).toBe(true);
  for (const type of ["plan", "placement", "milestone", "contact", "sen-note", "circumstances", "parent-contact"])
    expect(mayDo(["cover"], "write", definition(type), true, true), type).toBe(false);
});
