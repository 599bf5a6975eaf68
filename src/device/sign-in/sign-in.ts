// How an adult comes to be at this device: setting up, enrolling, signing in, the five words, the demo. Each ends
// with an open vault, or with a sentence that says why not.

import type { AdultId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { enrolAnswerShape, type Enrolled, setupAnswerShape, type SignedIn, signedInShape } from "#protocol/session.ts";
import { answerOf } from "../ask-server.ts";
import type { Device } from "../door.ts";
import type { Opened } from "../opened.ts";
import type { Scheduler } from "../ports.ts";
import { keepLeftBehind } from "../mend.ts";
import { liftSchoolLock, schoolLocked } from "../school-lock.ts";
import type { SchoolClock } from "../school-clock.ts";
import { queueAccepted } from "../sync/new-epoch.ts";
import { shaped } from "../sync/server-link.ts";
import { createSender } from "../vault/envelope.ts";
import { openPhraseSlot } from "../vault/phrase-slot.ts";
import { tryBoxes } from "../vault/try-boxes.ts";
import { createDemo } from "./demo.ts";
import { deviceKeys } from "./device-keys.ts";
import { keepKeyName, registerKey } from "./author-key.ts";
import { createBeginAgain } from "./begin-again.ts";
import { createCover } from "./cover.ts";
import { createPins, type Pins } from "./pins.ts";
import { type LetIn, type LetInDeps, type LetInHow, letIn, openedWith, remakeOnlineSlots } from "./let-in.ts";

export interface SignInDeps extends Omit<LetInDeps, "slowHashCost" | "pinCost"> {
  readonly slowHashCost?: LetInDeps["slowHashCost"];
  readonly pinCost?: LetInDeps["pinCost"];
  readonly scheduler: Scheduler;
  readonly clock: SchoolClock;
  readonly commit: Device["commit"];
  /** The vault is open; whoever was there before is shut out first. */
  readonly open: (opened: Opened) => void;
  readonly opened: () => Opened | undefined;
  /** The device has another name or another epoch in the store. */
  readonly adopt: () => Promise<void>;
  readonly shut: () => void;
  /** Hears of what went wrong where nobody waits for it. */
  readonly onError: (error: unknown) => void;
  /** Nothing stays of the second copy of what waits. */
  readonly forgetCopy: () => Promise<void>;
  /** Slots or enrolment changed while nothing is open. */
  readonly refresh: () => Promise<void>;
}

export type SignIn = Pick<
  Device,
  | "setUp"
  | "enrol"
  | "readmit"
  | "signIn"
  | "openWithWords"
  | "openWithPin"
  | "setPin"
  | "dropPin"
  | "letCoverIn"
  | "enterDemo"
  | "leaveDemo"
> & {
  readonly pins: Pick<Pins, "warm" | "refresh" | "forget">;
  /** Goes on under a new name, when the numbers of this one were used by something else [S19]. */
  renew(): Promise<boolean>;
  /** The vault cannot be opened on this device any more: every slot is destroyed. */
  destroyKeys(): Promise<void>;
};

/** Signed in, and yet the device opens by five words alone. */
const WITH_WORDS: readonly string[] = ["vaultShut", "wordsNeeded"];
/** Argon2id: half a second on a cheap tablet, tens of thousands of card-years for five words (docs/spec/vault.md). */
const SLOW = { memoryKib: 64 * 1024, passes: 3 };
/**
 * A third of a second on a cheap tablet: a hand-over in the middle of a lesson is done within one. What holds a PIN is that
 * it can be tried on an opened page only, twenty times.
 */
const QUICK = { memoryKib: 32 * 1024, passes: 3 };

export function createSignIn(given: SignInDeps): SignIn {
  const deps = { ...given, slowHashCost: given.slowHashCost ?? SLOW, pinCost: given.pinCost ?? QUICK };
  const { store, server, randomBytes, slowHash, scheduler, open, opened, shut, refresh } = deps;

  const beginAgain = createBeginAgain(deps);
  const pins = createPins(deps);
  /** What the server released when no slot opened with it: the next five words make slots for it. */
  let released: SignedIn | undefined;

  async function keepEnrolment(enrolled: Enrolled, name?: string): Promise<void> {
    await store.write(
      "strict",
      async (tx) => {
        await tx.setControl("enrolled", enrolled);
        await keepLeftBehind(tx, enrolled.device);
        await tx.setControl("keyEpochs", undefined);
        // What stands here was told by another server, or before it was restored.
        if ((await tx.control("epoch")) !== enrolled.epoch) {
          for (const place of ["cursor", "snapshotAfter"] as const) await tx.setControl(place, undefined);
          // What another school took in is safe there, and can be sent nowhere else.
          await queueAccepted(tx, ({ wire }) => wire.school === enrolled.school);
        }
        if (name !== undefined) await tx.setControl("deviceName", name);
        await tx.setControl("epoch", enrolled.epoch);
        await tx.setControl("offeredEpoch", enrolled.epoch);
      },
      { scopes: [], parts: ["control"] },
    );
  }

  /** The words an adult must be shown once, and the vault open. */
  async function welcome(enrolled: Enrolled, signedIn: SignedIn, how?: LetInHow) {
    await liftSchoolLock(store);
    const come: LetIn | Refusal = await letIn(deps, enrolled, signedIn, how);
    if (isRefusal(come)) return come;
    open(come.opened);
    await pins.refresh(come.opened.adult);
    return come.words ? { words: come.words } : {};
  }

  async function signInHere({
    wordsLost = false,
    ...input
  }: Parameters<Device["signIn"]>[0]): ReturnType<Device["signIn"]> {
    const enrolled = await store.read((tx) => tx.control("enrolled"));
    if (!enrolled)
      return refuse("notEnrolled", "This tablet belongs to no school yet. Ask an administrator for a code.");
    const heard = answerOf(
      await server.ask({ method: "POST", path: ROUTES.signIn, body: input, parse: shaped(signedInShape) }),
    );
    if (!("value" in heard)) return heard;
    const signedIn = heard.value;
    const come = await welcome(enrolled, signedIn, { wordsLost });
    if (!isRefusal(come) || !WITH_WORDS.includes(come.code)) return come;
    released = signedIn;
    const here = opened();
    if (here?.adult !== signedIn.adult) return come;
    // Open already, with words: the session is what was wanted.
    const registered = await registerKey(server, here.author.publicKey);
    if (isRefusal(registered)) return registered;
    await store.write("strict", (tx) => keepKeyName(tx, here.adult, registered.name), { scopes: [], parts: [] });
    await deps.adopt();
    return {};
  }

  async function destroyKeys(): Promise<void> {
    // Told again at every contact, and done once.
    if (!opened() && (await store.read((tx) => tx.slots())).length === 0) return;
    shut();
    // A way in that is still warm would outlive the slots.
    pins.forget();
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
      await keepEnrolment(enrolled, deviceName);
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
      await keepEnrolment(heard.value.enrolled, name);
      await refresh();
      return undefined;
    },

    signIn: signInHere,

    async readmit(how) {
      const refused = await beginAgain.readmit(how);
      if (refused || !("login" in how)) return refused;
      const signedIn = await signInHere(how);
      // It is let in; that the way in still wants five words is said where they are asked for.
      return isRefusal(signedIn) && !WITH_WORDS.includes(signedIn.code) ? signedIn : undefined;
    },
    renew: () => beginAgain.renew(),

    async openWithWords(adult: AdultId, words) {
      // Asked for at once: each is an answer of the browser's to be waited for.
      const [enrolled, slots, names, locked] = await store.read((tx) =>
        Promise.all([tx.control("enrolled"), tx.slots(), tx.control("authorKeys"), schoolLocked(tx)]),
      );
      const slot = slots.find((one) => one.kind === "phrase" && one.adult === adult);
      const name = names?.[adult];
      if (locked) return locked;
      if (!enrolled || !slot || name === undefined)
        return refuse("noWords", "You have no words on this tablet yet. Sign in while it is connected.");
      const hashing = openPhraseSlot(slot, words, slowHash);
      // The words are worked out elsewhere. Meanwhile: what needs no key of theirs.
      const stopTrying = scheduler.after(0, () => tryBoxes(randomBytes));
      const sender = createSender(enrolled.serverKey, randomBytes);
      const keys = await hashing.finally(stopTrying);
      if (!keys) {
        sender.key.fill(0);
        return refuse("wrongWords", "Those are not your five words. Check each one, then try again.");
      }
      const { vaultKey, authorSeed: seed } = keys;
      // It was heard of while the words were worked out.
      const lockedSince = await store.read(schoolLocked);
      if (lockedSince) {
        for (const secret of [vaultKey, seed, sender.key]) secret.fill(0);
        return lockedSince;
      }
      if (released) await remakeOnlineSlots(deps, released, { adult, label: slot.label, vaultKey, seed });
      released = undefined;
      open(openedWith(deps, { enrolled, adult, label: slot.label, authorKey: name, vaultKey, seed, sender }));
      vaultKey.fill(0);
      seed.fill(0);
      await pins.refresh(adult);
      return undefined;
    },

    openWithPin: pins.openWithPin,
    setPin: pins.setPin,
    dropPin: pins.dropPin,
    pins,
    letCoverIn: createCover(deps),
    ...createDemo({ ...deps, keepEnrolment, welcome, destroyKeys, refresh }),
    destroyKeys,
  };
}
