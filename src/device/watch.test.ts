import { describe, expect, test } from "vitest";
import type { Signal } from "#base/signal.ts";
import type { RecordId } from "#ledger/names.ts";
import type { Summary } from "#ledger/slim.ts";
import { valueOf, type ViewRecord } from "#ledger/view.ts";
import {
  handTime,
  idOf,
  insides,
  newNote,
  newPlan,
  OTHER_PUPIL,
  PUPIL,
  rest,
  schema,
  serverRow,
  setReview,
  withId,
  write,
} from "./device.fixture.ts";
import type { Draft } from "#ledger/change.ts";
import { createWaitingHere } from "./waiting-here.ts";
import { createWatches } from "./watch.ts";

async function watching() {
  const inside = await insides();
  const { store } = inside;
  let reads = 0;
  const counted = { ...store, read: (work: Parameters<typeof store.read>[0]) => ((reads += 1), store.read(work)) };
  let adult: string | undefined = idOf("ad1");
  const troubles: unknown[] = [];
  const time = handTime();
  const waiting = createWaitingHere(schema);
  const watches = createWatches({
    store: counted as typeof store,
    schema,
    scheduler: time,
    waiting,
    adult: () => adult,
    onTrouble: (error) => void troubles.push(error),
  });
  store.subscribe(watches.touched);
  const commit = async (...drafts: Draft[]): Promise<void> => {
    expect(await inside.commit(write, drafts)).not.toHaveProperty("refused");
    await rest();
  };
  const fetched = async (...rows: ReturnType<typeof serverRow>[]): Promise<void> => {
    await store.write("relaxed", (tx) => tx.putRows(rows), { scopes: rows.map((row) => row.scope), parts: ["rows"] });
    await rest();
  };
  return {
    ...inside,
    watches,
    time,
    troubles,
    commit,
    fetched,
    reads: () => reads,
    become: (who: string | undefined) => void (adult = who),
  };
}

async function shown<T>(signal: Signal<T>): Promise<T> {
  signal.subscribe(() => undefined);
  await rest();
  return signal.get();
}

const texts = (views: readonly ViewRecord[] | undefined): unknown[] =>
  (views ?? []).map((view) => valueOf(view, "text"));
const notes = { kind: "records", scope: PUPIL, types: ["note"] } as const;

