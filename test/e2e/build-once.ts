// Before the first end-to-end test: the app is built once, as `npm run build` would, into dist.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureBrowser } from "../tools/find-browser.ts";

export default function buildOnce(): void {
  ensureBrowser();
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const built = spawnSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], {
    cwd: root,
    encoding: "utf8",
    // As it ships: the test runner's own NODE_ENV would build React with its development checks.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (built.status !== 0) throw new Error(`the app did not build:\n${built.stdout}\n${built.stderr}`);
}
