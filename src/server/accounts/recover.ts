// The last way back in (A44): a code for an administrator, given by whoever is at the server's own terminal, where no
// other administrator is left to give one. Who has that terminal has the database too: it opens nothing new to them.

import type { RandomBytes } from "#base/id.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { Storage } from "../storage/storage.ts";
import { CODE_LASTS, hashOfCode, makeCode } from "./code.ts";
import { openInvitations } from "./oversee-accounts.ts";

export interface RecoverDeps {
  readonly storage: Storage;
  readonly clock: { now(): number };
  readonly randomBytes: RandomBytes;
}

/** The code and when it ends (ms); or the administrators there are, where nobody signs in like this. */
export type Recovered =
  | { readonly code: string; readonly expires: number }
  | { readonly administrators: readonly string[] };

/** `login`: as it is typed at sign-in. Codes that were out for the same adult end. */
export async function recover({ storage, clock, randomBytes }: RecoverDeps, login: string): Promise<Recovered> {
  return storage.transactServer(async (server) => {
    const administrators: string[] = [];
    for (const { id, demo } of await server.schools()) {
      if (demo) continue;
      const tx = await server.inSchool(id);
      const accounts = (await tx.accounts()).filter(({ administrator }) => administrator);
      administrators.push(...accounts.map((account) => account.login));
      const account = accounts.find((one) => one.login === login.trim().toLowerCase());
      if (!account) continue;
      const now = clock.now();
      for (const open of await openInvitations(server, id, now))
        if (open.adult === account.adult) await server.deleteCode(open.hash);
      const code = makeCode(randomBytes);
      const expires = now + CODE_LASTS.invitation;
      const what = { purpose: "invitation", adult: account.adult, administrator: true } as const;
      await server.putCode({ hash: hashOfCode(code), school: id, ...what, expires, usedFor: null });
      const line = { at: now, who: "", device: "", about: account.adult, facts: JSON.stringify({ at: "terminal" }) };
      await appendToAudit(tx, [{ ...line, what: "invited" }]);
      return { code, expires };
    }
    return { administrators };
  });
}
