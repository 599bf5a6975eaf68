// npm run backup -- --to <file>: a checked copy of everything, while the server runs.

import { resolve } from "node:path";
import { schema } from "#casework/schema.ts";
import { UnusableCopy } from "./backup/copy-file.ts";
import { inWords } from "./backup/in-words.ts";
import { takeBackup } from "./backup/take-backup.ts";
import { runCommand } from "./run-command.ts";

await runCommand({
  use: "Say where the backup goes: npm run backup -- --to waymark-2026-09-07.backup",
  options: { to: { type: "string" } },
  needs: ["to"],
  async work({ place, clock, version, say }, { to = "" }) {
    const done = await takeBackup({ place, to, schema, clock, version });
    say(`Copied ${inWords(done)} to ${done.file} (${Math.ceil(done.bytes / 1000)} kB), and read it again.`);
    if (done.findings.length === 0) return undefined;
    return `The copy is true to the database, but in the database something is wrong:\n${done.findings.join("\n")}`;
  },
  whyNot(error, { to = "" }) {
    if (error instanceof UnusableCopy) return error.message;
    const { code, path } = error as { readonly code?: unknown; readonly path?: unknown };
    if (typeof code === "string" && typeof path === "string" && path.startsWith(resolve(to)))
      return `${resolve(to)} cannot be written (${code}).`;
    return undefined;
  },
});
