import { describe, expect, test } from "vitest";
import type { ScopeId } from "#ledger/names.ts";
import {
  feedPage,
  idOf,
  network,
  newNote,
  newPlan,
  ok,
  OTHER_PUPIL,
  PUPIL,
  schema,
  serverRow,
  withId,
} from "../device.fixture.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { applyPage } from "./apply-page.ts";
import { pull } from "./pull.ts";
import { createServerLink } from "./server-link.ts";
import { told, both, onlyOther, plan, moved, other, entryOf, settled } from "./grants.fixture.ts";

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
