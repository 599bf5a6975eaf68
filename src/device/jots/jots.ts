// What is written on a device that nobody has opened (V30–V32): a note by an adult whose hands are full, a pupil's own
// check-in. It is sealed at once, twice (vault/jot-box.ts), and counted until an adult files it, or it is handed to the
// server for the safeguarding lead. Nothing of it can be read here while the vault is shut.

import { type RandomBytes, randomId } from "#base/id.ts";
import { bytesToUtf8, utf8ToBytes } from "#base/bytes.ts";
import { canonicalJson, type Json, type JsonObject } from "#base/json.ts";
import type { AdultId, ScopeId } from "#ledger/names.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import { jotContext, jotsAnswerShape, jotTextShape, MOST_JOTS } from "#protocol/jot.ts";
import { ROUTES } from "#protocol/routes.ts";
import * as v from "valibot";
import type { Jot, JotAbout } from "../door.ts";
import type { Opened } from "../opened.ts";
import type { JotId, JotRow, Store, StoreTx } from "../ports.ts";
import type { SchoolClock } from "../school-clock.ts";
import { StoreTrouble } from "../store/store-trouble.ts";
import { paddedLength } from "../store/sealing.ts";
import { type ServerLink, shaped } from "../sync/server-link.ts";
import { makeJotKeys, openJot, openJotKeys, sealJot } from "../vault/jot-box.ts";

/** Characters of one note: what fits the wire (protocol/jot.ts) with room to spare. */
const LONGEST = 40_000;
/** Whoever finds a locked tablet can write on it: this many wait on it, and then an adult has to look. */
export const MOST_HERE = 500;

const TOUCHED = { scopes: [], parts: ["jots"] } as const;

export interface JotsDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly clock: SchoolClock;
  readonly randomBytes: RandomBytes;
  readonly opened: () => Opened | undefined;
  /** Hears whether storage works: a sentence, or null when it worked. */
  readonly onTrouble: (sentence: string | null) => void;
}

export interface Jots {
  jot(
    kind: string,
    body: JsonObject,
    about?: JotAbout,
  ): Promise<{ readonly refused?: false; readonly id: JotId } | Refusal>;
  takeJotBack(id: JotId): Promise<void>;
  setJotAside(id: JotId): Promise<void>;
  /** The vault is open: from now on jots can be sealed to it. */
  makeReady(): Promise<void>;
  /** Hands the server what was set aside; all of it where `everything` goes. Gives what it says of what it does not take. */
  deliver(everything: boolean): Promise<string | undefined>;
}

