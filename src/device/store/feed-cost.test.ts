// What a page of the feed costs, counted in bytes that are opened and sealed: the same on every machine.

import { expect, test } from "vitest";
import { feedPage, idOf, newNote, schema, seededBytes, serverRow, withId, EPOCH } from "../device.fixture.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Touched } from "../ports.ts";
import { applyPage } from "../sync/apply-page.ts";
import { createSealer } from "../vault/seal.ts";
import { createMemoryStore } from "./memory-store.ts";

const quietly: Touched = { scopes: [], parts: [] };
const SEQ = 100_000;

/** Notes of half a kilobyte, `each` of every one of these pupils. */
function heldRows(pupils: number, each: number): readonly RecordRow[] {
  return Array.from({ length: pupils * each }, (_, n) => {
    const [pupil, at] = [Math.floor(n / each), n % each];
    const when = new Date(Date.UTC(2026, 0, 1) + at * 3_600_000).toISOString().slice(0, 16);
    const draft = newNote(`n${n}x`, "calm and kind ".repeat(30), idOf<ScopeId>(`pp${pupil}x`), when);
    return serverRow([withId(draft, `c${n}x`)], n + 1);
  });
}

/** Bytes opened and sealed by a page of the feed that brings `changed` records of five pupils again. */
async function costOf(pupils: number, each: number, changed: number, fresh = false): Promise<number> {
  const randomBytes = seededBytes(3);
  const store = createMemoryStore({ schema });
  const newSealer = () => createSealer(new Uint8Array(32).fill(7), randomBytes);
  store.useSealer(newSealer());
  const rows = heldRows(pupils, each);
  await store.write(
    "relaxed",
    async (tx) => {
      await tx.putPacked(rows, []);
      await tx.setControl("epoch", EPOCH);
      await tx.setControl("cursor", SEQ);
    },
    quietly,
  );
  let bytes = 0;
  const sealer = newSealer();
  // As after a restart: nothing is in memory.
  store.useSealer({
    ...sealer,
    seal(context, plain) {
      bytes += plain.length;
      return sealer.seal(context, plain);
    },
    open(context, box) {
      bytes += box.length;
      return sealer.open(context, box);
    },
  });
  const coming = Array.from({ length: changed }, (_, i) => {
    const row = rows[(i % 5) * each + ((Math.floor(i / 5) * 37) % each)] as RecordRow;
    return { ...row, ...(fresh && { id: idOf<RecordRow["id"]>(`f${i}x`) }), seq: SEQ + i + 1 };
  });
  const page = feedPage({ rows: coming, cursor: SEQ + changed });
  const place = { epoch: EPOCH, cursor: SEQ, after: undefined };
  await store.write("relaxed", (tx) => applyPage(tx, schema, place, page, 1), quietly);
  return bytes;
}

test("[V27] a page of the feed costs what it changes, whatever is held", async () => {
  const little = await costOf(6, 160, 20);
  // Of four times as many pupils: not a byte more.
  expect(await costOf(24, 160, 20)).toBe(little);
  // Four times as much of each pupil: only the list of what is packed grows.
  expect(await costOf(6, 640, 20)).toBeLessThan(little * 1.5);
  // Twice as much changed: no more than twice.
  expect(await costOf(6, 160, 40)).toBeLessThan(little * 2);
  // What is new, as most is, opens no pack.
  expect(await costOf(6, 160, 20, true)).toBeLessThan(little / 4);
});
