import { describe, expect, test } from "vitest";
import type { Summary } from "#ledger/slim.ts";
import type { Entry, PullAnswer } from "#protocol/pull.ts";
import {
  ENROLLED,
  EPOCH,
  feedPage,
  idOf,
  insides,
  network,
  newNote,
  newPlan,
  ok,
  OTHER_PUPIL,
  PUPIL,
  schema,
  serverRow,
  setReview,
  withId,
  write,
} from "../device.fixture.ts";
import type { StoreTx } from "../ports.ts";
import { applyPage, type Place } from "./apply-page.ts";
import { entryOf } from "./grants.fixture.ts";
import { turnToEpoch } from "./new-epoch.ts";
import { pull } from "./pull.ts";
import { createServerLink } from "./server-link.ts";

const created = withId(newPlan("p1", "12 June"), "c1");
const changed = withId(setReview("p1", "13 June", "c1"), "b1");
const noteOn = (name: string, day: number) => withId(newNote(name, name, PUPIL, `2026-06-${day}T10:00`), `c${name}`);

async function at(place: Partial<Place> = {}) {
  const inside = await insides();
  const { store } = inside;
  const stands: Place = { epoch: EPOCH, cursor: null, after: undefined, ...place };
  await store.write(
    "strict",
    async (tx) => {
      await tx.setControl("cursor", stands.cursor ?? undefined);
      await tx.setControl("snapshotAfter", stands.after);
    },
    { scopes: [], parts: [] },
  );
  const apply = (page: Partial<PullAnswer>, asked = stands) =>
    store.write(
      "relaxed",
      (tx) => applyPage(tx, schema, asked, feedPage(page), 1000),
      (touched) => touched,
    );
  const look = <T>(work: (tx: StoreTx) => Promise<T>): Promise<T> => store.read(work);
  return { ...inside, stands, apply, look };
}

