// How an adult comes to be at this device: setting up, enrolling, signing in, the five words, the demo. Each ends
// with an open vault, or with a sentence that says why not.

import type { AdultId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { enrolAnswerShape, type Enrolled, setupAnswerShape, signedInShape } from "#protocol/session.ts";
import { answerOf } from "../ask-server.ts";
import type { Device } from "../door.ts";
import type { Opened } from "../opened.ts";
import { shaped } from "../sync/server-link.ts";
import { openPhraseSlot } from "../vault/phrase-slot.ts";
import { createDemo } from "./demo.ts";
import { deviceKeys } from "./device-keys.ts";
import { type LetIn, type LetInDeps, letIn, openedWith } from "./let-in.ts";

export interface SignInDeps extends Omit<LetInDeps, "slowHashCost"> {
  readonly slowHashCost?: LetInDeps["slowHashCost"];
  /** The vault is open; whoever was there before is shut out first. */
  readonly open: (opened: Opened) => void;
  readonly shut: () => void;
  /** Slots or enrolment changed while nothing is open. */
  readonly refresh: () => Promise<void>;
}

export type SignIn = Pick<Device, "setUp" | "enrol" | "signIn" | "openWithWords" | "enterDemo" | "leaveDemo"> & {
  /** The vault cannot be opened on this device any more: every slot is destroyed. */
  destroyKeys(): Promise<void>;
};

/** Argon2id: half a second on a cheap tablet, tens of thousands of card-years for five words (docs/spec/vault.md). */
const SLOW = { memoryKib: 64 * 1024, passes: 3 };

export function createSignIn(given: SignInDeps): SignIn {
  const deps = { ...given, slowHashCost: given.slowHashCost ?? SLOW };
  const { store, server, randomBytes, slowHash, open, shut, refresh } = deps;

  async function keepEnrolment(enrolled: Enrolled): Promise<void> {
    await store.write(
      "strict",
      async (tx) => {
        await tx.setControl("enrolled", enrolled);
        await tx.setControl("epoch", enrolled.epoch);
        await tx.setControl("offeredEpoch", enrolled.epoch);
      },
      { scopes: [], parts: ["control"] },
    );
  }

  /** The words an adult must be shown once, and the vault open. */
  async function welcome(enrolled: Enrolled, signedIn: Parameters<typeof letIn>[2], words?: readonly string[]) {
    const come: LetIn | Refusal = await letIn(deps, enrolled, signedIn, words);
    if (isRefusal(come)) return come;
    open(come.opened);
    return come.words ? { words: come.words } : {};
  }

  async function destroyKeys(): Promise<void> {
    shut();
    await store.write(
      "strict",
      async (tx) => {
        for (const slot of await tx.slots()) await tx.deleteSlot(slot.id);
      },
      { scopes: [], parts: ["slots"] },
    );
    await refresh();
  }

  return {
    async setUp({ deviceName, deviceKind, ...input }) {
      const { publicKey } = await deviceKeys(store, randomBytes);
      const body = { ...input, device: { name: deviceName, kind: deviceKind, publicKey } };
      const heard = answerOf(
        await server.askUnsigned({ method: "POST", path: ROUTES.setup, body, parse: shaped(setupAnswerShape) }),
      );
      if (!("value" in heard)) return heard;
      const { enrolled, signedIn } = heard.value;
      await keepEnrolment(enrolled);
      const come = await welcome(enrolled, signedIn);
      if (isRefusal(come)) await refresh();
      return isRefusal(come) ? come : { words: come.words ?? [] };
    },

    async enrol({ code, name, kind }) {
      const { publicKey } = await deviceKeys(store, randomBytes);
      const body = { code, device: { name, kind, publicKey } };
      const heard = answerOf(
        await server.askUnsigned({ method: "POST", path: ROUTES.enrol, body, parse: shaped(enrolAnswerShape) }),
      );
      if (!("value" in heard)) return heard;
      await keepEnrolment(heard.value.enrolled);
      await refresh();
      return undefined;
    },

    async signIn(input) {
      const enrolled = await store.read((tx) => tx.control("enrolled"));
      if (!enrolled)
        return refuse("notEnrolled", "This tablet belongs to no school yet. Ask an administrator for a code.");
      const heard = answerOf(
        await server.ask({ method: "POST", path: ROUTES.signIn, body: input, parse: shaped(signedInShape) }),
      );
      return "value" in heard ? welcome(enrolled, heard.value) : heard;
    },

    async openWithWords(adult: AdultId, words) {
      const held = await store.read(async (tx) => ({
        enrolled: await tx.control("enrolled"),
        slot: (await tx.slots()).find((slot) => slot.kind === "phrase" && slot.adult === adult),
        name: (await tx.control("authorKeys"))?.[adult],
      }));
      const { enrolled, slot, name } = held;
      if (!enrolled || !slot || name === undefined)
        return refuse("noWords", "You have no words on this tablet yet. Sign in while it is connected.");
      const keys = await openPhraseSlot(slot, words, slowHash);
      if (!keys) return refuse("wrongWords", "Those are not your five words. Check each one, then try again.");
      const { vaultKey, authorSeed: seed } = keys;
      open(openedWith(deps, { enrolled, adult, label: slot.label, authorKey: name, vaultKey, seed }));
      vaultKey.fill(0);
      seed.fill(0);
      return undefined;
    },

    ...createDemo({ store, server, randomBytes, keepEnrolment, welcome, destroyKeys, refresh }),
    destroyKeys,
  };
}
