// A real Chromium on a page of the bench, with a profile on disk: a private window keeps its databases in memory.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { browserFlags, ensureBrowser } from "../tools/find-browser.ts";

export interface BuiltPage {
  readonly url: string;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  readonly version: string;
  /** The processor seems so many times slower from now on. */
  slowDown(times: number): Promise<void>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the page and serves it; `proxy` hands paths on to other servers. */
export async function buildPage(folder: string, proxy: { readonly [path: string]: string } = {}): Promise<BuiltPage> {
  const built = join(root, ".cache", folder.replaceAll("/", "-"));
  await build({
    root: join(root, folder),
    configFile: false,
    logLevel: "warn",
    worker: { format: "es" },
    // Two versions of it in one page refuse each other: everybody works over the app's.
    resolve: { alias: [{ find: /^dexie$/, replacement: join(root, "node_modules/dexie/import-wrapper.mjs") }] },
    build: {
      outDir: built,
      emptyOutDir: true,
      // Nobody waits for this page.
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: join(root, folder, "page.html") },
    },
  });
  const server = await preview({
    root: built,
    configFile: false,
    // It warns that it serves what it was told to serve.
    logLevel: "error",
    build: { outDir: built },
    preview: { port: 0, proxy: { ...proxy } },
  });
  return {
    url: new URL("page.html", server.resolvedUrls?.local[0]).href,
    close: () => server.close(),
  };
}

export function newProfile(): string {
  return mkdtempSync(join(tmpdir(), "waymark-bench-"));
}

export function dropProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Opens the page; `tell` hears what goes wrong in it. */
export async function openPage(url: string, profile: string, tell: (line: string) => void): Promise<OpenPage> {
  const context = await launch(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  page.on("pageerror", (error) => tell(`in the page: ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => "bench" in window);
  const devtools = await context.newCDPSession(page);
  return {
    page,
    version: context.browser()?.version() ?? (await page.evaluate(() => navigator.userAgent)),
    slowDown: async (times) => {
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: times });
    },
    close: () => context.close(),
  };
}

function launch(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { executablePath: ensureBrowser(), args: [...browserFlags] });
}
