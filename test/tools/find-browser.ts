// Which Chromium the tests drive, and how to come by one. Looking never installs; `ensureBrowser` does.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

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
  const told = process.env.CHROME_PATH;
  if (told !== undefined && told !== "") {
    if (!isExecutable(told)) throw new Error(`CHROME_PATH names ${told}, which is not a program that can be run.`);
    return told;
  }
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (folder === "") continue;
    for (const name of NAMES) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  const own = chromium.executablePath();
  return own !== "" && existsSync(own) ? own : undefined;
}

/** Finds a Chromium, or installs one: by apt-get as root, by Playwright's download otherwise. Throws with what to do. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;
  const tries: string[] = [];
  if (process.getuid?.() === 0 && runs("apt-get", ["--version"])) {
    tries.push("apt-get install chromium");
    const install = ["install", "-y", "--no-install-recommends", "chromium"];
    if (!runs("apt-get", install) && runs("apt-get", ["update"])) runs("apt-get", install);
    const installed = findBrowser();
    if (installed !== undefined) return installed;
  }
  tries.push("npx playwright install chromium");
  runs("npx", ["playwright", "install", "chromium"]);
  const downloaded = findBrowser();
  if (downloaded !== undefined) return downloaded;
  throw new Error(
    `There is no Chromium on this machine and it could not be installed (tried: ${tries.join("; ")}). ` +
      "Install Chromium or Chrome, or set CHROME_PATH to the program, and run the tests again.",
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function runs(command: string, args: readonly string[]): boolean {
  const result = spawnSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 10 * 60_000,
  });
  return result.status === 0;
}
