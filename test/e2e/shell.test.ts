// The shell on a real tablet: what the first visit costs, that it opens without a network afterwards, that an update
// waits until it is asked for, and that nobody else is called.

import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressed, FIRST_SCRIPT_TARGET } from "../tools/build-size.ts";
import { newVersionIn } from "./at-the-tablet.ts";
import { axeFaults, keptForOffline, openSchool, rememberedFields, type School } from "./harness.ts";
import { copyRelease } from "./release.ts";

// Its own: other files of this run are served from the one that was built.
const release = copyRelease();
const dist = join(release.root, "dist");
const worker = join(dist, "sw.js");
let school: School;

beforeAll(async () => {
  school = await openSchool({}, release.root);
});
afterAll(async () => {
  await school.close();
  release.remove();
});

/** The first screen is there when the page has a heading. */
async function firstScreen(page: Page): Promise<string> {
  const heading = page.locator("h1").first();
  await heading.waitFor();
  return (await heading.textContent()) ?? "";
}

test("the first visit: a screen that axe finds nothing in, no more script than the limit, no other origin asked", async () => {
  const tablet = await school.tablet("first");
  const page = tablet.page();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(tablet.url)) elsewhere.push(request.url());
  });
  await page.goto(tablet.url);
  await firstScreen(page);
  await page.waitForLoadState("networkidle");
  // What was asked for before the first screen stood; what comes in an idle moment afterwards is waited for by nobody.
  const scripts = await page.evaluate(async () => {
    const stood = await new Promise<number>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
        type: "largest-contentful-paint",
        buffered: true,
      });
    });
    const asked = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < stood);
    return [...new Set(asked.map(({ name }) => new URL(name).pathname))].filter((path) => path.endsWith(".js"));
  });
  expect(scripts.length).toBeGreaterThan(0);
  const total = scripts.reduce((sum, path) => sum + compressed(join(dist, path)), 0);
  expect(total).toBeLessThan(FIRST_SCRIPT_TARGET);
  expect(elsewhere).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  expect(await rememberedFields(page)).toEqual([]);
  expect(tablet.complaints).toEqual([]);
});

test("after one visit it opens without a network, also after the power was cut, and then keeps no answer of the server", async () => {
  const tablet = await school.tablet("offline");
  await tablet.page().goto(tablet.url);
  const heading = await firstScreen(tablet.page());
  await keptForOffline(tablet.page());
  await tablet.kill();
  await tablet.restart();
  await tablet.offline();
  await tablet.page().goto(`${tablet.url}/`);
  expect(await firstScreen(tablet.page())).not.toBe("");
  expect(heading).not.toBe("");
  const kept = await tablet.page().evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
    return urls;
  });
  expect(kept).toContain("/index.html");
  expect(kept.filter((path) => path.startsWith("/api"))).toEqual([]);
});

test("a newer version waits: the page that is open goes on until it is told", async () => {
  const tablet = await school.tablet("update");
  await tablet.page().goto(tablet.url);
  await firstScreen(tablet.page());
  await keptForOffline(tablet.page());
  const before = readFileSync(worker);
  try {
    appendFileSync(worker, "\n// a newer version\n");
    const state = await tablet.page().evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      if (registration === undefined) return "none";
      const active = registration.active;
      await registration.update();
      const next = registration.installing ?? registration.waiting;
      if (next === null) return "no update";
      while (next.state !== "installed")
        await new Promise((resolve) => next.addEventListener("statechange", resolve, { once: true }));
      await new Promise((resolve) => setTimeout(resolve, 300));
      return registration.waiting === next && navigator.serviceWorker.controller === active ? "waits" : "took over";
    });
    expect(state).toBe("waits");
    const asked = await tablet.page().evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const changed = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", () => resolve("took over")),
      );
      registration?.waiting?.postMessage({ type: "update-now" });
      return changed;
    });
    expect(asked).toBe("took over");
  } finally {
    writeFileSync(worker, before);
  }
});

/** Answers nothing for so long, in milliseconds, and keeps its events open: as a worker does that waits for the network. */
const HELD = 15_000;
const HOLDS = `
self.addEventListener("message", (event) => {
  if (event.data === "hold") event.waitUntil(new Promise((resolve) => setTimeout(resolve, ${HELD})));
});
`;

test("the app tells of a newer version, and lets it in when an adult says so; where the old one is still busy, the page goes on until then", async () => {
  const tablet = await school.tablet("update-now");
  const page = tablet.page();
  const before = readFileSync(worker);
  const comesOut = (version: string): Promise<void> => {
    writeFileSync(worker, Buffer.concat([before, Buffer.from(version)]));
    return page.evaluate(() => {
      Object.assign(window, { lived: true });
      window.dispatchEvent(new Event("focus"));
    });
  };
  const state = () =>
    page.evaluate(async () => ({
      waits: Boolean((await navigator.serviceWorker.getRegistration())?.waiting),
      same: "lived" in window,
    }));
  const now = page.getByRole("button", { name: "Update now" });
  const again = page.getByRole("button", { name: "Load again" });
  try {
    await page.goto(tablet.url);
    await keptForOffline(page);
    await page.getByRole("button", { name: /I run the room/ }).click();
    await page.getByRole("link", { name: "Today", exact: true }).waitFor();
    expect(await now.count()).toBe(0);
    await comesOut(HOLDS);
    await now.waitFor();
    expect(await state()).toEqual({ waits: true, same: true });
    await now.click();
    // The page comes up again with the new version, locked: the keys were in its memory only.
    const locked = page.getByText("Who is here?");
    await newVersionIn(page, locked);
    expect(await state()).toEqual({ waits: false, same: false });

    await page.getByRole("button", { name: /Joanne W/ }).click();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("link", { name: "Today", exact: true }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.controller?.postMessage("hold"));
    await comesOut("// a newer version still");
    await now.click();
    await page.getByText("The new version is on its way in").waitFor();
    await again.waitFor();
    expect(await state()).toEqual({ waits: false, same: true });
    await again.click();
    await locked.waitFor();
    expect(await state()).toEqual({ waits: false, same: false });
  } finally {
    writeFileSync(worker, before);
  }
});
