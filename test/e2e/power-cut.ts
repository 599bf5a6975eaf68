// Cutting the power where it hurts: at a certain write to the disk, and in the middle of a line of the browser's log.

import { appendFileSync, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import type { Tablet } from "./tablet.ts";

/** The folder of the browser's databases. */
function databases(tablet: Tablet): string {
  const folder = join(tablet.profile, "Default/IndexedDB");
  const name = readdirSync(folder).find((one) => one.endsWith(".leveldb"));
  if (name === undefined) throw new Error("the profile holds no database");
  return join(folder, name);
}

/** Presses, and cuts the power at the nth write to the disk after it; at the latest when `done` is reached. */
export async function cutPowerDuring(
  tablet: Tablet,
  press: Locator,
  done: Promise<unknown>,
  nth: number,
): Promise<void> {
  const page = tablet.page();
  const watcher = watch(databases(tablet));
  let writes = -1;
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => void (reach = resolve));
  const count = (): void => {
    writes += 1;
    if (writes === nth) reach();
  };
  await page.exposeFunction("pressed", () => {
    count();
    watcher.on("change", count);
  });
  await page.evaluate(() => {
    const { pressed } = globalThis as unknown as { pressed: () => void };
    addEventListener("click", () => pressed(), { capture: true, once: true });
  });
  // Neither comes to an end when the browser goes first.
  const gone = done.catch(() => undefined);
  const click = press.click({ noWaitAfter: true }).catch(() => undefined);
  await Promise.race([reached, gone]);
  watcher.close();
  await tablet.kill();
  await Promise.all([click, gone]);
}

/** LevelDB writes its log in blocks of this size; a line does not cross them. */
const BLOCK = 32_768;
const HEAD = 7;

/** What a power cut leaves of a line: its head, which says how long it is, and less than that. For a browser that has gone. */
export function cutLogInTheMiddle(tablet: Tablet): void {
  const folder = databases(tablet);
  const log = readdirSync(folder)
    .filter((name) => /^\d+\.log$/.test(name))
    .sort()
    .at(-1);
  if (log === undefined) throw new Error("the databases have no log");
  const path = join(folder, log);
  const said = 900;
  const left = BLOCK - (statSync(path).size % BLOCK);
  // Noughts to the end of a block are read over.
  if (left < HEAD + said) appendFileSync(path, Buffer.alloc(left));
  const half = Buffer.alloc(HEAD + 200, 0x5a);
  half.writeUInt16LE(said, 4);
  half[6] = 1;
  appendFileSync(path, half);
}
