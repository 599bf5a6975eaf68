// npm run erase -- --pupil <name in the address> [--school <name>] [--confirm <the same name>]: erases everything about
// one pupil. Without --confirm it only says what that would be. The server may run.

import { grantRules } from "#casework/grant-rules.ts";
import { schema } from "#casework/schema.ts";
import { textOf } from "#ledger/view.ts";
import { appendErasures, erasureFile } from "./backup/erasure-file.ts";
import { runCommand } from "./run-command.ts";
import { eraseRecords } from "./sync/erase.ts";
import { createGrants } from "./sync/grants.ts";
import { type ToErase, findToErase } from "./sync/pupil-to-erase.ts";

await runCommand({
  use: 'Say which pupil: npm run erase -- --pupil 0123456789abcdefghjkmnpqrs [--school "Fell Road School"]. The name is in the address of the pupil’s page.',
  options: { pupil: { type: "string" }, school: { type: "string" }, confirm: { type: "string" } },
  needs: ["pupil"],
  work: ({ place: { data }, clock, newId, say, withStorage }, { pupil = "", school, confirm }) =>
    withStorage(async (storage) => {
      const found = await findToErase({ storage, schema }, { school, pupil });
      if ("sentence" in found) return found.sentence;
      for (const line of inWords(found)) say(line);
      if (confirm === undefined) {
        say(`Nothing was changed. To erase it, run the same with --confirm ${pupil}`);
        return undefined;
      }
      if (confirm !== pupil) return "What stands behind --confirm is another name. Nothing was changed.";
      const deps = { storage, clock, newId, grants: createGrants(grantRules) };
      const erased = await eraseRecords(deps, found.school.id, found.records, { adult: "", device: "" });
      appendErasures(data, found.school.id, erased);
      say(
        `Erased ${erased.length}. The audit says so, and each tablet throws away what it holds when it is next in contact.`,
      );
      say(`It is remembered in ${erasureFile(data)}: keep that file with your backups. A restore erases it again.`);
      say("In backups that were taken before, it still stands. Delete those when you can.");
      return undefined;
    }),
});

function inWords({ school, owner, counts, setAside }: ToErase): readonly string[] {
  const name = [textOf(owner, "givenName"), textOf(owner, "familyName")].filter(Boolean).join(" ");
  const parts = [...counts].map(([type, count]) => {
    const { label = type, plural = type } = schema.definitions[type] ?? {};
    return `${count} ${count === 1 ? label : plural}`;
  });
  const aside = setAside === 0 ? [] : [`And ${setAside} of what was set aside, as far as it is about them.`];
  return [`${school.name}: everything about ${name || "this pupil"}.`, `${parts.join(", ")}.`, ...aside];
}