describe("watch", () => {
  test("[S5] a commit is on the screen at once, marked as unsent, with no network at all", async () => {
    const { watches, commit } = await watching();
    const signal = watches.watch(notes);
    expect(await shown(signal)).toEqual([]);
    await commit(newNote("n1", "Threw a chair"));
    expect(texts(signal.get())).toEqual(["Threw a chair"]);
    expect(signal.get()?.[0]?.unsent).toHaveLength(1);
  });

  test("nothing is answered before the first reading, and null says that a record is not there", async () => {
    const { watches } = await watching();
    const signal = watches.watch({ kind: "record", id: idOf("n1"), scope: PUPIL });
    expect(signal.get()).toBeUndefined();
    expect(await shown(signal)).toBeNull();
  });

  test("who opens the device waits for what was asked by then, and for no other answer; a trouble ends the wait", async () => {
    const { watches, store, fetched, troubles } = await watching();
    await fetched(serverRow([withId(newNote("n1", "Came in early"), "c1")], 1));
    const signal = watches.watch(notes);
    signal.subscribe(() => undefined);
    await rest();
    await store.write("relaxed", (tx) => tx.putRows([serverRow([withId(newNote("n2", "Shared a book"), "c2")], 2)]), {
      scopes: [],
      parts: [],
    });
    await watches.opened();
    expect(texts(signal.get())).toHaveLength(2);
    store.useSealer(null);
    await watches.opened();
    expect(troubles).toEqual([]);
  });

  test("equal questions share one reading, and what does not concern them is not read again", async () => {
    const { watches, commit, reads } = await watching();
    const first = watches.watch(notes);
    const second = watches.watch({ scope: PUPIL, types: ["note"], kind: "records" });
    await shown(first);
    await shown(second);
    const before = reads();
    await commit(newNote("n1", "x", OTHER_PUPIL));
    expect(reads()).toBe(before);
    await commit(newNote("n2", "x"));
    expect(reads()).toBe(before + 1);
    expect(second.get()).toBe(first.get());
  });

  test("an answer that was overtaken while nobody watched is not given again", async () => {
    const { watches, commit } = await watching();
    const query = { kind: "records", scope: PUPIL } as const;
    const first = watches.watch(query);
    const stop = first.subscribe(() => undefined);
    await rest();
    expect(first.get()).toEqual([]);
    stop();
    expect(watches.watch(query).get(), "nothing was written: it stands").toEqual([]);
    await commit(newNote("n1", "Threw a chair"));
    const again = watches.watch(query);
    expect(again.get()).toBeUndefined();
    const heard: unknown[] = [];
    again.subscribe(() => heard.push(again.get()));
    expect(again.get()).toBeUndefined();
    await rest();
    expect(heard).toHaveLength(1);
    expect(again.get()).toHaveLength(1);
  });
  test("whoever watches hears only of another answer", async () => {
    const { watches, commit } = await watching();
    const signal = watches.watch({ ...notes, types: ["plan"] });
    let heard = 0;
    signal.subscribe(() => (heard += 1));
    await rest();
    await commit(newNote("n1", "x"));
    expect(heard).toBe(1);
  });

  test("newest first, withdrawn ones left out unless asked for, and the limit counts what is shown", async () => {
    const { watches, commit } = await watching();
    const at = (name: string, hour: number): Draft => newNote(name, name, PUPIL, `2026-06-09T${hour}:00`);
    await commit(at("n1", 10), at("n3", 12), at("n2", 11), at("n4", 13));
    await commit({ kind: "withdraw", record: idOf("n4"), type: "note", scope: PUPIL, reason: "twice", seen: [] });
    expect(texts(await shown(watches.watch({ ...notes, limit: 2 })))).toEqual(["n3", "n2"]);
    expect(texts(await shown(watches.watch({ ...notes, withdrawn: true })))).toEqual(["n4", "n3", "n2", "n1"]);
  });

  test("the limit reaches past withdrawn rows the server sent", async () => {
    const { watches, fetched } = await watching();
    const rows = Array.from({ length: 12 }, (_, n) => {
      const create = withId(newNote(`n${n}x`, `note ${n}`, PUPIL, `2026-06-${String(10 + n)}T10:00`), `c${n}x`);
      const record = { record: idOf<RecordId>(`n${n}x`), type: "note", scope: PUPIL };
      const gone: Draft = { ...record, kind: "withdraw", reason: "x", seen: [create.id] };
      return serverRow(n < 2 ? [create] : [create, withId(gone, `w${n}x`)], n + 1);
    });
    await fetched(...rows);
    expect(texts(await shown(watches.watch({ ...notes, limit: 1 })))).toEqual(["note 1"]);
  });

  test("summaries: a waiting record is in its pupil's summary, marked, and the rest stays as it was", async () => {
    const { watches, commit, store } = await watching();
    const stored: Summary = { scope: OTHER_PUPIL, slims: [] };
    await store.write("relaxed", (tx) => tx.putSummary(stored), { scopes: [OTHER_PUPIL], parts: ["rows"] });
    const signal = watches.watch({ kind: "summaries" });
    expect(await shown(signal)).toEqual([]);
    await commit(newPlan("p1", "12 June"), newNote("n1", "x", OTHER_PUPIL));
    const byScope = new Map(signal.get()?.map((summary) => [summary.scope, summary.slims]));
    expect(byScope.get(PUPIL)).toMatchObject([{ type: "plan", unsent: true, fields: { review: "12 June" } }]);
    expect(byScope.get(OTHER_PUPIL)).toMatchObject([{ type: "note", unsent: true }]);
    const one = watches.watch({ kind: "summary", scope: PUPIL });
    expect(await shown(one)).toEqual({ scope: PUPIL, slims: byScope.get(PUPIL) });
  });

  test("summaries: withdrawing the newest lets the one before it in again", async () => {
    const { watches, commit, fetched } = await watching();
    const rows = [1, 2, 3].map((n) =>
      serverRow([withId(newNote(`n${n}`, `note ${n}`, PUPIL, `2026-06-0${n}T10:00`), `c${n}`)], n),
    );
    await fetched(...rows);
    await commit({
      kind: "withdraw",
      record: idOf("n3"),
      type: "note",
      scope: PUPIL,
      reason: "twice",
      seen: [idOf("c3")],
    });
    const summary = await shown(watches.watch({ kind: "summary", scope: PUPIL }));
    expect(summary?.slims.map((slim) => slim.fields["text"])).toEqual(["note 2", "note 1"]);
  });

  test("history: what the server told, then what waits", async () => {
    const { watches, commit, store } = await watching();
    const create = withId(newPlan("p1", "12 June"), "c1");
    const change = withId(setReview("p1", "13 June", "c1"), "b1");
    const entry = {
      seq: 2,
      change,
      author: idOf<string>("ad2"),
      device: idOf<string>("dv2"),
      at: "2026-06-09T10:00:00+01:00",
      received: "2026-06-09T09:00:00.000Z",
      outcome: "applied",
    } as const;
    await store.write(
      "relaxed",
      async (tx) => {
        await tx.putRows([serverRow([create, change], 2)]);
        await tx.putEntries([entry]);
      },
      { scopes: [PUPIL], parts: ["rows"] },
    );
    await commit(setReview("p1", "14 June", "b1", "13 June"));
    const lines = await shown(watches.watch({ kind: "history", record: idOf("p1"), scope: PUPIL }));
    expect(lines?.map((line) => [line.outcome, "to" in line.change && line.change.to])).toEqual([
      ["applied", "13 June"],
      ["unsent", "14 June"],
    ]);
  });

  test("[V23] drafts are their author's alone", async () => {
    const { watches, store, become } = await watching();
    const draft = (id: string, author: string) => ({ id, author: idOf<never>(author), at: 1, body: { text: id } });
    for (const one of [draft("a", "ad1"), draft("b", "ad2")])
      await store.write("strict", (tx) => tx.putDraft(one), { scopes: [], parts: ["drafts"] });
    const signal = watches.watch({ kind: "drafts" });
    expect((await shown(signal))?.map((one) => one.id)).toEqual(["a"]);
    become(idOf("ad2"));
    void watches.opened();
    await rest();
    expect(signal.get()?.map((one) => one.id)).toEqual(["b"]);
  });

  test("[V20] shutting empties every watch at once, and an answer under way is thrown away", async () => {
    const { watches, commit, become, store } = await watching();
    await commit(newNote("n1", "Threw a chair"));
    const signal = watches.watch(notes);
    expect(texts(await shown(signal))).toEqual(["Threw a chair"]);
    watches.touched({ scopes: [PUPIL], parts: ["rows"] });
    become(undefined);
    watches.shut();
    expect(signal.get()).toBeUndefined();
    await rest();
    expect(signal.get()).toBeUndefined();
    store.useSealer(null);
  });

  test("what is watched again soon is there at once; what is left long is forgotten", async () => {
    const { watches, commit, time } = await watching();
    await commit(newNote("n1", "x"));
    const signal = watches.watch(notes);
    const leave = signal.subscribe(() => undefined);
    await rest();
    leave();
    expect(texts(watches.watch(notes).get())).toEqual(["x"]);
    await time.pass(11_000);
    expect(watches.watch(notes).get()).toBeUndefined();
    expect(texts(await shown(signal))).toEqual(["x"]);
  });
});
