// The commands at the server's terminal, each as the operator starts it: a process of its own.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const LIMIT = 120_000;
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "waymark-command-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

function run(name: string, words: readonly string[], more: { readonly [name: string]: string } = {}): Promise<Ended> {
  const path = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const env = { PATH: process.env["PATH"], WAYMARK_DATA: join(folder, "data"), ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...words], { env, timeout: LIMIT }, (error, said, complained) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, said, complained });
    });
  });
}

const NEEDS_WORDS = ["back-up", "restore", "deliver", "erase", "recover-administrator"] as const;
const ALL = [...NEEDS_WORDS, "verify-audit"] as const;

test(
  "[E2] a command that is not told what it needs, or told what it does not know, says how it is used and does nothing",
  async () => {
    for (const ended of await Promise.all(NEEDS_WORDS.map((name) => run(name, []))))
      expect(ended).toMatchObject({ code: 2, said: "", complained: expect.stringMatching(/^Say .+: npm run .+\n$/) });
    for (const ended of await Promise.all(ALL.map((name) => run(name, ["--nothing", "of ours"]))))
      expect(ended).toMatchObject({ code: 2, said: "", complained: expect.stringMatching(/^Say .+: npm run .+\n$/) });
  },
  LIMIT,
);

test(
  "[E1] what an operator can put right is one sentence and no stack, whatever the command",
  async () => {
    const given: { readonly [name in (typeof ALL)[number]]: readonly string[] } = {
      "back-up": ["--to", join(folder, "copy")],
      restore: ["--from", join(folder, "nothing-there")],
      deliver: ["--from", join(folder, "nothing-there")],
      erase: ["--pupil", "0123456789abcdefghjkmnpqrs"],
      "recover-administrator": ["--login", "p.nair"],
      "verify-audit": ["--checkpoints", join(folder, "nothing-there")],
    };
    const wrongSetting = ALL.map((name) => run(name, given[name], { WAYMARK_COLOUR: "blue" }));
    for (const ended of await Promise.all(wrongSetting))
      expect(ended).toMatchObject({ code: 1, said: "", complained: expect.stringMatching(/^WAYMARK_COLOUR is no/) });
    const nothingThere = {
      "back-up": /^There is no database of Waymark here\./,
      restore: /nothing-there cannot be read \(ENOENT\)\.$/,
      deliver: /nothing-there cannot be read \(ENOENT\)\.$/,
      erase: /school/,
      "recover-administrator": /^This server holds no school with an administrator\. Nothing was changed\.$/,
      "verify-audit": /nothing-there cannot be read \(ENOENT\)\.$/,
    };
    const isMisused = (name: string): boolean => ["restore", "deliver", "verify-audit"].includes(name);
    // One after the other: some make the database where there is none.
    for (const name of ALL) {
      const { code, said, complained } = await run(name, given[name]);
      expect([name, code, said, complained.trimEnd().split("\n").length]).toEqual([
        name,
        isMisused(name) ? 2 : 1,
        "",
        1,
      ]);
      expect(complained.trimEnd()).toMatch(nothingThere[name]);
    }
    const aFolder = await run("restore", ["--from", folder]);
    expect(aFolder).toMatchObject({ code: 2, said: "", complained: `${folder} is a folder.\n` });
  },
  LIMIT,
);
