// A finger on the glass of a tablet: real touches, through the browser's own way from a touch to a press, and counted
// where they press.

import { SECOND_TAP } from "#app/second-tap.ts";
import { setTimeout as pass } from "node:timers/promises";
import type { CDPSession, Locator, Page } from "playwright-core";

export interface Finger {
  /** One tap in the middle of what is there, once it can be tapped. */
  tap(target: Locator): Promise<void>;
  /** The taps that pressed something on this page since it was loaded. */
  count(): Promise<number>;
  /** When the page was last touched, or a key was pressed, by its own clock; 0 where nobody has since it was loaded. */
  touchedAt(): Promise<number>;
}

interface Counted {
  taps?: number;
  touchedAt?: number;
  /** What is to be tapped. */
  wanted?: Element;
  /** What became of the last one: the page had moved under the finger, which was lifted without a press. */
  end?: "waits" | "moved" | "lifted" | "pressed";
}

/** A list grows and shrinks for a moment while what was written goes to the server. */
const TRIES = 20;
/** Milliseconds: a browser makes a press of a touch at once, and a machine with other work does so by and by. */
const A_MOMENT = 30_000;

/** On a page of its own: ask again after the tablet was started again. */
export async function touch(page: Page): Promise<Finger> {
  const glass: CDPSession = await page.context().newCDPSession(page);
  await glass.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 5 });
  await page.addInitScript(listen);
  await page.evaluate(listen);
  let lifted = 0;
  return {
    async tap(target) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        // A person reads what came; sooner it is the same finger, shaking (C53).
        await pass(Math.max(0, lifted + SECOND_TAP + 1 - performance.now()));
        await target.click({ trial: true });
        const box = await target.boundingBox();
        if (box === null) continue;
        await target.evaluate((wanted) => void Object.assign(globalThis, { wanted, end: "waits" }));
        const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        // Together: a finger that stays for half a second asks for something else.
        await Promise.all([
          glass.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] }),
          glass.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] }),
        ]);
        lifted = performance.now();
        if (await pressed(page)) return;
      }
      throw new Error("what was to be tapped never stood still");
    },
    count: () => whicheverDocument(page, () => (globalThis as Counted).taps ?? 0),
    touchedAt: () => whicheverDocument(page, () => (globalThis as Counted).touchedAt ?? 0),
  };
}

/** Asks the page, and where it is being loaded anew just then, the document that comes. */
export async function whicheverDocument<T>(page: Page, ask: () => T): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await page.evaluate(ask)) as T;
    } catch (fault) {
      if (tries === TRIES || !String(fault).includes("Execution context was destroyed")) throw fault;
      await page.waitForLoadState("domcontentloaded");
    }
  }
}

/** A press may load the page anew; then it was one. */
async function pressed(page: Page): Promise<boolean> {
  try {
    const end = await page.waitForFunction(
      () => {
        const { end: how } = globalThis as Counted;
        return how === "waits" || how === "moved" ? false : (how ?? "pressed");
      },
      undefined,
      { timeout: A_MOMENT },
    );
    return (await end.jsonValue()) === "pressed";
  } catch {
    return false;
  }
}

/** Runs in the page, in every document of it. */
function listen(): void {
  const counted = globalThis as Counted;
  if (counted.taps !== undefined) return;
  counted.taps = 0;
  const isWanted = (under: EventTarget | null): boolean =>
    under instanceof Element &&
    (counted.wanted === undefined ||
      counted.wanted.contains(under) ||
      under.closest("label")?.control === counted.wanted);
  for (const touched of ["pointerdown", "keydown"] as const)
    addEventListener(touched, () => void (counted.touchedAt = Date.now()), true);
  addEventListener(
    "pointerdown",
    (down) => {
      counted.end = isWanted(down.target) ? "waits" : "moved";
    },
    true,
  );
  addEventListener(
    "click",
    (click) => {
      if (counted.end === "moved") {
        click.preventDefault();
        click.stopImmediatePropagation();
        counted.end = "lifted";
      } else {
        // Once: a label presses what it stands for. A touch of which a slow browser made no press was no tap.
        if (counted.end === "waits") counted.taps = (counted.taps ?? 0) + 1;
        counted.end = "pressed";
      }
    },
    true,
  );
}
