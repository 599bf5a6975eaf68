// The built app in an engine that is not Chromium, from the first visit on: the demo school, an entry, the lock, a PIN,
// the page loaded again. By what stands on the screen and in its accessible names, in words an adult would read.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { driveFirefox } from "../engines/drive-firefox.ts";
import { driveWebKit } from "../engines/drive-webkit.ts";
import { startServer } from "../e2e/server-process.ts";
import { type EngineName, findEngine } from "../tools/find-engine.ts";

const PUPIL = "Amara Okafor";
const ENTRY = "Calm start";
const PIN = "2468";
/** The first visit brings a whole school. */
const PATIENCE = 180_000;

export async function playTheApp(name: EngineName): Promise<void> {
  const engine = findEngine(name);
  if (engine === undefined) throw new Error(`${name} is not here: npm test says how to install it`);
  const data = mkdtempSync(join(tmpdir(), "waymark-whole-app-"));
  const server = await startServer(data);
  const browser = name === "firefox" ? await driveFirefox(engine) : await driveWebKit(engine);
  /** Until it is so: `expression` is asked of the page again and again. */
  const until = async (expression: string, what: string): Promise<void> => {
    for (const end = Date.now() + PATIENCE; ; await new Promise((next) => setTimeout(next, 200))) {
      if ((await browser.evaluate(expression).catch(() => false)) === true) return;
      if (Date.now() < end) continue;
      const shown = await browser.evaluate("document.body.innerText.slice(0, 1500)");
      throw new Error(`${name}: not seen: ${what}. On the screen:\n${String(shown)}`);
    }
  };
  const text = (words: string): Promise<void> =>
    until(`document.body.innerText.includes(${JSON.stringify(words)})`, words);
  /** Presses the first button or link that is called so, or begins so, once it is there. */
  const press = (label: string, within = "body"): Promise<void> =>
    until(
      `(() => {
        const called = (one) => (one.getAttribute("aria-label") ?? one.innerText).trim();
        const found = [...document.querySelectorAll(${JSON.stringify(within)} + " :is(button, a)")].filter((one) => !one.disabled && one.checkVisibility());
        const one = found.find((one) => called(one) === ${JSON.stringify(label)}) ?? found.find((one) => called(one).startsWith(${JSON.stringify(label)}));
        one?.click();
        return one !== undefined;
      })()`,
      `a button “${label}”`,
    );
  const heading = (words: string): Promise<void> =>
    until(
      `[...document.querySelectorAll("h1, h2")].some((one) => one.checkVisibility() && one.innerText.trim() === ${JSON.stringify(words)})`,
      `the heading “${words}”`,
    );
  const allSent = (): Promise<void> =>
    until(
      `/^(All|\\d+) sent|needs? a decision/.test(document.querySelector("header a[href='/sync']")?.innerText ?? "")`,
      "everything sent",
    );
  /** From the lock screen; a page that was loaded again knows no PIN. */
  const comeIn = async (how: "pin" | "words"): Promise<void> => {
    await press("Joanne W");
    if (how === "pin") for (const digit of PIN) await press(digit);
    // Not “Open a second tablet”, where the lock's own button cannot be pressed yet.
    else await press("Open", "main");
    await text("This period");
  };
  const logEntry = async (saved: string): Promise<void> => {
    await press(PUPIL, "main");
    await press(ENTRY, "dialog");
    await until(`new RegExp(${JSON.stringify(saved)}).test(document.querySelector("dialog")?.innerText ?? "")`, saved);
    await press("Close", "dialog");
  };
  try {
    await browser.open(server.url());
    await press("I run the room");
    await text("This period");
    await until(`!/are arriving|have not arrived yet/.test(document.body.innerText)`, "the whole school");
    await text("2 of 3 calm starts");
    await logEntry("Saved on this tablet|Sent|Sending");
    await text("3 of 3 calm starts");
    await allSent();
    await press("Lock");
    await heading("Who is here?");
    expect(await browser.evaluate(`document.body.innerText.includes(${JSON.stringify(PUPIL.split(" ")[0])})`)).toBe(
      false,
    );
    await until(`document.title === "Waymark"`, "the title of a tablet that is locked");
    await comeIn("pin");
    await text("3 of 3 calm starts");
    await until(`navigator.serviceWorker.controller?.state === "activated"`, "the app kept for offline");
    await server.stop();
    await browser.open(server.url());
    await heading("Who is here?");
    await comeIn("words");
    await text("3 of 3 calm starts");
    await logEntry("Saved on this tablet");
    await server.start();
    await allSent();
  } finally {
    await browser.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
