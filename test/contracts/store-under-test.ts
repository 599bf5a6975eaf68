// What the store's contract is run with: a store to test, ways past it, and the things to put into it.

import { test } from "vitest";
import type { RecordRow } from "#ledger/record-row.ts";
import type { PendingRow, Store, StoreTx, Touched } from "#device/ports.ts";
import { createSender, sealEnvelope } from "#device/vault/envelope.ts";
import { createSealer, type VaultSealer } from "#device/vault/seal.ts";
import { createSigningKey } from "#device/vault/signing-key.ts";
import { createToyWorld, type ToyWorld } from "../arbitrary/toy-records.ts";

export type Stored = { readonly [name: string]: unknown };

/** A store to test, and what a thief with the disk in hand could do to it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another tab on the same database. */
  another(): Store;
  /** Every byte of every table, as it is stored. */
  everything(): Promise<readonly { readonly table: string; readonly stored: Stored }[]>;
  /** Writes past the store. */
  plant(table: string, stored: Stored): Promise<void>;
  finish(): Promise<void>;
}

export type OpenStore = () => Promise<StoreUnderTest>;
export type InStore = (
  title: string,
  run: (under: StoreUnderTest & { readonly world: ToyWorld }) => Promise<void>,
) => void;

const vaultKey = new Uint8Array(32).map((_, i) => i * 7 + 1);
const serverKey = createSender("CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", (n) =>
  new Uint8Array(n).fill(9),
).publicKey;

export const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
/** Of the same vault every time. */
export const newSealer = (): VaultSealer => createSealer(vaultKey, randomBytes);
export const nothing: Touched = { scopes: [], parts: [] };

/** A test on a store of its own, opened, and put away afterwards. */
export function inStoreOf(open: OpenStore): InStore {
  return (title, run) => {
    test(title, async () => {
      const under = await open();
      under.store.useSealer(newSealer());
      try {
        await run({ ...under, world: createToyWorld() });
      } finally {
        await under.finish();
      }
    });
  };
}

export const write = <T>(store: Store, work: (tx: StoreTx) => Promise<T>): Promise<T> =>
  store.write("relaxed", work, nothing);

export const ids = (rows: readonly RecordRow[]): readonly string[] => rows.map((row) => row.id);

export function pendingRow(world: ToyWorld, deviceSeq: number, text = "walked in calmly"): PendingRow {
  const envelope = world.envelope(deviceSeq, text);
  const key = createSigningKey(new Uint8Array(32).fill(3));
  const wire = sealEnvelope({ envelope, sign: key.sign, randomBytes, sender: { serverKey } });
  return { deviceSeq, id: envelope.id, state: "queued", acceptedSeq: 0, wire, inside: { envelope, verdicts: [] } };
}
