import { describe, expect, test } from "vitest";
import type { ScopeId } from "#ledger/names.ts";
import type { Entry, GrantsTold, PullAnswer } from "#protocol/pull.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import {
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
import { mendOutbox, mendState } from "../mend.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { StoreTrouble } from "../store/store-trouble.ts";
import type { StoreTx } from "../ports.ts";
import { createWaitingHere } from "../waiting-here.ts";
import { applyPage, type Place } from "./apply-page.ts";
import { keepVerdicts } from "./keep-verdicts.ts";
import { pull } from "./pull.ts";
import { createServerLink } from "./server-link.ts";

const SCHOOL = "school" as ScopeId;
const told = (version: string, held: GrantsTold["held"], rest: string | null = null): GrantsTold => ({
  version,
  rest,
  held: [[SCHOOL, "shared"], ...held],
});
const both = told("v1", [
  [PUPIL, "shared"],
  [OTHER_PUPIL, "shared"],
]);
const onlyOther = told("v2", [[OTHER_PUPIL, "shared"]]);
const plan = withId(newPlan("p1", "12 June"), "c1");
const moved = withId(setReview("p1", "13 June", "c1", "12 June"), "b1");
const other = withId(newPlan("p2", "1 July", OTHER_PUPIL), "c2");
const entryOf = (change: Entry["change"], seq: number): Entry => ({
  seq,
  change,
  author: idOf("ad2"),
  device: idOf("dv2"),
  at: "2026-06-09T10:00:00+01:00",
  received: "2026-06-09T09:00:00.000Z",
  outcome: "applied",
});

/** A device that holds two pupils at cursor 3, under the first grants. */
async function settled() {
  const inside = await insides();
  const { store } = inside;
  const apply = (page: Partial<PullAnswer>, asked: Place) =>
    store.write(
      "relaxed",
      (tx) => applyPage(tx, schema, asked, feedPage(page), 1000),
      (touched) => touched,
    );
  const look = <T>(work: (tx: StoreTx) => Promise<T>): Promise<T> => store.read(work);
  const at = (cursor: number | null, grants: string | null, after?: string): Place => ({
    epoch: EPOCH,
    cursor,
    after,
    grants,
  });
  const rows = [serverRow([plan, moved], 2), serverRow([other], 3)];
  await apply({ kind: "snapshot", rows, entries: [entryOf(moved, 2)], cursor: 3, grants: both }, at(null, null));
  const scopes = async () => (await look((tx) => tx.summaries())).map(({ scope }) => scope).sort();
  const holdings = () => look((tx) => tx.holdings());
  return { ...inside, apply, look, at, scopes, holdings };
}

