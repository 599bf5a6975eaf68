// What a device does about a store that is damaged, or half there (S23). What waits to be sent comes first: it is sealed
// to the server and can be delivered even where this device cannot open it any more. Only then is what the server told
// fetched anew. Nothing is thrown away that could still be read or sent, but for half-written text that does not open.

import * as v from "valibot";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { sealedEnvelopeShape } from "#protocol/envelope.ts";
import type { Control, Store, StoreTx, Touched } from "./ports.ts";
import { CONTROL_KEYS } from "./store/control-form.ts";
import { StoreTrouble } from "./store/store-trouble.ts";
import { moveToAccepted } from "./sync/keep-verdicts.ts";

/** Facts that nobody can give again. Every other one comes with the next contact, or with the next sign-in. */
const VITAL: readonly (keyof Control)[] = ["enrolled", "deviceKeys", "authorKeys", "deviceSeq"];
const GIVEN_AGAIN = CONTROL_KEYS.filter((key) => !VITAL.includes(key));

const EVERYTHING: Touched = { scopes: "all", parts: ["rows", "pending", "drafts", "control", "slots"] };

const isDamage = (error: unknown): boolean => error instanceof StoreTrouble && error.kind === "damaged";

/** One fact; "damaged" where something stands there that is none. */
async function look<K extends keyof Control>(tx: StoreTx, key: K): Promise<Control[K] | undefined | "damaged"> {
  try {
    return await tx.control(key);
  } catch (error) {
    if (isDamage(error)) return "damaged";
    throw error;
  }
}

/**
 * Makes good what this device knows of itself, before anybody asks for it. Works while the vault is shut. Without its
 * name and its keys it belongs to no school any more; what it still holds unsent is then signed anew under the name it
 * gets [S19].
 */
export async function mendFacts(store: Store): Promise<void> {
  if (await store.read(areWhole)) return;
  await store.write(
    "strict",
    async (tx) => {
      for (const key of GIVEN_AGAIN) if ((await look(tx, key)) === "damaged") await tx.setControl(key, undefined);
      const lost = [await look(tx, "enrolled"), await look(tx, "deviceKeys")].includes("damaged");
      if (lost) for (const key of ["enrolled", "deviceKeys"] as const) await tx.setControl(key, undefined);
      if ((await look(tx, "authorKeys")) === "damaged") {
        // The server finds a key by whose it is, whatever it is called.
        const adults = (await tx.slots()).flatMap(({ adult }) => (adult === null ? [] : [adult]));
        await tx.setControl("authorKeys", Object.fromEntries(adults.map((adult) => [adult, "lost"])));
      }
      await tx.setControl("deviceSeq", await lastNumber(tx));
      await tx.setControl("damaged", true);
    },
    EVERYTHING,
  );
}

async function areWhole(tx: StoreTx): Promise<boolean> {
  for (const key of CONTROL_KEYS) if ((await look(tx, key)) === "damaged") return false;
  const counted = (await tx.control("deviceSeq")) ?? 0;
  const waiting = (await tx.pendingOutside()).at(-1)?.deviceSeq ?? 0;
  // What is kept as sent is a lot to read, and lower than what was counted: looked at only where nothing was.
  return counted >= waiting && (counted > 0 || (await tx.accepted()).length === 0);
}

/** No number is given out twice, also where the count itself was lost. */
async function lastNumber(tx: StoreTx): Promise<number> {
  const counted = await look(tx, "deviceSeq");
  const numbers = [...(await tx.pendingOutside()), ...(await tx.accepted())].map((row) => row.deviceSeq);
  return numbers.reduce((highest, number) => Math.max(highest, number), counted === "damaged" ? 0 : (counted ?? 0));
}

/** How many commits wait on a device that does not know any more whose it is. */
export async function leftBehind(tx: StoreTx): Promise<number> {
  return (await tx.pendingOutside()).filter((row) => row.state !== "accepted").length;
}

/**
 * The device is given a name: what waits under another one, from before its own facts were lost, is signed anew by its
 * authors [S19]. `device`: the new name.
 */
export async function keepLeftBehind(tx: StoreTx, device: string): Promise<void> {
  const before = (await tx.pendingOutside()).map((row) => row.wire.device).filter((name) => name !== device);
  if (before.length === 0) return;
  await tx.setControl("former", [...new Set([...((await tx.control("former")) ?? []), ...before])]);
}

/** Stands everything where the cursor says it does? A canary for a database of which a part was put back empty. */
export async function isHollow(tx: StoreTx): Promise<boolean> {
  if (((await tx.control("cursor")) ?? 0) === 0) return false;
  const summary = await tx.summary(SCHOOL_SCOPE);
  const [first] = summary?.slims ?? [];
  if (!first) return (await tx.summaries()).length === 0;
  return (await tx.row(first.id, SCHOOL_SCOPE)) === undefined;
}

export interface Mended {
  /** Commits that this device cannot show any more, and that are delivered as they were sealed. */
  readonly delivered: number;
  /** Commits that are neither readable nor deliverable any more. */
  readonly lost: number;
}

/**
 * With the vault open: takes out what cannot be opened, so that everything else can. An envelope goes to what is kept
 * as sent, and everything kept is offered again: the server takes what it does not have.
 */
export async function mendOutbox(store: Store, now: number): Promise<Mended> {
  return store.write(
    "strict",
    async (tx) => {
      let [delivered, lost] = [0, 0];
      for (const row of await tx.damagedPending()) {
        const whole = v.is(sealedEnvelopeShape, row.wire);
        if (whole) await moveToAccepted(tx, [row], now);
        else await tx.deletePending([row.deviceSeq]);
        if (whole) delivered += 1;
        else lost += 1;
      }
      if (delivered > 0) await tx.setControl("offeredEpoch", undefined);
      await tx.deleteDamagedDrafts();
      // Read with every answer to what is sent: damaged, it would stop the sending that comes before all else.
      await forgetDamagedHoldings(tx);
      await tx.setControl("damaged", true);
      return { delivered, lost };
    },
    EVERYTHING,
  );
}

/** Asked without a version, the server says anew what may be held. Where it can be read, what was lost stays hidden. */
async function forgetDamagedHoldings(tx: StoreTx): Promise<void> {
  try {
    await tx.holdings();
  } catch (error) {
    if (!isDamage(error)) throw error;
    await tx.setHoldings(undefined);
    // What was lost before is not known either: nothing about somebody strange is shown until the server has spoken (A15).
    await tx.setControl("holdingsLost", true);
    await tx.setControl("grants", undefined);
    await tx.setControl("filling", undefined);
  }
}

/** With the vault open, when what waits has been delivered: what the server told is fetched anew. */
export async function mendState(store: Store): Promise<void> {
  if ((await store.read((tx) => tx.control("damaged"))) !== true) return;
  await store.write(
    "strict",
    async (tx) => {
      await tx.clearState();
      await forgetDamagedHoldings(tx);
      for (const key of ["cursor", "snapshotAfter", "damaged"] as const) await tx.setControl(key, undefined);
    },
    { scopes: "all", parts: ["rows", "control"] },
  );
}
