import { expect, test } from "vitest";
import { type CompareRequest, digestOf } from "#protocol/compare.ts";
import type { Entry } from "#protocol/pull.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { ScopeId } from "#ledger/names.ts";
import {
  EPOCH,
  handTime,
  idOf,
  insides,
  newNote,
  newPlan,
  OTHER_PUPIL,
  PUPIL,
  rest,
  schema,
  seededBytes,
  serverRow,
  setReview,
  withId,
  write,
} from "../device.fixture.ts";
import type { Answer, StoreTx, Touched } from "../ports.ts";
import { textHash } from "../vault/text-hash.ts";
import { emptySummary, summaryWith } from "../summary-of-scope.ts";
import { createComparing } from "./compare.ts";
import { createServerLink } from "./server-link.ts";

const quietly: Touched = { scopes: [], parts: [] };
const created = withId(newPlan("p1", "12 June"), "c1");
const changed = withId(setReview("p1", "13 June", "c1"), "b1");
const PLAN = serverRow([created, changed], 2);
const NOTE = serverRow([withId(newNote("n1", "Came in.", PUPIL), "c3")], 3);
const OTHER = serverRow([withId(newNote("n2", "Left.", OTHER_PUPIL), "c4")], 4);
const ENTRY: Entry = {
  seq: 2,
  change: changed,
  author: idOf("ad2"),
  device: idOf("dv2"),
  at: "2026-06-09T10:00:00+01:00",
  received: "2026-06-09T09:00:00.000Z",
  outcome: "applied",
};

interface There {
  rows: RecordRow[];
  entries: Entry[];
}

/** A device that has caught up, and a server that has what a test says. */
async function start(answer?: (asked: CompareRequest) => Answer | Promise<void>) {
  const { store, commit } = await insides();
  const time = handTime();
  const there: There = { rows: [PLAN, NOTE, OTHER], entries: [ENTRY] };
  const put = (rows: readonly RecordRow[], entries: readonly Entry[], how: Touched = quietly) =>
    store.write("relaxed", (tx) => tx.putPacked(rows, entries), how);
  /** As a page does that brings a scope whole. */
  const fill = (scope: ScopeId, how = quietly) =>
    store.write(
      "relaxed",
      async (tx) => {
        const rows = there.rows.filter((row) => row.scope === scope);
        await tx.purgeScope(scope);
        await tx.putSummary(
          await summaryWith(
            tx,
            schema,
            emptySummary(scope),
            rows.map((row) => ({ row, before: undefined })),
          ),
        );
        await tx.putPacked(
          rows,
          there.entries.filter(({ change }) => change.scope === scope),
        );
        const holdings = (await tx.holdings()) ?? { rest: "shared", levels: {}, wanted: [], lost: [] };
        const wanted = holdings.wanted.filter((one) => one !== scope);
        await tx.setHoldings({ ...holdings, wanted });
        await tx.setControl("filling", wanted.length);
      },
      how,
    );
  await store.write(
    "relaxed",
    async (tx) => {
      await tx.setControl("cursor", 4);
      await tx.setControl("grants", "v1");
    },
    quietly,
  );
  for (const scope of [PUPIL, OTHER_PUPIL]) await fill(scope);
  const asked: CompareRequest[] = [];
  const compare = (request: CompareRequest): Answer => {
    const mine = (scope: string): string => {
      const rows = there.rows.filter((row) => row.scope === scope);
      const entries = there.entries.filter(({ change }) => change.scope === scope);
      return digestOf({ rows, entries }, request.horizon, textHash);
    };
    const is = ({ scope, digest }: CompareRequest["scopes"][number]): boolean => mine(scope) === digest;
    const names = (wanted: boolean) => request.scopes.filter((one) => is(one) === wanted).map(({ scope }) => scope);
    const body = { waymark: "compare", wire: 1, epoch: EPOCH, same: names(true), differs: names(false) };
    return { reached: true, status: 200, body };
  };
  const server = createServerLink({
    store,
    transport: {
      async send(_method, path, body) {
        expect(path).toBe("/api/sync/compare");
        const request = JSON.parse(body ?? "{}") as CompareRequest;
        asked.push(request);
        return (await answer?.(request)) ?? compare(request);
      },
    },
  });
  const errors: unknown[] = [];
  let nudges = 0;
  let isOpen = true;
  const comparing = createComparing({
    store,
    server,
    scheduler: time,
    randomBytes: seededBytes(3),
    isOpen: () => isOpen,
    now: () => 5_000,
    nudge: () => void (nudges += 1),
    onError: (error) => void errors.push(error),
  });
  store.subscribe(comparing.written);
  /** A round, and all the quiet that is wanted. */
  const round = async (): Promise<readonly CompareRequest[]> => {
    const before = asked.length;
    comparing.caughtUp();
    await time.pass(200_000);
    for (let i = 0; i < 5; i += 1) await rest();
    expect(errors).toEqual([]);
    return asked.slice(before);
  };
  const differed = () => store.read((tx) => tx.control("differed"));
  const wanted = () => store.read(async (tx) => (await tx.holdings())?.wanted);
  const shut = (): void => {
    isOpen = false;
    store.useSealer(null);
  };
  return {
    store,
    commit,
    time,
    there,
    put,
    fill,
    comparing,
    round,
    asked,
    differed,
    wanted,
    shut,
    nudges: () => nudges,
  };
}

