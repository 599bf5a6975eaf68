import { expect, test } from "vitest";
import { firstInstallation, type Installing, type Tried } from "./first-installation.ts";

/** A worker as a browser shows it on its way. */
class Worker extends EventTarget {
  state = "installing";
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

const rest = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

function start() {
  const answers: ((answer: Installing | Error | undefined) => void)[] = [];
  const tried: Tried[] = [];
  const waits: { milliseconds: number; pass: () => void; off: boolean }[] = [];
  const first = firstInstallation(
    () =>
      new Promise((resolve, reject) =>
        answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
      ),
    (how) => void tried.push(how),
    (milliseconds, pass) => {
      const one = { milliseconds, pass, off: false };
      waits.push(one);
      return () => void (one.off = true);
    },
  );
  return { first, answers, tried, waits };
}

test("what is lost while it is installed is asked for again by itself, later each time, until it is there", async () => {
  const { answers, tried, waits } = start();
  for (const lost of [0, 1, 2, 3, 4]) {
    if (lost % 2 === 0) answers[lost]?.(new Error("no signal"));
    else {
      const worker = new Worker();
      answers[lost]?.({ active: null, installing: worker, waiting: null });
      await rest();
      worker.become("redundant");
    }
    await rest();
    expect(tried).toHaveLength(lost + 1);
    waits[lost]?.pass();
    await rest();
  }
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([5_000, 15_000, 60_000, 300_000, 300_000]);
  const worker = new Worker();
  answers[5]?.({ active: null, installing: worker, waiting: null });
  await rest();
  worker.become("installed");
  await rest();
  expect(tried).toEqual(["lost", "lost", "lost", "lost", "lost"]);
  worker.become("activated");
  await rest();
  expect(tried.at(-1)).toBe("kept");
  expect([waits.length, answers.length]).toEqual([5, 6]);
});

test("the line that is back asks at once, and a page that is closed asks no more", async () => {
  const { first, answers, tried, waits } = start();
  answers[0]?.(new Error("no signal"));
  await rest();
  first.hurry();
  await rest();
  expect([answers.length, waits[0]?.off]).toEqual([2, true]);
  answers[1]?.(new Error("no signal"));
  await rest();
  first.stop();
  await rest();
  expect([answers.length, tried.length]).toEqual([2, 2]);
});

test("where a worker is there already, every screen is kept", async () => {
  const { answers, tried } = start();
  answers[0]?.({ active: new Worker(), installing: new Worker(), waiting: null });
  await rest();
  expect(tried).toEqual(["kept"]);
});

test("a browser that refuses is told from a line that is gone, and asked again all the same", async () => {
  const { answers, tried, waits } = start();
  const refusals = [
    new DOMException("The operation is insecure.", "SecurityError"),
    new DOMException("The user denied permission to use Service Worker.", "NotSupportedError"),
    undefined,
  ];
  for (const [at, refusal] of [...refusals, new TypeError("Failed to fetch")].entries()) {
    answers[at]?.(refusal);
    await rest();
    waits[at]?.pass();
    await rest();
  }
  expect(tried).toEqual(["refused", "refused", "refused", "lost"]);
  answers[4]?.({ active: new Worker(), installing: null, waiting: null });
  await rest();
  expect(tried.at(-1)).toBe("kept");
});
