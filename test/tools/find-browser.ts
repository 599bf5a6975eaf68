// Which Chromium the tests drive, and how to come by one. Looking never installs; `ensureBrowser` does.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { aptInstall } from "./apt-install.ts";
import { findProgram, toldProgram } from "./find-program.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** No sandbox: tests run as root in containers. The rest keeps the browser from calling anyone but us. */
export const browserFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a Chromium on this machine: CHROME_PATH, one in PATH, or Playwright's own; undefined when there is none. */
export function findBrowser(): string | undefined {
  const found = toldProgram("CHROME_PATH") ?? findProgram(NAMES);
  if (found !== undefined) return found;
  const own = chromium.executablePath();
  return own !== "" && existsSync(own) ? own : undefined;
}

/** Finds a Chromium, or installs one: by apt-get where it may, by Playwright's download otherwise. Throws with what to do. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;
  const tries: string[] = [];
  if (aptInstall(["chromium"]) !== "not allowed") {
    tries.push("apt-get install chromium");
    const installed = findBrowser();
    if (installed !== undefined) return installed;
  }
  tries.push("npx playwright install chromium");
  spawnSync("npx", ["playwright", "install", "chromium"], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 10 * 60_000,
  });
  const downloaded = findBrowser();
  if (downloaded !== undefined) return downloaded;
  throw new Error(
    `There is no Chromium on this machine and it could not be installed (tried: ${tries.join("; ")}). ` +
      "Install Chromium or Chrome, or set CHROME_PATH to the program, and run the tests again.",
  );
}
