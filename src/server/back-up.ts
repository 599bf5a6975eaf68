// npm run backup -- --to <file>: a checked copy of everything, while the server runs.

import { resolve } from "node:path";
import { schema } from "#casework/schema.ts";
import { UnusableCopy } from "./backup/copy-file.ts";
import { inWords } from "./backup/in-words.ts";
import { noteBackup } from "./backup/note-backup.ts";
import { takeBackup } from "./backup/take-backup.ts";
import { runCommand } from "./run-command.ts";
import { MIGRATIONS } from "./storage/migrate.ts";
import { readSnapshot } from "./storage/read-snapshot.ts";

await runCommand({
  use: "Say where the backup goes: npm run backup -- --to waymark-2026-09-07.backup",
  options: { to: { type: "string" } },
  needs: ["to"],
  async work({ place, clock, version, say, log, withStorage }, { to = "" }) {
    const taken = clock.now();
    const done = await takeBackup({ place, to, schema, clock, version });
    say(`Copied ${inWords(done)} to ${done.file} (${Math.ceil(done.bytes / 1000)} kB), and read it again.`);
    // A database of another version is read as it stands, and not altered for it.
    const isOurs = await readSnapshot(place, async (_db, applied) => applied.length === MIGRATIONS.length);
    if (isOurs)
      await withStorage((storage) => noteBackup(storage, taken)).catch((error: unknown) =>
        log(`That it was taken could not be written down: ${String(error)}`),
      );
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
