// The real server in a process of its own, which a test can kill and start again on the same data.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { ROUTES } from "#protocol/routes.ts";

export interface ServerProcess {
  port(): number;
  url(): string;
  /** Everything it printed, of all its lives. */
  output(): string;
  /** SIGKILL: as when the machine loses its power. */
  kill(): Promise<void>;
  /** SIGTERM: as when it is shut down. */
  stop(): Promise<void>;
  /**
   * Starts it again on the same data and the same port; resolves when it answers. `more` for this life only. `from`: the
   * folder of another version (release.ts).
   */
  start(more?: { readonly [name: string]: string }, from?: string): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const START_LIMIT = 120_000;
const TRIES = 5;

/**
 * Starts the server on a free port with its data in `data`. `environment` adds to what it is configured with; `home` is
 * the folder of the version to start.
 */
export async function startServer(
  data: string,
  environment: { readonly [name: string]: string } = {},
  home = root,
): Promise<ServerProcess> {
  let port = await freePort();
  let child: ChildProcess | undefined;
  let said = "";

  async function start(more: { readonly [name: string]: string } = {}, from = home): Promise<void> {
    child = spawn(process.execPath, ["src/server/main.ts"], {
      cwd: from,
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        NODE_ENV: "production",
        PORT: String(port),
        WAYMARK_DATA: data,
        ...environment,
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const hear = (chunk: Buffer): void => void (said += chunk.toString());
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    const before = Date.now();
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said}`);
      if (Date.now() - before > START_LIMIT) throw new Error(`the server does not answer:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // Somebody else may answer there.
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said}`);
  }

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  // Free a moment ago: anybody may have taken it since.
  for (let tries = 1; ; tries += 1) {
    try {
      await start();
      break;
    } catch (fault) {
      if (tries === TRIES || !/is in use by another program/.test(said)) throw fault;
      said = "";
      port = await freePort();
    }
  }
  return {
    port: () => port,
    url: () => `http://localhost:${port}`,
    output: () => said,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    start,
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://localhost:${port}${ROUTES.start}`);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "localhost", () => resolve()));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