describe("a page of the feed", () => {
  test("[S12] a device is up to date when the last page has come, and nothing is awaited", async () => {
    const { apply, look } = await at({ cursor: 0 });
    await apply({ cursor: 1, more: true });
    expect(await look((tx) => tx.control("upToDate"))).toBeUndefined();
    await apply({ cursor: 2 }, { epoch: EPOCH, cursor: 1, after: undefined });
    expect(await look((tx) => tx.control("upToDate"))).toBe(1000);
  });

  test("[S8] rows, history, summary and cursor come together", async () => {
    const { apply, look } = await at({ cursor: 0 });
    await apply({ rows: [serverRow([created, changed], 2)], entries: [entryOf(changed, 2)], cursor: 2, horizon: 1 });
    expect((await look((tx) => tx.row(idOf("p1"), PUPIL)))?.fields["review"]?.value).toBe("13 June");
    expect(await look((tx) => tx.entriesOf(idOf("p1"), PUPIL))).toHaveLength(1);
    expect((await look((tx) => tx.summary(PUPIL)))?.slims).toMatchObject([{ fields: { review: "13 June" } }]);
    expect(await look((tx) => tx.control("cursor"))).toBe(2);
    expect(await look((tx) => tx.control("lastContact"))).toBe(1000);
    expect(await look((tx) => tx.control("upToDate"))).toBe(1000);
  });

  test("[S8] a page that fails half-way leaves the cursor where it was", async () => {
    const { store, apply, look } = await at({ cursor: 0 });
    const broken = { ...entryOf(changed, 2), change: undefined } as unknown as Entry;
    await expect(apply({ rows: [serverRow([created], 1)], entries: [broken], cursor: 2 })).rejects.toThrow();
    expect(await look((tx) => tx.row(idOf("p1"), PUPIL))).toBeUndefined();
    expect(await look((tx) => tx.control("cursor"))).toBe(0);
    store.close();
  });

  test("[S8] a page that does not begin where the device stands changes nothing", async () => {
    const { apply, look, stands } = await at({ cursor: 5 });
    const page = { rows: [serverRow([created], 3)], cursor: 9 };
    for (const asked of [
      { ...stands, cursor: 2 },
      { ...stands, cursor: null },
      { ...stands, epoch: idOf<string>("ep0") },
    ])
      expect(await apply(page, asked)).toEqual({ scopes: [], parts: [] });
    expect(await apply({ ...page, cursor: 3 })).toEqual({ scopes: [], parts: [] });
    expect(await look((tx) => tx.row(idOf("p1"), PUPIL))).toBeUndefined();
    expect(await look((tx) => tx.control("cursor"))).toBe(5);
  });

  test("an empty page touches nothing a screen stands on", async () => {
    const { apply } = await at({ cursor: 5 });
    expect(await apply({ cursor: 5 })).toEqual({ scopes: [], parts: ["control"] });
  });

  test("a scope that is taken away is forgotten whole", async () => {
    const { apply, look } = await at({ cursor: 0 });
    await apply({ rows: [serverRow([created, changed], 2)], entries: [entryOf(changed, 2)], cursor: 2 });
    const touched = await apply({ purge: [PUPIL], cursor: 3 }, { epoch: EPOCH, cursor: 2, after: undefined });
    expect(touched.scopes).toEqual([PUPIL]);
    expect(await look((tx) => tx.row(idOf("p1"), PUPIL))).toBeUndefined();
    expect(await look((tx) => tx.entriesOf(idOf("p1"), PUPIL))).toEqual([]);
    expect(await look((tx) => tx.summary(PUPIL))).toBeUndefined();
  });

  test("a summary stays exact when its newest is withdrawn or moved back in time", async () => {
    const { apply, look } = await at({ cursor: 0 });
    const notes = [1, 2, 3, 4].map((n) => noteOn(`n${n}`, 10 + n));
    await apply({ rows: notes.map((note, n) => serverRow([note], n + 1)), cursor: 4 });
    const texts = async (): Promise<unknown> =>
      ((await look((tx) => tx.summary(PUPIL))) as Summary).slims.map((slim) => slim.fields["text"]);
    expect(await texts()).toEqual(["n4", "n3"]);
    const [, , third, fourth] = notes;
    const gone = withId(
      { kind: "withdraw", record: idOf("n4"), type: "note", scope: PUPIL, reason: "x", seen: [idOf("cn4")] },
      "w1",
    );
    await apply(
      { rows: [serverRow([fourth as never, gone], 5)], cursor: 5 },
      { epoch: EPOCH, cursor: 4, after: undefined },
    );
    expect(await texts()).toEqual(["n3", "n2"]);
    const earlier = withId(
      {
        kind: "amend",
        record: idOf("n3"),
        type: "note",
        scope: PUPIL,
        fields: { occurred: "2026-06-01T10:00" },
        how: "amended",
      },
      "m1",
    );
    await apply(
      { rows: [serverRow([third as never, earlier], 6)], cursor: 6 },
      { epoch: EPOCH, cursor: 5, after: undefined },
    );
    expect(await texts()).toEqual(["n2", "n1"]);
  });
});

describe("a snapshot", () => {
  test("[S8] [S10] its first page takes the place of what stood here; the cursor comes with its last", async () => {
    const { apply, look } = await at({ cursor: 3 });
    const asked: Place = { epoch: EPOCH, cursor: 3, after: undefined };
    await apply({ rows: [serverRow([noteOn("n9", 11)], 2)], cursor: 3 }, asked);
    await apply({ kind: "snapshot", rows: [serverRow([created], 1)], cursor: null, after: "9.a", more: true }, asked);
    expect(await look((tx) => tx.row(idOf("n9"), PUPIL))).toBeUndefined();
    expect(await look((tx) => tx.control("cursor"))).toBeUndefined();
    const second: Place = { epoch: EPOCH, cursor: null, after: "9.a" };
    await apply(
      { kind: "snapshot", rows: [serverRow([withId(newPlan("p2", "x", OTHER_PUPIL), "c2")], 4)], cursor: 9 },
      second,
    );
    expect(await look((tx) => tx.row(idOf("p1"), PUPIL))).toBeDefined();
    expect(await look((tx) => tx.row(idOf("p2"), OTHER_PUPIL))).toBeDefined();
    expect(await look((tx) => tx.control("cursor"))).toBe(9);
    expect(await look((tx) => tx.control("snapshotAfter"))).toBeUndefined();
  });

  test("[S8] a snapshot that was broken off goes on where it was", async () => {
    const { store } = await at();
    const pages: Partial<PullAnswer>[] = [
      { kind: "snapshot", rows: [serverRow([created], 1)], cursor: null, after: "9.a", more: true },
      { kind: "snapshot", rows: [], cursor: 9 },
    ];
    const transport = network(
      () => ok(feedPage(pages[0] as PullAnswer)),
      () => ({ reached: false, why: "offline" }),
      () => ok(feedPage(pages[1] as PullAnswer)),
      () => ok(feedPage({ cursor: 9 })),
    );
    const deps = { store, schema, server: createServerLink({ store, transport }), isOpen: () => true, now: () => 1 };
    expect(await pull(deps)).toMatchObject({ done: false, reached: false });
    expect(await pull(deps)).toEqual({ done: true });
    expect(transport.sent.map((sent) => sent.body["after"])).toEqual([undefined, "9.a", "9.a", undefined]);
    expect(await store.read((tx) => tx.row(idOf("p1"), PUPIL))).toBeDefined();
  });
});

