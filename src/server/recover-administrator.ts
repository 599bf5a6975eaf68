// npm run recover -- --login <name>: a code with which an administrator chooses a new password, where no other
// administrator is left to give one. The server may run.

import { recover } from "./accounts/recover.ts";
import { runCommand } from "./run-command.ts";

await runCommand({
  use: "Say who: npm run recover -- --login p.nair",
  options: { login: { type: "string" } },
  needs: ["login"],
  async work({ clock, randomBytes, say, withStorage }, { login = "" }) {
    const done = await withStorage((storage) => recover({ storage, clock, randomBytes }, login));
    if ("administrators" in done)
      return done.administrators.length === 0
        ? "This server holds no school with an administrator. Nothing was changed."
        : `Nobody who signs in as ${login} is an administrator. Administrators sign in as: ${done.administrators.join(", ")}.`;
    say(`Invitation code for ${login}: ${done.code}`);
    say("It works once, for a day. At sign-in choose “I have an invitation code”, keep the name, choose a password.");
    return undefined;
  },
});
