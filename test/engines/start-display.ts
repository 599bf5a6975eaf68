// A screen nobody sees, for a browser that needs one.

import { spawn } from "node:child_process";

export interface Display {
  /** ":7" */
  readonly name: string;
  close(): Promise<void>;
}

const PATIENCE = 60_000;

/** Starts Xvfb on a number that is free. */
export async function startDisplay(program: string): Promise<Display> {
  // It says on stream 3 which number it took.
  const child = spawn(program, ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-2_000)));
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
  const close = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  const number = await new Promise<string | undefined>((resolve) => {
    let told = "";
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    const answer = (value: string | undefined): void => {
      clearTimeout(timer);
      resolve(value);
    };
    child.stdio[3]?.on("data", (chunk: Buffer) => {
      told += chunk.toString();
      if (told.endsWith("\n")) answer(told.trim());
    });
    void ended.then(() => answer(undefined));
  });
  if (number === undefined) {
    await close();
    throw new Error(`no screen could be made: ${said}`);
  }
  return { name: `:${number}`, close };
}