describe("grants", () => {
  test("[A15] what is lost goes with the word that says so, whole: rows, history, summary", async () => {
    const { apply, at, look, scopes, holdings } = await settled();
    const touched = await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect(touched.scopes).toBe("all");
    expect(await scopes()).toEqual([OTHER_PUPIL]);
    expect(await look((tx) => tx.row(idOf("p1"), PUPIL))).toBeUndefined();
    expect(await look((tx) => tx.entriesOf(idOf("p1"), PUPIL))).toEqual([]);
    expect(await holdings()).toMatchObject({ lost: [PUPIL], wanted: [] });
    expect(await look((tx) => tx.control("grants"))).toBe("v2");
  });

  test("[A15] if the device stops there, either both have happened or neither", async () => {
    for (const point of ["before-commit", "after-commit"] as const) {
      const here = await settled();
      let armed = true;
      const store = createMemoryStore({ schema, disk: here.store.disk, crash: (now) => armed && now === point });
      store.useSealer(here.sealer);
      const page = feedPage({ cursor: 4, grants: onlyOther });
      await expect(
        store.write("relaxed", (tx) => applyPage(tx, schema, here.at(3, "v1"), page, 1000), { scopes: [], parts: [] }),
      ).rejects.toThrow("crashed");
      armed = false;
      const again = store.reopen();
      again.useSealer(here.sealer);
      const found = await again.read(async (tx) => [await tx.control("grants"), (await tx.summaries()).length]);
      expect(found).toEqual(point === "before-commit" ? ["v1", 2] : ["v2", 1]);
    }
  });

  test("[A15] a page that was asked for under other grants is thrown away, however late it comes", async () => {
    const { apply, at, scopes, look } = await settled();
    const early = { rows: [serverRow([withId(newNote("n1", "Late"), "cn1")], 4)], cursor: 4 };
    // Asked for ahead, and in another tab the loss came first.
    await apply({ cursor: 3, grants: onlyOther }, at(3, "v1"));
    expect(await apply(early, at(3, "v1"))).toEqual({ scopes: [], parts: [] });
    expect(await scopes()).toEqual([OTHER_PUPIL]);
    expect(await look((tx) => tx.control("cursor"))).toBe(3);
  });

  test("[A15] a row that comes all the same of what may not be held, or is only wanted, is not put here", async () => {
    const { apply, at, look } = await settled();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await apply({ rows: [serverRow([plan], 5)], entries: [entryOf(moved, 5)], cursor: 5 }, at(4, "v2"));
    expect(await look((tx) => tx.row(idOf("p1"), PUPIL))).toBeUndefined();
    await apply({ cursor: 5, grants: { ...both, version: "v3" } }, at(5, "v2"));
    await apply({ rows: [serverRow([plan], 6)], entries: [entryOf(moved, 6)], cursor: 6 }, at(5, "v3"));
    expect(await look((tx) => tx.row(idOf("p1"), PUPIL))).toBeUndefined();
    expect(await look((tx) => tx.summary(PUPIL))).toBeUndefined();
  });

  test("[A15] what is gained is wanted until it has come whole, and then is here once", async () => {
    const { apply, at, look, holdings, scopes } = await settled();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await apply({ cursor: 4, grants: { ...both, version: "v3" } }, at(4, "v2"));
    expect(await holdings()).toMatchObject({ wanted: [PUPIL], lost: [] });
    expect(await look((tx) => tx.control("filling"))).toBe(1);
    const page = {
      kind: "backfill" as const,
      rows: [serverRow([plan, moved], 6)],
      entries: [entryOf(moved, 6)],
      cursor: 4,
      filled: [PUPIL],
    };
    await apply(page, at(4, "v3"));
    await apply(page, at(4, "v3"));
    expect(await scopes()).toEqual([PUPIL, OTHER_PUPIL]);
    expect(await look((tx) => tx.control("filling"))).toBe(0);
    // The feed passes over the same once more.
    const again = { rows: [serverRow([plan, moved], 6)], entries: [entryOf(moved, 6)], cursor: 6 };
    await apply(again, at(4, "v3"));
    expect(await look((tx) => tx.entriesOf(idOf("p1"), PUPIL))).toHaveLength(1);
    expect((await look((tx) => tx.summary(PUPIL)))?.slims).toMatchObject([{ fields: { review: "13 June" } }]);
  });

  test("[A15] a backfill that comes after the feed went on, or of what is lost again, changes nothing", async () => {
    const { apply, at, look, scopes } = await settled();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await apply({ cursor: 4, grants: { ...both, version: "v3" } }, at(4, "v2"));
    const page = { kind: "backfill" as const, rows: [serverRow([plan], 4)], cursor: 4, filled: [PUPIL] };
    await apply({ ...page, rows: [serverRow([plan, moved], 5)] }, at(4, "v3"));
    await apply({ cursor: 7 }, at(4, "v3"));
    expect(await apply(page, at(4, "v3"))).toEqual({ scopes: [], parts: [] });
    expect((await look((tx) => tx.row(idOf("p1"), PUPIL)))?.fields["review"]?.value).toBe("13 June");
    await apply({ cursor: 7, grants: { ...onlyOther, version: "v4" } }, at(7, "v3"));
    await apply({ ...page, cursor: 7 }, at(7, "v3"));
    await apply({ ...page, cursor: 7 }, at(7, "v4"));
    expect(await scopes()).toEqual([OTHER_PUPIL]);
  });

  test("[A14] another level: what is here goes, and comes anew", async () => {
    const { apply, at, scopes, holdings } = await settled();
    const less = told("v2", [
      [PUPIL, "names"],
      [OTHER_PUPIL, "shared"],
    ]);
    await apply({ cursor: 4, grants: less }, at(3, "v1"));
    expect(await scopes()).toEqual([OTHER_PUPIL]);
    expect(await holdings()).toMatchObject({ wanted: [PUPIL], lost: [] });
  });

  test("[A14] more than can be named: everything is asked for anew, and what is here stays readable until it comes", async () => {
    const { apply, at, look, scopes } = await settled();
    await apply({ cursor: 4, grants: told("v2", [], "shared") }, at(3, "v1"));
    expect(await look((tx) => tx.control("cursor"))).toBeUndefined();
    expect(await scopes()).toEqual([PUPIL, OTHER_PUPIL]);
    await apply({ kind: "snapshot", rows: [serverRow([other], 3)], cursor: 4 }, at(null, "v2"));
    expect(await scopes()).toEqual([OTHER_PUPIL]);
    // Another level for all that is not named: nothing of the old one may stay.
    await apply({ cursor: 5, grants: told("v3", [], "names") }, at(4, "v2"));
    expect([await scopes(), await look((tx) => tx.control("cursor"))]).toEqual([[], undefined]);
  });

  test("[A14] grants that change in the middle of a snapshot: lost goes, gained comes after it, the rest goes on", async () => {
    const { apply, at, scopes, holdings, look } = await settled();
    await apply(
      { kind: "snapshot", rows: [serverRow([plan], 1)], cursor: null, after: "9.5", more: true },
      at(3, "v1"),
    );
    expect(await scopes()).toEqual([PUPIL]);
    const third = idOf<ScopeId>("pp3");
    const grants = told("v2", [
      [OTHER_PUPIL, "shared"],
      [third, "shared"],
    ]);
    const rows = [serverRow([other], 3), serverRow([withId(newPlan("p3", "x", third), "c3")], 4)];
    await apply({ kind: "snapshot", rows, cursor: 9, grants }, at(null, "v1", "9.5"));
    expect(await scopes()).toEqual([OTHER_PUPIL]);
    expect(await holdings()).toMatchObject({ wanted: [third], lost: [PUPIL] });
    expect(await look((tx) => tx.control("cursor"))).toBe(9);
  });

  test("[A21] a scope that is to be thrown away is wanted again where it may be held, and not where it may not", async () => {
    const { apply, at, scopes, holdings } = await settled();
    await apply({ cursor: 4, purge: [PUPIL] }, at(3, "v1"));
    expect([await scopes(), (await holdings())?.wanted]).toEqual([[OTHER_PUPIL], [PUPIL]]);
    await apply({ cursor: 5, purge: [PUPIL], grants: onlyOther }, at(4, "v1"));
    expect((await holdings())?.wanted).toEqual([]);
  });

  test("[A15] a pull goes on until nothing is wanted, asks in the name of its grants, and asks again after a lost answer", async () => {
    const { store } = await settled();
    const filled = feedPage({ kind: "backfill", rows: [serverRow([plan], 6)], cursor: 4, filled: [PUPIL] });
    const transport = network(
      () => ok(feedPage({ cursor: 4, grants: onlyOther })),
      () => ok(feedPage({ cursor: 4, grants: { ...both, version: "v3" } })),
      () => ({ reached: false, why: "timeout" }),
      () => ok(filled),
    );
    const deps = { store, schema, server: createServerLink({ store, transport }), isOpen: () => true, now: () => 1 };
    expect(await pull(deps)).toEqual({ done: true });
    expect(await pull(deps)).toMatchObject({ done: false });
    expect(await pull(deps)).toEqual({ done: true });
    const said = transport.sent.map(({ body }) => [body["cursor"], body["grants"], body["want"]]);
    expect(said).toEqual([
      [3, "v1", undefined],
      [4, "v2", undefined],
      [4, "v3", [PUPIL]],
      [4, "v3", [PUPIL]],
    ]);
    expect((await store.read((tx) => tx.holdings()))?.wanted).toEqual([]);
  });
});

