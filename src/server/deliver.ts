// npm run deliver -- --from <file>: files what a tablet saved because it could not send it. The server may run.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { grantRules } from "#casework/grant-rules.ts";
import { mayHold } from "#casework/holding.ts";
import { schema } from "#casework/schema.ts";
import { parseUnsentFile } from "#protocol/unsent-file.ts";
import { runCommand } from "./run-command.ts";
import { deliverFile } from "./sync/deliver-file.ts";
import { createGrants } from "./sync/grants.ts";

await runCommand({
  use: "Say which file: npm run deliver -- --from waymark-unsent-2026-09-07.json",
  options: { from: { type: "string" } },
  needs: ["from"],
  reads: ["from"],
  async work({ clock, newId, say, log, withStorage }, { from = "" }) {
    const file = parseUnsentFile(readFileSync(resolve(from), "utf8"));
    if ("sentence" in file) return `${from}: ${file.sentence}`;
    const grants = createGrants(grantRules);
    const delivered = await withStorage((storage) =>
      deliverFile({ storage, schema, clock, newId, mayHold, grants, log }, file),
    );
    if (!delivered) return "This server does not hold the school this file comes from. Nothing was changed.";
    for (const one of delivered) say(`${one.deviceSeq}: ${one.words}`);
    const filed = delivered.filter((one) => one.filed).length;
    say(`${filed} of ${delivered.length} from ${file.tablet || "a tablet"} are in the school’s records.`);
    if (filed < delivered.length) say("The rest is kept on the server; nothing of it is lost. It can be done again.");
    return undefined;
  },
});
