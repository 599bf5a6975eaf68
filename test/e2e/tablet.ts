// One tablet: a real Chromium with a profile of its own on disk and a bad network of its own. It can be put offline,
// pulled out of the wall and started again on the same profile.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { browserFlags, ensureBrowser } from "../tools/find-browser.ts";
import { type FaultingProxy, startFaultingProxy } from "./faulting-proxy.ts";

export interface Tablet {
  readonly name: string;
  /** Where this tablet finds Waymark. An origin of its own: nothing is shared with another tablet. */
  readonly url: string;
  /** The folder of its profile, for the residue scan. */
  readonly profile: string;
  readonly network: FaultingProxy;
  /** The page in front. Another one after `restart`. */
  page(): Page;
  context(): BrowserContext;
  /** No signal: the browser says so, and no request arrives, a worker's neither. */
  offline(): Promise<void>;
  online(): Promise<void>;
  /** As when the battery falls out: every process of the browser ends at once. */
  kill(): Promise<void>;
  /** Closes the browser as a person would. */
  quit(): Promise<void>;
  /** Starts the browser again on the same profile, with the network as it was. */
  restart(): Promise<Page>;
  /** What the pages said on their console that was an error, and what broke. Empty at the end of a good test. */
  readonly complaints: readonly string[];
  /** Everything its pages said and did, for the one who has to understand a failure. */
  readonly heard: readonly string[];
  /** Every address outside this tablet's own that was asked for. Empty at the end of every test. */
  readonly elsewhere: readonly string[];
  /** Ends everything and removes the profile. */
  close(): Promise<void>;
}

interface Running {
  readonly process: ChildProcess;
  readonly browser: Browser;
  readonly context: BrowserContext;
  page: Page;
}

const STARTED = /DevTools listening on (ws:\S+)/;
/** A loaded machine starts a browser slowly; a broken one never does. */
const START_LIMIT = 120_000;
/** For anything an adult would wait for. What is broken never comes; what is slow does. */
const PATIENCE = 120_000;

export async function startTablet(name: string, profile: string, serverPort: () => number): Promise<Tablet> {
  const network = await startFaultingProxy(serverPort);
  const url = `http://localhost:${network.port}`;
  const complaints: string[] = [];
  const heard: string[] = [];
  const elsewhere: string[] = [];
  const hear = (words: string): void => void heard.push(`${new Date().toISOString().slice(11, 23)} ${words}`);
  let without = false;
  let running: Running | undefined = await start();

  async function start(): Promise<Running> {
    mkdirSync(profile, { recursive: true });
    const child = spawn(
      ensureBrowser(),
      [
        ...browserFlags,
        "--headless=new",
        "--remote-debugging-port=0",
        `--user-data-dir=${profile}`,
        // A browser that was killed would otherwise ask whether to bring its pages back.
        "--hide-crash-restore-bubble",
        "--lang=en-GB",
        "--window-size=834,1112",
        "about:blank",
      ],
      // A group of its own, so that killing it takes every process of the browser with it.
      { stdio: ["ignore", "ignore", "pipe"], detached: true },
    );
    const browser = await chromium.connectOverCDP(await addressOf(child));
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error("the browser has no profile");
    hear(`started, ${browser.version()}`);
    const listen = (page: Page): void => {
      page.on("framenavigated", (frame) => hear(`went to ${frame.url()}`));
      page.on("crash", () => hear("the page crashed"));
    };
    context.pages().forEach(listen);
    context.on("page", (page) => {
      hear(`a page: ${page.url()}`);
      listen(page);
    });
    context.on("request", (request) => {
      if (request.url().startsWith("http") && new URL(request.url()).origin !== url) elsewhere.push(request.url());
    });
    context.on("requestfailed", (request) => hear(`failed ${request.url()} ${request.failure()?.errorText ?? ""}`));
    context.on("console", (message) => {
      hear(`console ${message.type()}: ${message.text()}`);
      if (message.type() === "error") complaints.push(`${name}: ${message.text()}`);
    });
    context.on("weberror", (fault) => {
      const words = fault.error().stack ?? fault.error().message;
      hear(words);
      complaints.push(`${name}: ${words}`);
    });
    context.setDefaultTimeout(PATIENCE);
    await context.setOffline(without);
    return { process: child, browser, context, page: context.pages()[0] ?? (await context.newPage()) };
  }

  function here(): Running {
    if (running === undefined) throw new Error(`${name} is not running`);
    return running;
  }

  async function end(how: "kill" | "quit"): Promise<void> {
    if (running === undefined) return;
    const { process: child, browser } = running;
    running = undefined;
    hear(how);
    const gone = child.exitCode === null && child.signalCode === null ? once(child, "exit") : Promise.resolve();
    if (how === "quit") {
      const session = await browser.newBrowserCDPSession();
      // The browser may be gone before it answers.
      await session.send("Browser.close").catch(() => undefined);
    } else if (child.pid !== undefined) {
      process.kill(-child.pid, "SIGKILL");
    }
    await gone;
    if (child.pid !== undefined) await allGone(child.pid);
    await browser.close().catch(() => undefined);
  }

  return {
    name,
    url,
    profile,
    network,
    complaints,
    heard,
    elsewhere,
    page: () => here().page,
    context: () => here().context,
    async offline() {
      without = true;
      network.connected(false);
      await here().context.setOffline(true);
    },
    async online() {
      without = false;
      network.connected(true);
      await here().context.setOffline(false);
    },
    kill: () => end("kill"),
    quit: () => end("quit"),
    async restart() {
      if (running !== undefined) await end("quit");
      running = await start();
      return running.page;
    },
    async close() {
      await end("kill");
      await network.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** The first process of a browser may be gone before the others have let go of the profile's files. */
async function allGone(group: number): Promise<void> {
  for (const end = Date.now() + PATIENCE; await someLeft(group); await new Promise((next) => setTimeout(next, 25)))
    if (Date.now() > end) throw new Error(`processes of the browser ${group} do not end`);
}

/** Processes of a group that still run; one that has ended and was not asked for its result holds nothing. */
async function someLeft(group: number): Promise<boolean> {
  let all: readonly string[];
  try {
    all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  } catch {
    return false;
  }
  for (const pid of all) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    // "12 (a name) S 1 12 …": state, parent, group.
    const [state, , inGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(inGroup) === group && state !== "Z" && state !== "X") return true;
  }
  return false;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`the browser did not start:\n${said}`)), START_LIMIT);
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = STARTED.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the browser ended with ${code}:\n${said}`));
    });
  });
}
