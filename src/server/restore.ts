// npm run restore -- --from <file> [--replace]: puts a backup in the place of the database, while no server runs.

import { schema } from "#casework/schema.ts";
import { UnusableCopy } from "./backup/copy-file.ts";
import { inWords } from "./backup/in-words.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { runCommand } from "./run-command.ts";
import { InUse } from "./storage/in-use.ts";

/** A backup knows of no lock and no ending since it was taken (A50). */
function shutWords(shut: { readonly devices: number; readonly accounts: number } | undefined): string {
  if (!shut)
    return "What was locked, taken out of use or ended since then stands open again: look through the devices and the accounts.";
  const some = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
  const { devices, accounts } = shut;
  return devices + accounts === 0
    ? "Nothing had been locked, taken out of use or ended here since then."
    : `Shut again, as it was here: ${some(devices, "device")}, ${some(accounts, "account")}. Passwords are those of the backup.`;
}

await runCommand({
  use: "Say which backup: npm run restore -- --from waymark-2026-09-07.backup",
  options: { from: { type: "string" }, replace: { type: "boolean" } },
  needs: ["from"],
  reads: ["from"],
  async work({ place, clock, newId, say }, { from = "", replace = false }) {
    const done = await restoreBackup({ place, from, replace, schema, clock, newId });
    say(`Restored ${inWords(done)}, as they were at ${new Date(done.taken).toISOString()}.`);
    if (done.kept !== undefined) say(`What stood here before is kept as ${done.kept}. It holds the same secrets.`);
    say(shutWords(done.shut));
    say("Start the server. Tablets fetch everything again and offer what they sent since; adults sign in once more.");
    return done.findings.length > 0 ? `In the backup something is wrong:\n${done.findings.join("\n")}` : undefined;
  },
  whyNot: (error) => (error instanceof UnusableCopy || error instanceof InUse ? error.message : undefined),
});
