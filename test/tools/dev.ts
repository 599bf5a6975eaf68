// `npm run dev`: the server restarts and the page changes in place as files are saved. One command, one address.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const apiPort = process.env.PORT ?? "4173";

// vite.config.ts reads where to pass the API on to.
process.env.WAYMARK_API = `http://localhost:${apiPort}`;
const server = spawn(process.execPath, ["--watch", "--watch-preserve-output", "src/server/main.ts"], {
  cwd: root,
  env: { ...process.env, PORT: apiPort },
  stdio: "inherit",
});
const page = await createServer({ root });
await page.listen();
console.log("\nOpen this one; the server's own address serves the last build.");
page.printUrls();

const end = (): void => {
  server.kill("SIGTERM");
  void page.close().then(() => process.exit(0));
};
process.on("SIGINT", end);
process.on("SIGTERM", end);
server.on("exit", end);
