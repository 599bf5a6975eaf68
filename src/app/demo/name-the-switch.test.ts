import { createSource } from "#base/signal.ts";
import { refuse } from "#ledger/refusal.ts";
import { expect, test } from "vitest";
import { nameTheSwitch, SIGNAL_OFF } from "./name-the-switch.ts";

const UNREACHABLE = refuse("unreachable", "The school’s server could not be reached.");
const WRONG = refuse("wrongPassword", "The name or the password is wrong.");

test("while the demo's switch is off, what could not be reached names the switch, and nothing else does", async () => {
  const on = createSource(false);
  let answer: typeof WRONG | { readonly body: string } = UNREACHABLE;
  const asked: unknown[] = [];
  const tell = (...how: unknown[]) => {
    asked.push(how);
    return Promise.resolve(answer as never);
  };
  const sendNow = () => Promise.resolve({ ok: false, words: UNREACHABLE.sentence });
  const later: { schema?: string } = {};
  const device = nameTheSwitch(
    {
      ask: tell,
      enterDemo: tell,
      signIn: tell,
      enrol: tell,
      readmit: tell,
      clear: tell,
      sendNow,
      get schema() {
        if (later.schema === undefined) throw new Error("asked before it came");
        return later.schema;
      },
    },
    on,
  );
  later.schema = "come";
  expect(device.schema).toBe("come");
  expect(await device.ask("GET", "/api/one", undefined)).toEqual({ ...UNREACHABLE, sentence: SIGNAL_OFF });
  expect(await device.enterDemo("senco")).toEqual({ ...UNREACHABLE, sentence: SIGNAL_OFF });
  expect(await device.sendNow()).toEqual({ ok: false, words: SIGNAL_OFF });
  answer = WRONG;
  expect(await device.ask("GET", "/api/two", undefined)).toEqual(WRONG);
  answer = { body: "well" };
  expect(await device.ask("GET", "/api/three", undefined)).toEqual({ body: "well" });
  answer = UNREACHABLE;
  on.set(true);
  expect(await device.ask("GET", "/api/four", undefined)).toEqual(UNREACHABLE);
  expect(await device.sendNow()).toEqual({ ok: false, words: UNREACHABLE.sentence });
  expect(asked[0]).toEqual(["GET", "/api/one", undefined]);
});
