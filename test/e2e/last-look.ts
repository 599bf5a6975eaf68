// What a tablet showed when a test failed: every page with its address, headings and words, what its console and its
// network said last, and a picture. A test that fails once in a hundred runs is understood from this or not at all.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Tablet } from "./tablet.ts";

/** A page that hangs is told as one; the telling itself never does. */
const PATIENCE = 5_000;
const MOST_TEXT = 1_500;
const MOST_LINES = 40;

/** The tablets of the file that runs. A beforeAll that fails begins no test, and is told when its tablets are closed. */
export const openTablets = { all: new Set<Tablet>(), testsBegan: false };

/** In words, for the output of a failed test. */
export async function lastLook(tablet: Tablet): Promise<string> {
  const lines = [`── ${tablet.name}, ${tablet.url}`];
  try {
    const pages = tablet.context().pages();
    const folder = mkdtempSync(join(tmpdir(), "waymark-failed-"));
    for (const [at, page] of pages.entries()) lines.push(await lookAt(page, join(folder, `${tablet.name}-${at}.png`)));
    if (pages.length === 0) lines.push("no page is open");
  } catch (error) {
    lines.push(`it could not be looked at: ${String(error)}`);
  }
  const heard = tablet.heard.slice(-MOST_LINES);
  lines.push(`last heard, ${heard.length} of ${tablet.heard.length}:`, ...heard);
  const asked = tablet.network.seen.slice(-MOST_LINES / 2);
  lines.push(
    `last asked, ${asked.length} of ${tablet.network.seen.length}:`,
    ...asked.map(({ method, path, weather }) => `${method} ${path} ${weather}`),
  );
  return lines.join("\n");
}

async function lookAt(page: Page, picture: string): Promise<string> {
  const found = await atMost(page.evaluate(readPage, MOST_TEXT), "the page does not answer");
  const drawn = await atMost(
    page.screenshot({ path: picture, timeout: PATIENCE }).then(() => picture),
    "no picture",
  );
  return `${page.url()}\n${typeof found === "string" ? found : JSON.stringify(found, undefined, 1)}\npicture: ${drawn}`;
}

/** Runs in the page. */
async function readPage(most: number) {
  const within = <T>(promise: Promise<T>): Promise<T | "no answer"> =>
    Promise.race([promise, new Promise<"no answer">((resolve) => setTimeout(() => resolve("no answer"), 2_000))]);
  return {
    title: document.title,
    ready: document.readyState,
    visible: document.visibilityState,
    online: navigator.onLine,
    headings: [...document.querySelectorAll("h1, h2, [role=alert], [role=status]")].map((one) => one.textContent),
    text: document.body.innerText.slice(0, most),
    root: document.getElementById("root")?.childElementCount,
    worker: navigator.serviceWorker?.controller?.state ?? "none",
    databases: await within(indexedDB.databases().catch(String)),
    caches: "caches" in globalThis ? await within(caches.keys().catch(String)) : "none",
  };
}

function atMost<T>(promise: Promise<T>, otherwise: string): Promise<T | string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), PATIENCE + 1_000);
    promise
      .then(resolve, (error: unknown) => resolve(`${otherwise}: ${String(error)}`))
      .finally(() => clearTimeout(timer));
  });
}
