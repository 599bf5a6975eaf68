// The project's own commands, started with what they do not know: one sentence, and nothing is done.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const LIMIT = 120_000;
const root = fileURLToPath(new URL("../..", import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as { scripts: Record<string, string> };

interface Ended {
  readonly code: unknown;
  readonly said: string;
  readonly complained: string;
}

function run(name: string, words: readonly string[]): Promise<Ended> {
  const [program, file] = (scripts[name] ?? "").split(" ");
  expect([name, program]).toEqual([name, "node"]);
  return new Promise((resolve) => {
    execFile(process.execPath, [file as string, ...words], { cwd: root, timeout: LIMIT }, (error, said, complained) =>
      resolve({ code: error?.code ?? 0, said, complained }),
    );
  });
}

test(
  "[E1] [E2] a command that is told what it does not know says how it is used, in one sentence and with 2",
  async () => {
    const wrong: readonly (readonly [name: string, ...words: string[]])[] = [
      ["test", "--nothing"],
      ["test", "--only", "nothing"],
      ["simulate", "--nothing"],
      ["simulate", "--schedules", "many"],
      ["simulate", "--length", "0"],
      ["fuzz", "--nothing"],
      ["fuzz", "--cases", "1.5"],
      ["access", "--nothing"],
      ["access:answers", "--nothing"],
      ["bench", "--nothing"],
    ];
    for (const [name, ...words] of wrong) {
      const ended = await run(name, words);
      expect([name, ...words, ended]).toEqual([
        name,
        ...words,
        { code: 2, said: "", complained: expect.stringMatching(/^(?:Say it so|--only takes|Not understood).+\n$/) },
      ]);
    }
  },
  LIMIT,
);
