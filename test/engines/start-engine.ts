// A Firefox or a WebKit with a page open: a process of its own with a profile of its own, and nothing left of it
// afterwards. Neither is driven. Opening an address is all that is asked, and keeps storage as it is for people: under
// WebDriver WebKit's is in memory only.

import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../tools/find-engine.ts";
import { startDisplay, type Display } from "./start-display.ts";

export interface RunningEngine {
  /** Settles when the process ends, with what it said. */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

/** No first-run pages, and nobody called but us. */
const FIREFOX_PREFERENCES: { readonly [name: string]: string | number | boolean } = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.newtabpage.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.usage.uploadEnabled": false,
  "extensions.update.enabled": false,
  "media.gmp-manager.updateEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.dns.disablePrefetch": true,
  "services.settings.server": "http://127.0.0.1:9/",
  "toolkit.telemetry.enabled": false,
  // A page that takes long is at work: nobody is there to answer the question whether to stop it.
  "dom.max_script_run_time": 0,
};

/** On in Safari; WebKitGTK is built with them off. */
const WEBKIT_FEATURES = "+StorageAPI,+StorageAPIEstimate,+FileSystem,+AccessHandle";

/** How long a process that was asked to end may take before it is ended. */
const PATIENCE = 5_000;

export async function startEngine(engine: Engine, url: string): Promise<RunningEngine> {
  const folder = mkdtempSync(join(tmpdir(), `waymark-${engine.name}-`));
  let display: Display | undefined;
  let child: ChildProcess;
  try {
    if (engine.display !== undefined) display = await startDisplay(engine.display);
    child = engine.name === "firefox" ? firefox(engine, folder, url) : webkit(engine, folder, url, display);
  } catch (error) {
    await display?.close();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-4_000)));
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", () => resolve(said));
  });
  return {
    ended,
    async close() {
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
      await ended;
      clearTimeout(hard);
      await display?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** "Mozilla Firefox 153.7.0esr", as the program says it. */
export async function engineVersion(engine: Engine): Promise<string> {
  // MiniBrowser wants a screen even for that.
  const display = engine.display === undefined ? undefined : await startDisplay(engine.display);
  const env = { ...process.env, ...(display && { DISPLAY: display.name, GDK_BACKEND: "x11" }) };
  const { stdout } = spawnSync(engine.program, ["--version"], { encoding: "utf8", env, timeout: 60_000 });
  await display?.close();
  return (stdout ?? "").trim().split("\n")[0] ?? "";
}

function firefox({ program }: Engine, profile: string, url: string): ChildProcess {
  const lines = Object.entries(FIREFOX_PREFERENCES).map((pair) => `user_pref(${pair.map(inScript).join(", ")});`);
  writeFileSync(join(profile, "user.js"), lines.join("\n"));
  return launch(program, ["--headless", "--no-remote", "--profile", profile, url], { HOME: profile });
}

function webkit({ program }: Engine, home: string, url: string, display: Display | undefined): ChildProcess {
  const runtime = join(home, "run");
  mkdirSync(runtime, { mode: 0o700 });
  return launch(program, [`--features=${WEBKIT_FEATURES}`, url], {
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_CACHE_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    XDG_DATA_HOME: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
    WAYLAND_DISPLAY: undefined,
    DISPLAY: display?.name,
    GDK_BACKEND: "x11",
    LIBGL_ALWAYS_SOFTWARE: "1",
    // Tests run as root in containers, where it has no sandbox to begin with.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  });
}

function launch(program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
}

const inScript = (value: unknown): string => JSON.stringify(value);