const named = (requests: readonly CompareRequest[]): readonly string[] =>
  requests.flatMap(({ scopes }) => scopes.map(({ scope }) => scope)).sort();

test("[S33] what stands here is compared as it stands here; where all is the same nothing is said and nothing asked for", async () => {
  const { round, differed, wanted, nudges } = await start();
  expect(named(await round())).toEqual([PUPIL, OTHER_PUPIL, "school"].sort());
  expect(await differed()).toBeUndefined();
  expect(await wanted()).toEqual([]);
  expect(nudges()).toBe(0);
});

/** The summary stays. */
async function forgetRows(tx: StoreTx): Promise<void> {
  const summary = await tx.summary(PUPIL);
  await tx.purgeScope(PUPIL);
  if (summary) await tx.putSummary(summary);
}

const faults: readonly (readonly [string, (tools: Awaited<ReturnType<typeof start>>) => Promise<void>])[] = [
  [
    "a record that went from a pack",
    async ({ store, put }) => {
      await store.write("relaxed", forgetRows, quietly);
      await put([PLAN], [ENTRY]);
    },
  ],
  [
    "one character of a field",
    ({ put }) => put([{ ...PLAN, fields: { review: { ...PLAN.fields["review"]!, value: "13 Jume" } } }], []),
  ],
  [
    "a history that went",
    async ({ store, put }) => {
      await store.write("relaxed", forgetRows, quietly);
      await put([PLAN, NOTE], []);
    },
  ],
  ["a record that nobody wrote", ({ put }) => put([{ ...NOTE, id: idOf("n9") }], [])],
];

test.each(faults)(
  "[S33] %s is found and said; the pupil is asked for whole, and is on the screen meanwhile",
  async (_what, plant) => {
    const tools = await start();
    const { store, commit, round, differed, wanted, nudges, fill } = tools;
    await commit(write, [newNote("n5", "Not sent yet")]);
    await plant(tools);
    expect(await round()).toHaveLength(1);
    expect(await differed()).toEqual({ at: 5_000, scopes: 1, still: 0 });
    expect(await wanted()).toEqual([PUPIL]);
    expect(await store.read((tx) => tx.control("filling"))).toBe(1);
    expect(nudges()).toBe(1);
    expect(await store.read((tx) => tx.row(PLAN.id, PUPIL))).toBeDefined();
    // What is being fetched is not compared.
    expect(await round()).toEqual([]);
    await fill(PUPIL, { scopes: [PUPIL], parts: ["rows"] });
    expect(named(await round())).toContain(PUPIL);
    expect(await differed()).toEqual({ at: 5_000, scopes: 1, still: 0 });
    expect(await wanted()).toEqual([]);
    expect(await store.read((tx) => tx.pending())).toHaveLength(1);
    expect(nudges()).toBe(1);
  },
);

test("[S33] a scope that is held by name is missed where nothing of it is here", async () => {
  const { store, round, wanted } = await start();
  await store.write(
    "relaxed",
    async (tx) => {
      await tx.setHoldings({ rest: null, levels: { school: "shared", [PUPIL]: "shared" }, wanted: [], lost: [] });
      await tx.purgeScope(PUPIL);
    },
    quietly,
  );
  expect(named(await round())).toEqual([PUPIL, "school"].sort());
  expect(await wanted()).toEqual([PUPIL]);
});

