// The demo school: in with a tap, out without a trace.

import { base64ToBytes } from "#base/bytes.ts";
import type { AdultId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import {
  demoEnteredShape,
  type DemoEntered,
  doneAnswerShape,
  type Enrolled,
  type SignedIn,
} from "#protocol/session.ts";
import { answerOf } from "../ask-server.ts";
import type { Device } from "../door.ts";
import type { Opened } from "../opened.ts";
import { shaped } from "../sync/server-link.ts";
import { createSigningKey, SEED_BYTES } from "../vault/signing-key.ts";
import { keepKeyName } from "./author-key.ts";
import { DEMO_PIN, DEMO_WORDS } from "./demo-words.ts";
import { labelFrom, type LetInDeps, type LetInHow, slotsFor } from "./let-in.ts";
import { deviceKeys } from "./device-keys.ts";

export interface DemoDeps extends LetInDeps {
  readonly opened: () => Opened | undefined;
  readonly keepEnrolment: (enrolled: Enrolled) => Promise<void>;
  readonly welcome: (
    enrolled: Enrolled,
    signedIn: SignedIn,
    how: LetInHow,
  ) => Promise<{ readonly words?: readonly string[]; readonly refused?: false } | Refusal>;
  readonly destroyKeys: () => Promise<void>;
  readonly refresh: () => Promise<void>;
  /** Hears of what went wrong where nobody waits for it. */
  readonly onError: (error: unknown) => void;
  readonly forgetCopy: () => Promise<void>;
}

/** Who is known on the room's tablet beside whoever runs the room: it is handed over without a signal. */
const BESIDE = "reintegration";

export function createDemo(deps: DemoDeps): Pick<Device, "enterDemo" | "leaveDemo"> {
  const { store, server, randomBytes, opened, keepEnrolment, welcome, destroyKeys, refresh } = deps;

  /** Keys first: deleting does not erase, but what nobody can open is gone [V22]. */
  async function removeEverything(): Promise<void> {
    await destroyKeys();
    await store.destroy();
    // Whatever became of the copy: nothing in it opens any more.
    await deps.forgetCopy().catch(deps.onError);
    await refresh();
  }

  /** With the vault open: the colleague's ways in, as if they had been here. */
  async function knowColleague(told: NonNullable<DemoEntered["beside"]>, seed: Uint8Array): Promise<void> {
    const adult = told.signedIn.adult as AdultId;
    const { slots: held, keys } = await store.read(async (tx) => ({
      slots: await tx.slots(),
      keys: await tx.control("deviceKeys"),
    }));
    const vaultKey = opened()?.sealer.withVaultKey((key) => Uint8Array.from(key));
    if (!vaultKey || !keys || held.some((slot) => slot.adult === adult)) return;
    const slots = await slotsFor(deps, {
      signedIn: told.signedIn,
      secret: base64ToBytes(keys.secret),
      label: labelFrom(told.signedIn),
      vaultKey,
      seed,
      words: DEMO_WORDS,
      pin: DEMO_PIN,
      held,
    });
    vaultKey.fill(0);
    await store.write(
      "strict",
      async (tx) => {
        // The demo was left, or they came in themselves, while it was worked out.
        const now = await tx.slots();
        if (now.length === 0 || now.some((slot) => slot.adult === adult)) return;
        for (const slot of slots) await tx.putSlot(slot);
        await keepKeyName(tx, adult, told.authorKey);
      },
      { scopes: [], parts: ["slots", "control"] },
    );
  }

  return {
    async enterDemo(persona) {
      const before = await store.read((tx) => tx.control("enrolled"));
      if (before && !before.demo)
        return refuse("notTheDemo", "This tablet belongs to a school. The demo is not entered from it.");
      const keys = await deviceKeys(store, randomBytes);
      const device = {
        name: "Demo tablet",
        kind: persona === "room" ? "shared" : "personal",
        publicKey: keys.publicKey,
      };
      const author =
        !before && persona === "room" ? createSigningKey(Uint8Array.from(randomBytes(SEED_BYTES))) : undefined;
      const beside = author && { beside: { persona: BESIDE, key: author.publicKey } };
      const body = { persona, device, ...beside };
      const parse = shaped(demoEnteredShape);
      const heard = answerOf(await server.ask({ method: "POST", path: ROUTES.demoEnter, body, parse }));
      if (!("value" in heard)) return heard;
      const { enrolled, signedIn, beside: told } = heard.value;
      // The demo began again since: what was kept of the one before belongs to no school any more.
      if (before && before.device !== enrolled.device) await removeEverything();
      await store.write("strict", (tx) => tx.setControl("deviceKeys", keys.kept), { scopes: [], parts: [] });
      if (before?.device !== enrolled.device) await keepEnrolment(enrolled);
      // Another persona's tablet may be of another kind.
      else if (before.kind !== enrolled.kind)
        await store.write("strict", (tx) => tx.setControl("enrolled", enrolled), { scopes: [], parts: ["control"] });
      const come = await welcome(enrolled, signedIn, { publishedWords: DEMO_WORDS, publishedPin: DEMO_PIN });
      if (isRefusal(come)) {
        await refresh();
        return come;
      }
      // Nobody waits for it: the first screen stands.
      if (author && told) {
        const seed = author.withSeed((held) => Uint8Array.from(held));
        void knowColleague(told, seed)
          .catch(deps.onError)
          .finally(() => seed.fill(0));
      }
      author?.shut();
      return undefined;
    },

    async leaveDemo() {
      const enrolled = await store.read((tx) => tx.control("enrolled"));
      if (!enrolled?.demo) return;
      // Told if it can be told: a server that hears nothing forgets the demo by itself.
      await server.ask({ method: "POST", path: ROUTES.demoLeave, body: {}, parse: shaped(doneAnswerShape) });
      await removeEverything();
    },
  };
}
