// Lets an adult in whom the server has just vouched for: opens the vault with what the server released, or makes it
// when this is the first adult on the device; opens the adult's author key, or makes and registers it.

import { base64ToBytes } from "#base/bytes.ts";
import { type RandomBytes, randomId } from "#base/id.ts";
import type { AdultId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { authorKeyAnswerShape, type Enrolled, type SignedIn } from "#protocol/session.ts";
import { answerOf } from "../ask-server.ts";
import type { Opened } from "../opened.ts";
import type { Control, Slot, SlowHash, Store } from "../ports.ts";
import { type ServerLink, shaped } from "../sync/server-link.ts";
import { createSender } from "../vault/envelope.ts";
import { makeOnlineSlot, openOnlineSlot } from "../vault/online-slot.ts";
import { makePhraseSlot } from "../vault/phrase-slot.ts";
import { createSealer, VAULT_KEY_BYTES } from "../vault/seal.ts";
import { createSigningKey, SEED_BYTES } from "../vault/signing-key.ts";
import { drawWords } from "../vault/words.ts";

export interface LetInDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly randomBytes: RandomBytes;
  readonly slowHash: SlowHash;
  readonly slowHashCost: { readonly memoryKib: number; readonly passes: number };
}

export interface LetIn {
  readonly opened: Opened;
  /** The adult's five words, the first time on this device. */
  readonly words?: readonly string[];
}

/** `publishedWords`: the demo's, instead of words of the adult's own: nobody there is real [V24]. */
export async function letIn(
  deps: LetInDeps,
  enrolled: Enrolled,
  signedIn: SignedIn,
  publishedWords?: readonly string[],
): Promise<LetIn | Refusal> {
  const { store, randomBytes } = deps;
  const held = await store.read(async (tx) => ({
    slots: await tx.slots(),
    keys: (await tx.control("deviceKeys")) as Control["deviceKeys"],
    authorKeys: (await tx.control("authorKeys")) ?? {},
  }));
  const secret = base64ToBytes(held.keys.secret);
  const vaultKey = vaultKeyFrom(held.slots, signedIn, secret) ?? newVaultKey(held.slots, randomBytes);
  if (!vaultKey) return refuse("vaultShut", "This tablet no longer opens with a login. Open it with your five words.");
  const adult = signedIn.adult as AdultId;
  const label = `${signedIn.givenName} ${signedIn.familyName.charAt(0)}`.trim();
  const name = held.authorKeys[adult];
  const known = name === undefined ? undefined : authorSeedFrom(held.slots, signedIn, secret);
  try {
    if (known && name !== undefined)
      return { opened: openedWith(deps, { enrolled, adult, label, authorKey: name, vaultKey, seed: known }) };
    const seed = Uint8Array.from(randomBytes(SEED_BYTES));
    // Registered before it is kept: what is signed with a key that the server never heard of is not believed.
    const registered = await registerKey(deps.server, seed);
    if (isRefusal(registered)) return registered;
    const words = publishedWords ?? drawWords(randomBytes);
    const slots = await slotsFor(deps, { signedIn, secret, label, vaultKey, seed, words, held: held.slots });
    const kept = await store.write(
      "strict",
      async (tx) => {
        // Another tab let its first adult in while this one asked the server: there is a vault key now.
        if (held.slots.length === 0 && (await tx.slots()).some(isDeviceSlot)) return false;
        // Slots of the same adult from before open a key that signs nothing new.
        for (const slot of await tx.slots()) if (slot.adult === adult) await tx.deleteSlot(slot.id);
        for (const slot of slots) await tx.putSlot(slot);
        await tx.setControl("authorKeys", { ...(await tx.control("authorKeys")), [adult]: registered.name });
        return true;
      },
      { scopes: [], parts: ["slots", "control"] },
    );
    // Once more, with that key: what it was sealed under stays readable.
    if (!kept) {
      seed.fill(0);
      return await letIn(deps, enrolled, signedIn, publishedWords);
    }
    const opened = openedWith(deps, { enrolled, adult, label, authorKey: registered.name, vaultKey, seed });
    seed.fill(0);
    return { opened, words };
  } finally {
    vaultKey.fill(0);
    known?.fill(0);
  }
}

/** The keys in memory. What is handed in is copied; the caller zeroes it. */
export function openedWith(
  deps: Pick<LetInDeps, "randomBytes">,
  from: Pick<Opened, "enrolled" | "adult" | "label" | "authorKey"> & {
    readonly vaultKey: Uint8Array;
    readonly seed: Uint8Array;
  },
): Opened {
  const { vaultKey, seed, ...who } = from;
  return {
    ...who,
    author: createSigningKey(seed),
    sender: createSender(who.enrolled.serverKey, deps.randomBytes),
    sealer: createSealer(vaultKey, deps.randomBytes),
  };
}

const isDeviceSlot = (slot: Slot): boolean => slot.kind === "online" && slot.wraps === "vault" && slot.adult === null;

function vaultKeyFrom(slots: readonly Slot[], { vaultShare }: SignedIn, secret: Uint8Array): Uint8Array | undefined {
  const slot = slots.find(isDeviceSlot);
  return slot && openOnlineSlot(slot, { share: base64ToBytes(vaultShare), secret });
}

/** Only where nobody has come in yet: a second key would leave everything sealed under the first one unread. */
function newVaultKey(slots: readonly Slot[], randomBytes: RandomBytes): Uint8Array | undefined {
  return slots.length === 0 ? Uint8Array.from(randomBytes(VAULT_KEY_BYTES)) : undefined;
}

function authorSeedFrom(
  slots: readonly Slot[],
  { adult, authorShare }: SignedIn,
  secret: Uint8Array,
): Uint8Array | undefined {
  const slot = slots.find((one) => one.kind === "online" && one.wraps === "author" && one.adult === adult);
  return slot && openOnlineSlot(slot, { share: base64ToBytes(authorShare), secret });
}

async function registerKey(server: ServerLink, seed: Uint8Array): Promise<{ readonly name: string } | Refusal> {
  const key = createSigningKey(seed);
  const body = { key: key.publicKey };
  key.shut();
  const heard = answerOf(
    await server.ask({ method: "POST", path: ROUTES.authorKeys, body, parse: shaped(authorKeyAnswerShape) }),
  );
  return "value" in heard ? { name: heard.value.name } : heard;
}

async function slotsFor(
  { randomBytes, slowHash, slowHashCost }: LetInDeps,
  from: {
    readonly signedIn: SignedIn;
    readonly secret: Uint8Array;
    readonly label: string;
    readonly vaultKey: Uint8Array;
    readonly seed: Uint8Array;
    readonly words: readonly string[];
    readonly held: readonly Slot[];
  },
): Promise<readonly Slot[]> {
  const { signedIn, secret, label, vaultKey, seed, words, held } = from;
  const adult = signedIn.adult as AdultId;
  const head = () => ({ id: randomId<string>(randomBytes), adult, label, randomBytes });
  const phrase = await makePhraseSlot({ ...head(), words, vaultKey, authorSeed: seed, cost: slowHashCost, slowHash });
  const authorShare = base64ToBytes(signedIn.authorShare);
  const author = makeOnlineSlot({ ...head(), wraps: "author", share: authorShare, secret, key: seed });
  if (held.some(isDeviceSlot)) return [phrase, author];
  const share = base64ToBytes(signedIn.vaultShare);
  const device = makeOnlineSlot({ ...head(), wraps: "vault", adult: null, label: "", share, secret, key: vaultKey });
  return [phrase, author, device];
}
