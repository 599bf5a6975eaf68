// What was said to be saved, as it happened, and where each of it was from then on. Written down beside the tablet and
// the server, and held against both on the way and at the end: what is right at the end may have been wrong on the way.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Line, ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

/** "Saved on this tablet" stood on the screen. */
export interface Confirm {
  /** The record, as the address names it. */
  readonly record: string;
  /** The envelope, as the tablet's storage names it. */
  readonly envelope: string;
  readonly deviceSeq: number;
}

/** What stands in clear in the tablet's storage about what it wrote. */
export interface Kept {
  readonly device: string;
  /** Not yet come back. */
  readonly pending: readonly { readonly id: string; readonly deviceSeq: number; readonly state: string }[];
  /** Come back, and kept as it was sent. */
  readonly accepted: readonly { readonly id: string; readonly deviceSeq: number }[];
}

export interface History {
  readonly confirms: readonly Confirm[];
  /** The saved entry on the screen is written down, with the names under which it must be found from now on. */
  confirmed(): Promise<Confirm>;
  /** [I0] at this moment: everything that was confirmed is on the tablet or in the book, and the book only grows. */
  look(): Promise<void>;
  /** The server was restored from a backup: its book begins anew. */
  restored(): void;
  /** [I0] [I2] [I9] when all has been sent. Gives how many of the confirmed stand where. */
  settle(): Promise<{ readonly [place: string]: number }>;
}

/** A round that is under way comes to its end; one that has to be begun anew is begun within a minute. */
const BROUGHT_BACK = 120_000;

export function createHistory(tablet: Tablet, book: ServerBook): History {
  const confirms: Confirm[] = [];
  let known: readonly Line[] = [];

  function grows(): readonly Line[] {
    const lines = book.lines();
    // Nothing that was filed is ever altered, renumbered or gone.
    expect(lines.slice(0, known.length)).toEqual(known);
    known = lines;
    return lines;
  }

  return {
    confirms,
    async confirmed() {
      const record = new URL(tablet.page().url()).searchParams.get("entry");
      if (record === null) throw new Error("no saved entry stands on the screen");
      const { pending, accepted } = await keptOn(tablet);
      const newest = [...pending, ...accepted].sort((one, other) => other.deviceSeq - one.deviceSeq)[0];
      if (newest === undefined) throw new Error("an entry is said to be saved, and nothing stands on the tablet");
      const confirm = { record, envelope: newest.id, deviceSeq: newest.deviceSeq };
      expect(confirms.map(({ envelope }) => envelope)).not.toContain(confirm.envelope);
      confirms.push(confirm);
      return confirm;
    },
    async look() {
      // The tablet first: what it lets go of in between is in the book by then.
      const { device, pending, accepted } = await keptOn(tablet);
      const here = [...pending, ...accepted].map(({ id }) => id);
      expect(new Set(here).size, "nothing stands twice on the tablet").toBe(here.length);
      grows();
      const there = new Set(book.envelopesOf(device).map(({ id }) => id));
      expect(confirms.filter(({ envelope }) => !here.includes(envelope) && !there.has(envelope))).toEqual([]);
      expect(accepted.filter(({ id }) => !there.has(id))).toEqual([]);
    },
    restored() {
      known = [];
    },
    async settle() {
      // Sent it is before the feed has brought it back; until then it stands among what waits [S4].
      await expect.poll(async () => (await keptOn(tablet)).pending, { timeout: BROUGHT_BACK }).toEqual([]);
      const lines = grows();
      const { device } = await keptOn(tablet);
      const envelopes = book.envelopesOf(device);
      // Whole numbers without a gap, each once: nothing twice, nothing left out in between.
      expect(envelopes.map(({ deviceSeq }) => deviceSeq)).toEqual(envelopes.map((_, at) => at + 1));
      const byEnvelope = new Map(envelopes.map((one) => [one.id, one]));
      const places: { [place: string]: number } = {};
      for (const confirm of confirms) {
        expect(byEnvelope.get(confirm.envelope)?.deviceSeq, `the number of ${confirm.envelope}`).toBe(
          confirm.deviceSeq,
        );
        const made = lines.filter(({ record, kind }) => record === confirm.record && kind === "create");
        expect(made.map(({ envelope }) => envelope)).toEqual([confirm.envelope]);
        const stands = book.placesOf(made[0]?.change ?? "");
        expect(stands, `where ${confirm.record} stands`).toHaveLength(1);
        const place = stands[0] as string;
        places[place] = (places[place] ?? 0) + 1;
      }
      const ids = lines.map(({ change }) => change);
      expect(new Set(ids).size, "no change is filed twice").toBe(ids.length);
      return places;
    },
  };
}

/** How many drafts are on the tablet: whatever is half written, and nothing that was saved. */
export function draftsOn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opens = indexedDB.open("waymark");
        opens.onerror = () => reject(opens.error ?? new Error("no answer"));
        opens.onsuccess = () => {
          const counts = opens.result.transaction("drafts").objectStore("drafts").count();
          counts.onsuccess = () => resolve(counts.result);
          counts.onerror = () => reject(counts.error ?? new Error("no answer"));
          opens.result.close();
        };
      }),
  );
}

/** Read beside the app, as a finder would. Nothing of it is sealed. */
export function keptOn(tablet: Tablet, page = tablet.page()): Promise<Kept> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no answer"));
      });
    const db = await answer(indexedDB.open("waymark"));
    try {
      const tx = db.transaction(["pending", "accepted", "control"]);
      type Row = { id: string; deviceSeq: number; state: string };
      // What came back stands several to a row.
      const rows = async (table: string) =>
        ((await answer(tx.objectStore(table).getAll())) as (Row & { sent?: Row[] })[])
          .flatMap((row) => row.sent ?? [row])
          .map(({ id, deviceSeq, state }) => ({ id, deviceSeq, state }));
      const [pending, accepted, enrolled] = await Promise.all([
        rows("pending"),
        rows("accepted"),
        answer(tx.objectStore("control").get("enrolled")) as Promise<{ value: { device: string } }>,
      ]);
      return { device: enrolled.value.device, pending, accepted };
    } finally {
      db.close();
    }
  });
}