describe("what this device sent", () => {
  const committed = async () => {
    const here = await at({ cursor: 0 });
    await here.commit(write, [newNote("n1", "x"), newNote("n2", "y")]);
    const [row] = await here.look((tx) => tx.pending());
    const ids = row?.inside.envelope.changes.map((change) => change.id) ?? [];
    const rows = (row?.inside.envelope.changes ?? []).map((change, n) => serverRow([change], n + 1));
    return { ...here, ids, rows, row };
  };

  test("[S4] it is kept as it was sent when the feed has passed its number", async () => {
    const { apply, look, store, row } = await committed();
    await store.write("strict", (tx) => tx.markPending([{ deviceSeq: 1, state: "accepted", acceptedSeq: 7 }]), {
      scopes: [],
      parts: [],
    });
    await apply({ cursor: 6 });
    expect(await look((tx) => tx.pendingOutside())).toHaveLength(1);
    await apply({ cursor: 7 }, { epoch: EPOCH, cursor: 6, after: undefined });
    expect(await look((tx) => tx.pendingOutside())).toEqual([]);
    expect(await look((tx) => tx.accepted())).toMatchObject([{ deviceSeq: 1, wire: row?.wire, acceptedSeq: 7 }]);
  });

  test("[S4] it leaves the list when the feed brings all of it, though its answer was lost", async () => {
    const { apply, look, ids, rows } = await committed();
    await apply({ rows, own: ids, cursor: 2 });
    expect(await look((tx) => tx.pendingOutside())).toEqual([]);
    expect(await look((tx) => tx.accepted())).toHaveLength(1);
  });

  test("[S4] [S19] what was parked under a former name leaves the list when the feed brings it", async () => {
    const { apply, look, store, rows } = await committed();
    await store.write(
      "strict",
      async (tx) => {
        await tx.markPending([{ deviceSeq: 1, state: "refused", acceptedSeq: 0 }]);
        await tx.setControl("enrolled", { ...ENROLLED, device: idOf("dv9") });
      },
      { scopes: [], parts: [] },
    );
    await apply({ cursor: 1 });
    expect(await look((tx) => tx.pendingOutside())).toHaveLength(1);
    await apply({ rows, own: [], cursor: 2 }, { epoch: EPOCH, cursor: 1, after: undefined });
    expect(await look((tx) => tx.pendingOutside())).toEqual([]);
  });

  test("[S4] [S6] half of it is not all of it", async () => {
    const { apply, look, ids, rows } = await committed();
    await apply({ rows: rows.slice(0, 1), own: ids.slice(0, 1), cursor: 1 });
    expect(await look((tx) => tx.pendingOutside())).toMatchObject([{ state: "queued" }]);
    await apply({ rows: rows.slice(1), own: ids.slice(1), cursor: 2 }, { epoch: EPOCH, cursor: 1, after: undefined });
    expect(await look((tx) => tx.pendingOutside())).toEqual([]);
  });

  test("[S9] another epoch: what was accepted is to be sent again, and rows stay readable meanwhile", async () => {
    const { apply, look, store, ids, rows } = await committed();
    await apply({ rows, own: ids.slice(0, 0), cursor: 2 });
    await store.write("strict", (tx) => tx.markPending([{ deviceSeq: 1, state: "accepted", acceptedSeq: 7 }]), {
      scopes: [],
      parts: [],
    });
    store.useSealer(null);
    await turnToEpoch(store, idOf("ep2"));
    expect(await look((tx) => tx.pendingOutside())).toMatchObject([{ state: "queued", acceptedSeq: 0 }]);
    expect(await look((tx) => tx.control("cursor"))).toBeUndefined();
    expect(await look((tx) => tx.control("offeredEpoch"))).toBe(EPOCH);
    expect(await look((tx) => tx.control("epoch"))).toBe(idOf("ep2"));
  });
});