test("[S33] what came whole and differs still is said, and not asked for again until something of it changes", async () => {
  const { there, round, differed, wanted, nudges, fill, put } = await start();
  const lost = there.rows.splice(1, 1);
  // The server's own pages leave it out of what they bring.
  await put(lost, []);
  there.rows.push({ ...NOTE, fields: {} });
  await put([NOTE], []);
  const fetch = async (): Promise<void> => {
    await fill(PUPIL, { scopes: [PUPIL], parts: ["rows"] });
    await put([NOTE], []);
  };
  await round();
  await fetch();
  expect(nudges()).toBe(1);
  await round();
  expect(nudges()).toBe(1);
  expect(await differed()).toEqual({ at: 5_000, scopes: 1, still: 1 });
  expect(await wanted()).toEqual([]);
  for (let i = 0; i < 3; i += 1) expect(named(await round())).not.toContain(PUPIL);
  there.rows.pop();
  there.rows.push(NOTE);
  await put([], [], { scopes: [PUPIL], parts: ["rows"] });
  await round();
  expect(await differed()).toEqual({ at: 5_000, scopes: 1, still: 0 });
  expect(nudges()).toBe(1);
});

test("[S33] histories up to the horizon are not compared: the server has let them go", async () => {
  const { store, there, round, differed } = await start();
  there.entries = [];
  await store.write("relaxed", (tx) => tx.setControl("horizon", 2), quietly);
  expect((await round())[0]?.horizon).toBe(2);
  expect(await differed()).toBeUndefined();
});

test("[S33] a few at a time, those that were written to first, and in the end all have had their turn", async () => {
  const { store, there, round } = await start();
  const pupils = Array.from({ length: 20 }, (_, i) => idOf<ScopeId>(`pp${i}x`));
  await store.write(
    "relaxed",
    async (tx) => {
      const rows = pupils.map((scope, i) => serverRow([withId(newNote(`m${i}x`, "x", scope), `d${i}x`)], 4));
      there.rows.push(...rows);
      for (const row of rows)
        await tx.putSummary(await summaryWith(tx, schema, emptySummary(row.scope), [{ row, before: undefined }]));
      await tx.putPacked(rows, []);
    },
    quietly,
  );
  const seen = new Set<string>();
  const first = named(await round());
  expect(first).toHaveLength(6);
  for (const scope of first) seen.add(scope);
  const unseen = pupils.filter((scope) => !seen.has(scope)).at(-1) as ScopeId;
  await store.write("relaxed", (tx) => tx.putPacked([], []), { scopes: [unseen], parts: ["rows"] });
  const second = named(await round());
  expect(second).toContain(unseen);
  for (const scope of second) seen.add(scope);
  for (let i = 0; i < 2; i += 1) for (const scope of named(await round())) seen.add(scope);
  expect(seen.size).toBe(23);
});

test("[S33] while somebody writes, is away, or not all has come, nothing is compared; nor more often than it rests", async () => {
  const { store, commit, comparing, time, asked, round, shut } = await start();
  await store.write("relaxed", (tx) => tx.setControl("filling", 2), quietly);
  expect(await round()).toEqual([]);
  await store.write("relaxed", (tx) => tx.setControl("filling", 0), quietly);
  comparing.caughtUp();
  await time.pass(20_000);
  await rest();
  expect(asked).toHaveLength(1);
  for (let i = 0; i < 5; i += 1) {
    comparing.caughtUp();
    await time.pass(20_000);
  }
  await rest();
  expect(asked).toHaveLength(1);
  await time.pass(200_000);
  comparing.caughtUp();
  shut();
  await commit(write, [newNote("n6", "Locked")]).catch(() => undefined);
  await time.pass(200_000);
  await rest();
  expect(asked).toHaveLength(1);
});

test("[S33] an answer that comes when the device has moved on asks for nothing; it is found again when it has come to rest", async () => {
  let moves = 1;
  const { store, put, round, wanted, nudges, asked } = await start(async () => {
    if (asked.length <= moves) await store.write("relaxed", (tx) => tx.setControl("cursor", 4 + asked.length), quietly);
  });
  await put([{ ...PLAN, fields: {} }], []);
  await round();
  expect([await wanted(), nudges()]).toEqual([[], 0]);
  moves = 0;
  await round();
  expect([await wanted(), nudges()]).toEqual([[PUPIL], 1]);
});

test("[S33] a server that does not know the question is not asked it again; one that is away is", async () => {
  const old = await start(() => ({
    reached: true,
    status: 404,
    body: { waymark: "problem", code: "noSuchPage", sentence: "There is nothing at this address." },
  }));
  expect(await old.round()).toHaveLength(1);
  expect(await old.round()).toEqual([]);
  expect(await old.differed()).toBeUndefined();
  const away = await start(() => ({ reached: false, why: "offline" }));
  expect(await away.round()).toHaveLength(1);
  expect(await away.round()).toHaveLength(1);
  expect(await away.wanted()).toEqual([]);
});