describe("what waits about a pupil who is lost", () => {
  async function waiting() {
    const here = await settled();
    const { store, commit, look } = here;
    await commit(write, [newNote("n1", "about the one"), newNote("n2", "about the other", OTHER_PUPIL)]);
    const rows = await look((tx) => tx.pending());
    const [one, two] = rows[0]!.inside.envelope.changes;
    const verdict = (first: ChangeVerdict["verdict"], second: ChangeVerdict["verdict"] = "accepted") => ({
      envelope: rows[0]!.id,
      deviceSeq: 1,
      result: "processed" as const,
      changes: [
        { change: one!.id as string, verdict: first, sentence: "Because." },
        { change: two!.id as string, verdict: second, seq: 9 },
      ],
    });
    const answer = (said: ReturnType<typeof verdict>) =>
      keepVerdicts({ store, isOpen: () => true, now: () => 1, scopesOf: () => "all" }, EPOCH, [said], rows);
    const shown = createWaitingHere(schema);
    const seen = async () => {
      shown.spoil();
      const now = await look((tx) => shown.refresh(tx));
      return now.rows.flatMap((row) => row.inside.envelope.changes.map((change) => change.record as string));
    };
    const outside = async () => (await look((tx) => tx.pendingOutside())).map((row) => row.state);
    return { ...here, verdict, answer, seen, outside };
  }

  test("[A15] it is shown no more and still counted, until the server has it; then nothing of it is here", async () => {
    const { apply, at, seen, outside, answer, verdict, look } = await waiting();
    expect(await seen()).toEqual([idOf("n1"), idOf("n2")]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect([await seen(), await outside()]).toEqual([[idOf("n2")], ["queued"]]);
    await answer(verdict("quarantined"));
    await apply({ cursor: 9 }, at(4, "v2"));
    expect(await outside()).toEqual([]);
    expect(await look((tx) => tx.accepted())).toHaveLength(1);
  });

  test("[S5] [A15] what the same commit says of another stays on its author's screen until the feed brings it", async () => {
    const { apply, at, seen, outside, answer, verdict, look } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await answer(verdict("quarantined"));
    expect([await outside(), await seen()]).toEqual([["accepted"], [idOf("n2")]]);
    expect(JSON.stringify((await look((tx) => tx.pending()))[0]?.inside)).not.toContain("about the one");
    await apply({ cursor: 9 }, at(4, "v2"));
    expect([await outside(), await look((tx) => tx.accepted())]).toMatchObject([[], [{ acceptedSeq: 9 }]]);
  });

  test("[A15] given back before it was sent, it is on its author's screen as before", async () => {
    const { apply, at, seen } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect(await seen()).toEqual([idOf("n2")]);
    await apply({ cursor: 4, grants: { ...both, version: "v3" } }, at(4, "v2"));
    expect(await seen()).toEqual([idOf("n1"), idOf("n2")]);
  });

  test("[A15] of a commit about two, what somebody must decide about the other stays, and nothing of the lost one", async () => {
    const { apply, at, outside, answer, verdict, look, seen } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await answer(verdict("quarantined", "refused"));
    expect([await outside(), await seen()]).toEqual([["refused"], [idOf("n2")]]);
    const [row] = await look((tx) => tx.pending());
    expect(JSON.stringify(row?.inside)).not.toContain("about the one");
  });

  test("[A15] what was refused before is only here: it is handed over first, and goes when the server has it", async () => {
    const { apply, at, outside, answer, verdict, look, seen } = await waiting();
    await answer(verdict("refused"));
    expect(await outside()).toEqual(["refused"]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect([await outside(), await seen()]).toEqual([["queued"], [idOf("n2")]]);
    // Refused once more (it was given back in the meantime): kept.
    await answer(verdict("refused"));
    expect([await outside(), (await look((tx) => tx.pending())).length]).toEqual([["refused"], 1]);
    await answer(verdict("quarantined"));
    await apply({ cursor: 9 }, at(4, "v2"));
    expect(await outside()).toEqual([]);
  });

  test("[A21] what was refused of a pupil who was erased since goes with the word that they were", async () => {
    const { apply, at, outside, answer, verdict, look } = await waiting();
    await answer(verdict("refused"));
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    const said = verdict("refused");
    await answer({ ...said, changes: said.changes.map((one) => ({ ...one, code: "erased" })) });
    expect(JSON.stringify((await look((tx) => tx.pending())).map(({ inside }) => inside))).not.toContain("the one");
    await apply({ cursor: 9 }, at(4, "v2"));
    expect([await outside(), await look((tx) => tx.pending())]).toEqual([[], []]);
  });

  test("[A15] what was set aside before goes at once: the server has it", async () => {
    const { apply, at, outside, answer, verdict, look } = await waiting();
    await answer(verdict("quarantined"));
    expect(await outside()).toEqual(["refused"]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect(JSON.stringify((await look((tx) => tx.pending())).map(({ inside }) => inside))).not.toContain("the one");
    await apply({ cursor: 9 }, at(4, "v2"));
    expect(await outside()).toEqual([]);
    expect(await look((tx) => tx.accepted())).toHaveLength(1);
  });

  test("[S23] [A15] what was held does not open any more: what was lost before stays hidden, and stays lost", async () => {
    const { apply, at, look, commit, store, sealer } = await settled();
    await commit(write, [newNote("n1", "About the lost one")]);
    await commit(write, [newNote("n2", "About the other", OTHER_PUPIL)]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    const about = async () => {
      const shown = await look((tx) => createWaitingHere(schema).refresh(tx));
      return [...shown.byScope.keys()];
    };
    expect(await about()).toEqual([OTHER_PUPIL]);
    // The one box that says what is held is damaged.
    const broken = (): never => {
      throw new StoreTrouble("damaged");
    };
    const damaged: typeof store = {
      ...store,
      write: (durability, work, touched) =>
        store.write(durability, (tx) => work({ ...tx, holdings: async () => broken() }), touched),
    };
    await mendOutbox(damaged, 1000);
    store.useSealer(sealer);
    expect(await look((tx) => tx.holdings())).toBeUndefined();
    expect(await about()).toEqual([OTHER_PUPIL]);
    await mendState(damaged);
    // Everything is fetched anew, and until then it is known of nobody here that they may be shown.
    expect(await about()).toEqual([]);
    const rows = [serverRow([other], 3)];
    await apply({ kind: "snapshot", rows, entries: [], cursor: 4, grants: onlyOther }, at(null, null));
    expect(await look((tx) => tx.holdings())).toMatchObject({ lost: [PUPIL] });
    expect(await about()).toEqual([OTHER_PUPIL]);
    expect((await look((tx) => tx.pendingOutside())).map((row) => row.state)).toEqual(["queued", "queued"]);
  });

  test("[A15] an answer that comes after the loss brings nothing back", async () => {
    const { apply, at, answer, verdict, scopes, outside } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await answer(verdict("accepted"));
    expect([await scopes(), await outside()]).toEqual([[OTHER_PUPIL], ["accepted"]]);
    await apply({ cursor: 9 }, at(4, "v2"));
    expect([await scopes(), await outside()]).toEqual([[OTHER_PUPIL], []]);
  });
});

test("[A18] an adult whose account has ended loses their way in; others keep theirs", async () => {
  const { apply, at, look, store } = await settled();
  const slot = (id: string, adult: string | null) =>
    ({ id, kind: "phrase", wraps: "both", adult, label: "", params: {}, box: "" }) as never;
  await store.write(
    "strict",
    async (tx) => {
      for (const one of [slot("a", idOf("ad1")), slot("b", idOf("ad2")), slot("c", null)]) await tx.putSlot(one);
    },
    { scopes: [], parts: ["slots"] },
  );
  await apply({ cursor: 4, grants: { ...both, version: "v2", ended: [idOf("ad2")] } }, at(3, "v1"));
  expect((await look((tx) => tx.slots())).map(({ id }) => id).toSorted()).toEqual(["a", "c"]);
});
