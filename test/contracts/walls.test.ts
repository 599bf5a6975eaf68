// The walls between the rooms stand: each planted fault is seen by the compiler, the linter or the house rules,
// on the configuration the tree itself is checked with. And none of the three passes by having read nothing.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseFaults } from "../tools/house-rules.ts";
import { readTree } from "../tools/read-tree.ts";
import { plantedFaults } from "./planted-faults.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ROOMS = ["base", "ledger", "casework", "protocol", "device", "server", "app", "worker"];
const CONFIGURATION = [
  "package.json",
  "tsconfig.json",
  ".oxlint.config.ts",
  "src/tsconfig.strict.json",
  ...ROOMS.map((room) => `src/${room}/tsconfig.json`),
];
/** The arrows of docs/architecture.md: what a room's compiler may see besides itself. */
const SEES: { readonly [room: string]: readonly string[] } = {
  base: [],
  ledger: ["base"],
  casework: ["ledger", "base"],
  protocol: ["ledger", "base"],
  device: ["protocol", "ledger", "base"],
  server: ["casework", "protocol", "ledger", "base"],
  app: ["device", "casework", "protocol", "ledger", "base"],
  worker: [],
};
const SHUT = ROOMS.flatMap((from) =>
  ROOMS.filter((to) => to !== from && !SEES[from]?.includes(to)).map((to) => ({ from, to })),
);
const CLEAN = `export const thing = "nothing is wrong here";\n`;

interface Diagnostic {
  readonly filename: string;
  readonly message: string;
  readonly code: string;
  readonly help?: string;
}
interface LintReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly number_of_files: number;
}

function run(tool: "tsc" | "oxlint", folder: string, args: readonly string[]): string {
  const place = tool === "tsc" ? "typescript/bin/tsc" : "oxlint/bin/oxlint";
  const result = spawnSync(process.execPath, [join(root, "node_modules", place), ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  return result.stdout + result.stderr;
}

function lint(folder: string): LintReport {
  const out = run("oxlint", folder, ["-c", ".oxlint.config.ts", "--format", "json"]);
  return JSON.parse(out.slice(out.indexOf("{"))) as LintReport;
}

/** A small copy of the house: its real configuration, and one clean file in each room. */
function smallHouse(): string {
  const folder = mkdtempSync(join(tmpdir(), "waymark-walls-"));
  for (const path of CONFIGURATION) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  for (const room of [...ROOMS, "device/store"]) put(folder, `src/${room}/thing.ts`, CLEAN);
  // The real tests are not copied; their project would read them.
  put(
    folder,
    "tsconfig.json",
    JSON.stringify({ files: [], references: ROOMS.map((room) => ({ path: `src/${room}` })) }),
  );
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe("the walls", () => {
  const clean = smallHouse();
  const faulty = smallHouse();
  let compiled = "";
  let linted: LintReport = { diagnostics: [], number_of_files: 0 };

  beforeAll(() => {
    for (const { path, text, seenBy } of plantedFaults) {
      if (seenBy !== "house") put(faulty, path, text);
    }
    // The compiler names a foreign file once: each arrow gets a target of its own.
    for (const { from, to } of SHUT) {
      put(faulty, `src/${to}/seen-from-${from}.ts`, CLEAN);
      put(faulty, `src/${from}/sees-${to}.ts`, `export { thing } from "#${to}/seen-from-${from}.ts";\n`);
    }
    compiled = run("tsc", faulty, ["-b", "--pretty", "false"]);
    linted = lint(faulty);
  }, 120_000);
  afterAll(() => {
    for (const folder of [clean, faulty]) rmSync(folder, { recursive: true, force: true });
  });

  test("let a house without faults pass, and read every file of it", () => {
    expect(run("tsc", clean, ["-b", "--pretty", "false"])).toBe("");
    const report = lint(clean);
    expect(report.diagnostics).toEqual([]);
    expect(report.number_of_files).toBe(ROOMS.length + 2); // device/store, and the lint rules themselves
    expect(houseFaults(readTree(clean))).toEqual([]);
  });

  test("are looked at by a linter that reads every source of the real tree", () => {
    const sources = (): number => readTree(root).filter(({ path }) => /\.tsx?$/.test(path)).length;
    // Counted on both sides of the reading: somebody may save a new file while it goes on.
    const before = sources();
    const { number_of_files: read } = lint(root);
    const after = sources();
    expect(before).toBeGreaterThan(100);
    expect(read).toBeGreaterThanOrEqual(Math.min(before, after));
    expect(read).toBeLessThanOrEqual(Math.max(before, after));
  }, 120_000);

  test("have a planted fault in every room", () => {
    for (const room of ROOMS)
      expect(
        plantedFaults.filter(({ path }) => path.startsWith(`src/${room}/`)),
        room,
      ).not.toEqual([]);
  });

  test.each(SHUT)("[H1] the compiler keeps $from from seeing $to", ({ from, to }) => {
    const lines = compiled.split("\n").filter((line) => line.startsWith(`src/${from}/sees-${to}.ts(`));
    expect(lines.join("\n")).toMatch(/is not (listed|under)/);
  });

  test.each(plantedFaults.map((fault) => [fault.rule, fault.what, fault] as const))(
    "[%s] %s is seen",
    (_, __, fault) => {
      const { path, text, says } = fault;
      if (fault.seenBy === "compiler") {
        const lines = compiled.split("\n").filter((line) => line.startsWith(`${path}(`));
        expect(lines.join("\n")).toMatch(says);
      } else if (fault.seenBy === "linter") {
        const found = linted.diagnostics.filter(({ filename }) => filename.split("\\").join("/").endsWith(path));
        expect(found.map(({ code, message, help }) => `${code} ${message} ${help ?? ""}`).join("\n")).toMatch(says);
      } else {
        expect(
          houseFaults([{ path, text }])
            .map(({ words }) => words)
            .join("\n"),
        ).toMatch(says);
      }
    },
  );
});
