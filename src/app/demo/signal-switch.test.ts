import { expect, test } from "vitest";
import { createSignalSwitch } from "./signal-switch.ts";

test("off, nothing is sent; an answer on its way when it goes off does not come in", async () => {
  const asked: string[] = [];
  let arrive: () => void = () => undefined;
  const signal = createSignalSwitch(true);
  const transport = signal.before({
    send: async (_method, path) => {
      asked.push(path);
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
      return { reached: true, status: 200, body: {} };
    },
  });
  const onItsWay = transport.send("POST", "/one", undefined, {});
  signal.set(false);
  arrive();
  expect(await onItsWay).toEqual({ reached: false, why: "offline" });
  expect(await transport.send("POST", "/two", undefined, {})).toEqual({ reached: false, why: "offline" });
  expect(asked).toEqual(["/one"]);
  signal.set(true);
  const again = transport.send("POST", "/three", undefined, {});
  arrive();
  expect(await again).toMatchObject({ reached: true });
});
