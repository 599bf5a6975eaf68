// Lets an adult in whom the server has just vouched for: opens the vault with what the server released, or makes it
// when this is the first adult on the device; opens the adult's author key, or makes and registers it.

import { base64ToBytes } from "#base/bytes.ts";
import { type RandomBytes, randomId } from "#base/id.ts";
import type { AdultId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import type { Enrolled, SignedIn } from "#protocol/session.ts";
import type { Opened } from "../opened.ts";
import type { Control, Slot, SlowHash, Store } from "../ports.ts";
import type { ServerLink } from "../sync/server-link.ts";
import { createSender, type Sender } from "../vault/envelope.ts";
import { makeOnlineSlot, openOnlineSlot } from "../vault/online-slot.ts";
import { makePhraseSlot } from "../vault/phrase-slot.ts";
import { hashPin, pinSlotOf } from "../vault/pin-slot.ts";
import { createSealer, VAULT_KEY_BYTES } from "../vault/seal.ts";
import { createSigningKey, SEED_BYTES } from "../vault/signing-key.ts";
import { drawWords } from "../vault/words.ts";
import { keepKeyName, registerKey } from "./author-key.ts";

const WORDS_NEEDED =
  "You are signed in. Open this tablet with your five words once, so that what you wrote is known as yours; then your login works again.";
const VAULT_SHUT =
  "You are signed in, but this tablet does not open with a login at the moment. Open it with five words once; then logins work again.";

export interface LetInDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly randomBytes: RandomBytes;
  readonly slowHash: SlowHash;
  readonly slowHashCost: { readonly memoryKib: number; readonly passes: number };
  readonly pinCost: { readonly memoryKib: number; readonly passes: number };
}

export interface LetIn {
  readonly opened: Opened;
  /** The adult's five words, the first time on this device. */
  readonly words?: readonly string[];
}

export interface LetInHow {
  /** The demo's, instead of words of the adult's own: nobody there is real [V24]. */
  readonly publishedWords?: readonly string[];
  /** Likewise. */
  readonly publishedPin?: string;
  /** The adult has lost their five words: with new ones comes a new key, and what the old one signed stays aside. */
  readonly wordsLost?: boolean;
}

export async function letIn(
  deps: LetInDeps,
  enrolled: Enrolled,
  signedIn: SignedIn,
  how: LetInHow = {},
): Promise<LetIn | Refusal> {
  const { publishedWords, wordsLost = publishedWords !== undefined } = how;
  const { store, randomBytes } = deps;
  const held = await store.read(async (tx) => ({
    slots: await tx.slots(),
    keys: (await tx.control("deviceKeys")) as Control["deviceKeys"],
    authorKeys: (await tx.control("authorKeys")) ?? {},
  }));
  const secret = base64ToBytes(held.keys.secret);
  const vaultKey = vaultKeyFrom(held.slots, signedIn, secret) ?? newVaultKey(held.slots, randomBytes);
  if (!vaultKey) return refuse("vaultShut", VAULT_SHUT);
  const adult = signedIn.adult as AdultId;
  const label = labelFrom(signedIn);
  const name = held.authorKeys[adult];
  const known = name === undefined ? undefined : authorSeedFrom(held.slots, signedIn, secret);
  try {
    if (known && name !== undefined) {
      const authorKey = await registerAgain(deps, adult, known, name);
      return { opened: openedWith(deps, { enrolled, adult, label, authorKey, vaultKey, seed: known }) };
    }
    // The server releases another share than it did: it was restored. Their words still open the key that signed what
    // they wrote; a new key would leave that aside for ever [S21].
    const phrase = held.slots.some((slot) => slot.kind === "phrase" && slot.adult === adult);
    if (name !== undefined && phrase && !wordsLost) return refuse("wordsNeeded", WORDS_NEEDED);
    const seed = Uint8Array.from(randomBytes(SEED_BYTES));
    // Registered before it is kept: what is signed with a key that the server never heard of is not believed.
    const registered = await registerKey(deps.server, publicKeyOf(seed));
    if (isRefusal(registered)) return registered;
    const words = publishedWords ?? drawWords(randomBytes);
    const pin = how.publishedPin;
    const slots = await slotsFor(deps, { signedIn, secret, label, vaultKey, seed, words, pin, held: held.slots });
    const kept = await store.write(
      "strict",
      async (tx) => {
        // Another tab let its first adult in while this one asked the server: there is a vault key now.
        if (held.slots.length === 0 && (await tx.slots()).some(isDeviceSlot)) return false;
        // Slots of the same adult from before open a key that signs nothing new.
        for (const slot of await tx.slots()) if (slot.adult === adult) await tx.deleteSlot(slot.id);
        for (const slot of slots) await tx.putSlot(slot);
        await keepKeyName(tx, adult, registered.name);
        return true;
      },
      { scopes: [], parts: ["slots", "control"] },
    );
    // Once more, with that key: what it was sealed under stays readable.
    if (!kept) {
      seed.fill(0);
      return await letIn(deps, enrolled, signedIn, how);
    }
    const opened = openedWith(deps, { enrolled, adult, label, authorKey: registered.name, vaultKey, seed });
    seed.fill(0);
    return { opened, words };
  } finally {
    vaultKey.fill(0);
    known?.fill(0);
  }
}