export function createJots(deps: JotsDeps): Jots {
  const { store, server, clock, randomBytes, opened, onTrouble } = deps;
  /** What this page wrote: nobody at a locked device changes or removes what was there before. */
  const ours = new Set<JotId>();
  return {
    async jot(kind, body, about = {}) {
      const held = await store.read(async (tx) => ({
        enrolled: await tx.control("enrolled"),
        keys: await tx.control("jotKeys"),
        waiting: await tx.jots(),
      }));
      const { enrolled, keys, waiting } = held;
      if (!enrolled || !keys) return refuse("notReady", "An adult has to open this tablet once before it takes notes.");
      const { author = null, scope = null, instead } = about;
      const before = waiting.find((row) => row.id === instead && !row.aside && ours.has(row.id));
      if (!before && waiting.length >= MOST_HERE)
        return refuse("tooMany", "Too many notes wait on this tablet. An adult has to open it and file them first.");
      const text = canonicalJson({ kind, body, at: clock.stamp(), author, scope } as Json);
      if (text.length > LONGEST) return refuse("tooLarge", "This is too long for one note. Save it in parts.");
      // Never under the same id: what was sent or filed under that takes none of the later words with it.
      const id = randomId<JotId>(randomBytes);
      const outside = { id, school: enrolled.school, device: enrolled.device };
      const context = jotContext(outside);
      const plain = utf8ToBytes(text);
      // [V15] Spaces do no harm to JSON, and lengths tell little.
      const padded = new Uint8Array(paddedLength(plain.length)).fill(0x20);
      padded.set(plain);
      const row: JotRow = {
        id,
        aside: false,
        box: sealJot(keys.publicKey, context, padded, randomBytes),
        wire: { ...outside, ...sealJot(enrolled.serverKey, context, padded, randomBytes) },
      };
      padded.fill(0);
      try {
        await store.write(
          "strict",
          async (tx) => {
            if (before) await tx.deleteJot(before.id);
            await tx.putJot(row);
          },
          TOUCHED,
        );
      } catch (error) {
        if (!(error instanceof StoreTrouble)) throw error;
        onTrouble(error.sentence);
        return refuse("notSaved", error.sentence);
      }
      onTrouble(null);
      ours.add(id);
      return { id };
    },

    async takeJotBack(id) {
      if (ours.has(id)) await forget([id]);
    },

    async setJotAside(id) {
      await store.write(
        "strict",
        async (tx) => {
          const row = (await tx.jots()).find((one) => one.id === id);
          if (row) await tx.putJot({ ...row, aside: true });
        },
        TOUCHED,
      );
    },

    async makeReady() {
      const here = opened();
      if (!here) return;
      const held = await store.read((tx) => tx.control("jotKeys"));
      const secret = held && openJotKeys(held, here.sealer);
      if (secret) return void secret.fill(0);
      // Made anew where they were altered: what was sealed to others' keys goes to the server.
      const made = makeJotKeys(here.sealer, randomBytes);
      await store.write(
        "strict",
        async (tx) => {
          const now = await tx.control("jotKeys");
          // Another tab was quicker.
          if (now?.publicKey !== held?.publicKey) return;
          await tx.setControl("jotKeys", made);
          for (const row of await tx.jots()) await tx.putJot({ ...row, aside: true });
        },
        { scopes: [], parts: ["jots", "control"] },
      );
    },

    async deliver(everything) {
      let rest = await store.read(async (tx) => (await tx.jots()).filter(({ aside }) => everything || aside));
      let said: string | undefined;
      while (rest.length > 0) {
        const some = rest.slice(0, MOST_JOTS);
        rest = rest.slice(MOST_JOTS);
        const body = { jots: some.map(({ wire }) => wire) };
        const heard = await server.ask({ method: "POST", path: ROUTES.jots, body, parse: shaped(jotsAnswerShape) });
        // S29: there is no room for these; there may be for others.
        if (heard.kind === "problem" && heard.problem.code === "quarantineFull") said = heard.problem.sentence;
        else if (heard.kind !== "answer") return said;
        else await forget(heard.value.kept as readonly string[] as readonly JotId[]);
      }
      return said;
    },
  };

  function forget(kept: readonly JotId[]): Promise<void> {
    return store.write(
      "strict",
      async (tx) => {
        for (const id of kept) await tx.deleteJot(id);
      },
      TOUCHED,
    );
  }
}

/** What this adult may file: their own, and what nobody in particular wrote. Oldest first. */
export async function jotsFor(tx: StoreTx, opened: Opened): Promise<readonly Jot[]> {
  const keys = await tx.control("jotKeys");
  const rows = (await tx.jots()).filter(({ aside }) => !aside);
  const secret = keys && rows.length > 0 ? openJotKeys(keys, opened.sealer) : undefined;
  if (!secret) return [];
  const jots = rows.flatMap((row) => {
    const text = textOf(secret, row);
    return text && (text.author === null || text.author === opened.adult) ? [{ id: row.id, ...text }] : [];
  });
  secret.fill(0);
  return jots.sort((a, b) => (a.at < b.at ? -1 : 1));
}

function textOf(secret: Uint8Array, row: JotRow): Omit<Jot, "id"> | undefined {
  const plain = openJot(secret, jotContext({ ...row.wire, id: row.id }), row.box);
  if (!plain) return undefined;
  try {
    const parsed = v.safeParse(jotTextShape, JSON.parse(bytesToUtf8(plain)));
    if (!parsed.success) return undefined;
    const { author, scope, body, ...rest } = parsed.output;
    return { ...rest, body: body as JsonObject, author: author as AdultId | null, scope: scope as ScopeId | null };
  } catch {
    return undefined;
  } finally {
    plain.fill(0);
  }
}
