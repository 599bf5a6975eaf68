// A process with a folder of its own, and nothing left of either afterwards.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../tools/find-engine.ts";
import { type Display, startDisplay } from "./start-display.ts";

export interface EngineProcess {
  /** Settles when the process has ended, with the last it said. */
  readonly ended: Promise<string>;
  /** The first words it says that match; throws when it ends, or says none for a long time. */
  hears(pattern: RegExp): Promise<RegExpMatchArray>;
  close(): Promise<void>;
}

export interface Launch {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** How long a process that was asked to end may take before it is ended. */
const TO_END = 10_000;
const TO_SPEAK = 120_000;
/** Enough to see why it ended. */
const KEPT = 8_000;

/** `launch` is told of the process's own folder; what stands in it goes with the process. */
export async function startProcess(engine: Engine, launch: (folder: string) => Launch): Promise<EngineProcess> {
  const folder = mkdtempSync(join(tmpdir(), `waymark-${engine.name}-`));
  const clear = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  let display: Display | undefined;
  try {
    if (engine.display !== undefined) display = await startDisplay(engine.display);
  } catch (error) {
    clear();
    throw error;
  }
  const { args, env } = launch(folder);
  const child = spawn(engine.program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HOME: folder, ...(display && { DISPLAY: display.name, GDK_BACKEND: "x11" }), ...env },
    // It has children of its own: they are ended with it.
    detached: true,
  });
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // All of them have ended.
    }
  };
  const killAll = (): void => signal("SIGKILL");
  // A run that is stopped leaves no browser behind, and nothing of it.
  const atExit = (): void => {
    killAll();
    clear();
  };
  process.once("exit", atExit);
  let said = "";
  let listening: (() => void) | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-KEPT);
      listening?.();
    });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", () => resolve(said));
  });
  return {
    ended,
    hears: (pattern) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${engine.name} said nothing of it:\n${said}`)), TO_SPEAK);
        listening = () => {
          const found = said.match(pattern);
          if (!found) return;
          clearTimeout(timer);
          resolve(found);
        };
        listening();
        void ended.then((last) => {
          clearTimeout(timer);
          reject(new Error(`${engine.name} ended:\n${last}`));
        });
      }),
    async close() {
      signal("SIGTERM");
      const hard = setTimeout(killAll, TO_END);
      await ended;
      clearTimeout(hard);
      killAll();
      process.off("exit", atExit);
      await display?.close();
      clear();
    },
  };
}
