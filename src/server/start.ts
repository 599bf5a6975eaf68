// npm start: builds the app when it is missing or older than what it is made of, then starts the server.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
const MADE_OF = ["src", "public", "index.html", "vite.config.ts", "package.json"];

if (newest(MADE_OF) > builtAt()) build();
await import("./main.ts");

function builtAt(): number {
  const shell = join(dist, "index.html");
  return existsSync(shell) ? statSync(shell).mtimeMs : 0;
}

function newest(paths: readonly string[]): number {
  let latest = 0;
  for (const path of paths) {
    const whole = join(root, path);
    const state = statSync(whole);
    // The server's own files are not in the app; a test is in nothing.
    if (path === "src/server" || /\.test\.tsx?$/.test(path)) continue;
    latest = Math.max(
      latest,
      state.isDirectory() ? newest(readdirSync(whole).map((name) => `${path}/${name}`)) : state.mtimeMs,
    );
  }
  return latest;
}

function build(): void {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  if (!existsSync(vite)) {
    if (builtAt() > 0) return;
    fail("The app is not built, and the tools to build it are not installed. Run npm install first.");
  }
  process.stdout.write("Building the app. This takes some seconds, once.\n");
  const built = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0)
    fail(`${built.stdout}${built.stderr}\nThe app could not be built. What went wrong stands above.`);
  squeeze(dist);
}

/** Puts smaller copies beside what a tablet loads first; the server hands out the one the browser asks for. */
function squeeze(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) squeeze(path);
    else if (/\.(js|css|html|svg|webmanifest)$/.test(entry.name)) {
      const text = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(text));
    }
  }
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
