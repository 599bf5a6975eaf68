// What an end-to-end test is made of: a real server, tablets with real profiles, and eyes for what must not be there.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { lastLook, openTablets } from "./last-look.ts";
import { startServer, type ServerProcess } from "./server-process.ts";
import { startTablet, type Tablet } from "./tablet.ts";

export interface School {
  readonly server: ServerProcess;
  /** The folder of the server's data. */
  readonly data: string;
  /** A tablet that has never been here, with a profile of its own. */
  tablet(name: string): Promise<Tablet>;
  /** Ends every process and removes every file. */
  close(): Promise<void>;
}

/** A server with empty data; `from` the folder of a version. Close it in afterAll, whatever happened. */
export async function openSchool(
  environment: { readonly [name: string]: string } = {},
  from?: string,
): Promise<School> {
  const folder = mkdtempSync(join(tmpdir(), "waymark-e2e-"));
  const data = join(folder, "data");
  const server = await startServer(data, environment, from);
  const tablets: Tablet[] = [];
  return {
    server,
    data,
    async tablet(name) {
      const tablet = await startTablet(name, join(folder, `profile-${name}`), () => server.port());
      tablets.push(tablet);
      openTablets.all.add(tablet);
      return tablet;
    },
    async close() {
      for (const tablet of tablets) {
        if (!openTablets.testsBegan) console.error(`No test began. What was shown:\n${await lastLook(tablet)}`);
        openTablets.all.delete(tablet);
        await tablet.close();
      }
      await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Resolves when a service worker is in charge of the page: from here on it opens without a network. */
export async function keptForOffline(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong on the page, one line each: none on a good page. WCAG 2.2 A and AA, and its best practices,
 * but for the rules in `without`; with `only`, those rules and no others.
 */
export async function axeFaults(
  page: Page,
  without: readonly string[] = [],
  only: readonly string[] = [],
): Promise<readonly string[]> {
  // Evaluated through the debugger: the page's own policy rightly lets no script in. Once for each document.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  // What is found must stand: a tablet that tries to send goes on drawing beside the look, and a colour on its way to
  // another one is neither.
  for (let looks = 1; ; looks += 1) {
    await page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
          .map((one) => one.finished),
      ),
    );
    const found = await look(page, without, only);
    if (found.length === 0 || looks === LOOKS) return found;
  }
}

const LOOKS = 3;

function look(page: Page, without: readonly string[], only: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(
    async ({ left, named }) => {
      const { axe: run } = globalThis as unknown as {
        axe: {
          run(
            where: Document,
            how: { rules: { [rule: string]: { enabled: boolean } }; runOnly?: readonly string[] },
          ): Promise<{ violations: { id: string; help: string; nodes: { target: string[] }[] }[] }>;
        };
      };
      const { violations } = await run.run(document, {
        rules: Object.fromEntries(left.map((rule) => [rule, { enabled: false }])),
        ...(named.length > 0 && { runOnly: named }),
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
      );
    },
    { left: without, named: only },
  );
}

/**
 * Fields whose text the browser would write into its session files: each field and its form must say
 * autocomplete="off" (a password field may name what it is for). None on a good page.
 */
export async function rememberedFields(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const typed =
      'input:not([type="checkbox"],[type="radio"],[type="button"],[type="submit"],[type="file"],[type="range"])';
    const remembered = (element: Element): boolean => {
      const said = element.getAttribute("autocomplete");
      const secret = element.getAttribute("type") === "password";
      return !(said === "off" || (secret && (said === "current-password" || said === "new-password")));
    };
    return [...document.querySelectorAll(`${typed}, textarea, form`)]
      .filter(remembered)
      .map((element) => element.outerHTML.slice(0, 120));
  });
}
