// The server's knowledge of an adult's key on this device. It is told again at every sign-in, and under a new epoch as
// soon as a session stands: a server that was restored may have lost it, and what it signed waits there [S21].

import type { AdultId } from "#ledger/names.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { authorKeyAnswerShape } from "#protocol/session.ts";
import { answerOf } from "../ask-server.ts";
import type { Opened } from "../opened.ts";
import type { Store, StoreTx } from "../ports.ts";
import { type ServerLink, shaped } from "../sync/server-link.ts";

/** In the session of the adult whose key it is. The same key again keeps its name. */
export async function registerKey(
  server: ServerLink,
  key: string,
  as?: AdultId,
): Promise<{ readonly name: string } | Refusal> {
  const parse = shaped(authorKeyAnswerShape);
  const heard = answerOf(await server.ask({ method: "POST", path: ROUTES.authorKeys, body: { key }, parse, as }));
  return "value" in heard ? { name: heard.value.name } : heard;
}

export async function keepKeyName(tx: StoreTx, adult: AdultId, name: string): Promise<void> {
  await tx.setControl("authorKeys", { ...(await tx.control("authorKeys")), [adult]: name });
  const epoch = await tx.control("epoch");
  if (epoch !== undefined) await tx.setControl("keyEpochs", { ...(await tx.control("keyEpochs")), [adult]: epoch });
}

export interface KeyOfferDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly opened: () => Opened | undefined;
  /** The key has another name now. */
  readonly renamed: (adult: AdultId, name: string) => void;
}

/** Offers the key of whoever is here, once for each epoch; where no session stands, signing in does it. */
export function createKeyOffer({ store, server, opened, renamed }: KeyOfferDeps): () => Promise<void> {
  let tried = "";
  return async () => {
    const here = opened();
    // A cover adult's key is in the record that let them in, and no session is theirs (A34).
    if (!here || here.cover) return;
    const { adult, author } = here;
    const { epoch, last } = await store.read(async (tx) => ({
      epoch: await tx.control("epoch"),
      last: (await tx.control("keyEpochs"))?.[adult],
    }));
    const attempt = `${adult}|${epoch}|${here.enrolled.device}`;
    if (epoch === undefined || last === epoch || tried === attempt) return;
    const registered = await registerKey(server, author.publicKey, adult);
    if (isRefusal(registered)) {
      // Not reached is not tried.
      if (registered.code !== "unreachable") tried = attempt;
      return;
    }
    await store.write("strict", (tx) => keepKeyName(tx, adult, registered.name), { scopes: [], parts: [] });
    renamed(adult, registered.name);
  };
}
