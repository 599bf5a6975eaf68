// Another version of Waymark, built and installed beside the one that runs, as on the day of an update: its sources are
// the same, its number is not.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Release {
  readonly version: string;
  /** Where it is installed: a server is started from here. */
  readonly root: string;
  /** Resolves when the app is built. The build goes on beside whatever else is done. */
  readonly built: Promise<void>;
  remove(): void;
}

const here = fileURLToPath(new URL("../..", import.meta.url));
/** What a server and a build need of the repository. */
const PARTS = ["src", "public", "index.html", "vite.config.ts", "tsconfig.json"];

/** Where a version is installed, to be started from. */
export type Installed = Pick<Release, "root" | "remove">;

export function buildRelease(version: string): Release {
  const installed = install({ version });
  const built = build(installed.root);
  // Whoever waits for it is told; nobody else.
  built.catch(() => undefined);
  return { version, ...installed, built };
}

/** This version as it was built, once more: whoever changes a file of it changes it for nobody else. */
export function copyRelease(): Installed {
  const installed = install({});
  cpSync(join(here, "dist"), join(installed.root, "dist"), { recursive: true });
  return installed;
}

function install(about: { readonly version?: string }): Installed {
  const root = mkdtempSync(join(tmpdir(), "waymark-release-"));
  for (const part of PARTS) cpSync(join(here, part), join(root, part), { recursive: true });
  // The settings of the tests stand beside those of the build, and are read with them.
  for (const part of ["node_modules", "test"]) symlinkSync(join(here, part), join(root, part));
  const ours = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as object;
  writeFileSync(join(root, "package.json"), JSON.stringify({ ...ours, ...about }));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

async function build(root: string): Promise<void> {
  const { VITEST: _, ...environment } = process.env;
  const child = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], {
    cwd: root,
    env: { ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`the other version did not build:\n${said}`);
}