/** First name and initial, as the lock screen says them. */
export function labelFrom({ givenName, familyName }: Pick<SignedIn, "givenName" | "familyName">): string {
  return `${givenName} ${familyName.charAt(0)}`.trim();
}

/** The keys in memory. What is handed in is copied; the caller zeroes it. */
export function openedWith(
  deps: Pick<LetInDeps, "randomBytes">,
  from: Pick<Opened, "enrolled" | "adult" | "label" | "authorKey"> & {
    readonly vaultKey: Uint8Array;
    readonly seed: Uint8Array;
    /** Where one was made for this opening while there was time. */
    readonly sender?: Sender;
  },
): Opened {
  const { vaultKey, seed, sender = createSender(from.enrolled.serverKey, deps.randomBytes), ...who } = from;
  return {
    ...who,
    author: createSigningKey(seed),
    sender,
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

function publicKeyOf(seed: Uint8Array): string {
  const key = createSigningKey(seed);
  const { publicKey } = key;
  key.shut();
  return publicKey;
}

/** The server may have been restored since [S21]. Where it cannot be told, the device opens all the same. */
async function registerAgain(deps: LetInDeps, adult: AdultId, seed: Uint8Array, name: string): Promise<string> {
  const registered = await registerKey(deps.server, publicKeyOf(seed));
  if (isRefusal(registered)) return name;
  await deps.store.write("strict", (tx) => keepKeyName(tx, adult, registered.name), { scopes: [], parts: [] });
  return registered.name;
}

/**
 * New online slots, where the server releases other shares than it did [S18]: what they wrap has just been opened in
 * another way. An adult's own slot is made anew only in their own name.
 */
export async function remakeOnlineSlots(
  { store, randomBytes }: LetInDeps,
  released: SignedIn,
  keys: { readonly adult: AdultId; readonly label: string; readonly vaultKey: Uint8Array; readonly seed: Uint8Array },
): Promise<void> {
  const { adult, label, vaultKey, seed } = keys;
  await store.write(
    "strict",
    async (tx) => {
      const deviceSecret = (await tx.control("deviceKeys"))?.secret;
      if (deviceSecret === undefined) return;
      const secret = base64ToBytes(deviceSecret);
      const held = await tx.slots();
      const put = async (old: readonly Slot[], slot: Slot): Promise<void> => {
        for (const { id } of old) await tx.deleteSlot(id);
        await tx.putSlot(slot);
      };
      const head = () => ({ id: randomId<string>(randomBytes), secret, randomBytes });
      const share = base64ToBytes(released.vaultShare);
      const device = { ...head(), wraps: "vault", adult: null, label: "", share, key: vaultKey } as const;
      await put(held.filter(isDeviceSlot), makeOnlineSlot(device));
      if (released.adult !== adult) return;
      const own = held.filter((one) => one.kind === "online" && one.wraps === "author" && one.adult === adult);
      const authorShare = base64ToBytes(released.authorShare);
      await put(own, makeOnlineSlot({ ...head(), wraps: "author", adult, label, share: authorShare, key: seed }));
    },
    { scopes: [], parts: ["slots"] },
  );
}

export async function slotsFor(
  { randomBytes, slowHash, slowHashCost, pinCost }: LetInDeps,
  from: {
    readonly signedIn: SignedIn;
    readonly secret: Uint8Array;
    readonly label: string;
    readonly vaultKey: Uint8Array;
    readonly seed: Uint8Array;
    readonly words: readonly string[];
    readonly pin?: string | undefined;
    readonly held: readonly Slot[];
  },
): Promise<readonly Slot[]> {
  const { signedIn, secret, label, vaultKey, seed, words, pin, held } = from;
  const adult = signedIn.adult as AdultId;
  const head = () => ({ id: randomId<string>(randomBytes), adult, label, randomBytes });
  const [phrase, hashed] = await Promise.all([
    makePhraseSlot({ ...head(), words, vaultKey, authorSeed: seed, cost: slowHashCost, slowHash }),
    pin === undefined ? undefined : hashPin({ ...head(), pin, cost: pinCost, slowHash }),
  ]);
  const byPin = hashed ? [pinSlotOf(hashed, { vaultKey, authorSeed: seed }, randomBytes)] : [];
  const authorShare = base64ToBytes(signedIn.authorShare);
  const author = makeOnlineSlot({ ...head(), wraps: "author", share: authorShare, secret, key: seed });
  if (held.some(isDeviceSlot)) return [phrase, author, ...byPin];
  const share = base64ToBytes(signedIn.vaultShare);
  const device = makeOnlineSlot({ ...head(), wraps: "vault", adult: null, label: "", share, secret, key: vaultKey });
  return [phrase, author, ...byPin, device];
}
