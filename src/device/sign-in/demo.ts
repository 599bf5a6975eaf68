// The demo school: in with a tap, out without a trace.

import type { RandomBytes } from "#base/id.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { doneAnswerShape, type Enrolled, setupAnswerShape, type SignedIn } from "#protocol/session.ts";
import { answerOf } from "../ask-server.ts";
import type { Device } from "../door.ts";
import type { Store } from "../ports.ts";
import { type ServerLink, shaped } from "../sync/server-link.ts";
import { DEMO_PIN, DEMO_WORDS } from "./demo-words.ts";
import type { LetInHow } from "./let-in.ts";
import { deviceKeys } from "./device-keys.ts";

export interface DemoDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly randomBytes: RandomBytes;
  readonly keepEnrolment: (enrolled: Enrolled) => Promise<void>;
  readonly welcome: (
    enrolled: Enrolled,
    signedIn: SignedIn,
    how: LetInHow,
  ) => Promise<{ readonly words?: readonly string[]; readonly refused?: false } | Refusal>;
  readonly destroyKeys: () => Promise<void>;
  readonly refresh: () => Promise<void>;
}

export function createDemo(deps: DemoDeps): Pick<Device, "enterDemo" | "leaveDemo"> {
  const { store, server, randomBytes, keepEnrolment, welcome, destroyKeys, refresh } = deps;

  /** Keys first: deleting does not erase, but what nobody can open is gone [V22]. */
  async function removeEverything(): Promise<void> {
    await destroyKeys();
    await store.destroy();
    await refresh();
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
      const parse = shaped(setupAnswerShape);
      const heard = answerOf(
        await server.ask({ method: "POST", path: ROUTES.demoEnter, body: { persona, device }, parse }),
      );
      if (!("value" in heard)) return heard;
      const { enrolled, signedIn } = heard.value;
      // The demo began again since: what was kept of the one before belongs to no school any more.
      if (before && before.device !== enrolled.device) await removeEverything();
      await store.write("strict", (tx) => tx.setControl("deviceKeys", keys.kept), { scopes: [], parts: [] });
      if (before?.device !== enrolled.device) await keepEnrolment(enrolled);
      // Another persona's tablet may be of another kind.
      else if (before.kind !== enrolled.kind)
        await store.write("strict", (tx) => tx.setControl("enrolled", enrolled), { scopes: [], parts: ["control"] });
      const come = await welcome(enrolled, signedIn, { publishedWords: DEMO_WORDS, publishedPin: DEMO_PIN });
      if (!isRefusal(come)) return undefined;
      await refresh();
      return come;
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
