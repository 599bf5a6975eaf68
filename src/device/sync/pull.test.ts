import { expect, test } from "vitest";
import type { PullAnswer } from "#protocol/pull.ts";
import {
  feedPage,
  insides,
  network,
  newPlan,
  ok,
  OTHER_PUPIL,
  PUPIL,
  schema,
  serverRow,
  withId,
} from "../device.fixture.ts";
import type { Store } from "../ports.ts";
import { pull, type PullDeps } from "./pull.ts";
import { createServerLink } from "./server-link.ts";

const first = serverRow([withId(newPlan("p1", "12 June"), "c1")], 1);
const second = serverRow([withId(newPlan("p2", "13 June", OTHER_PUPIL), "c2")], 2);
const snapshot = (page: Partial<PullAnswer>) => ok(feedPage({ kind: "snapshot", horizon: 0, ...page }));
const firstPage = snapshot({ rows: [first], cursor: null, after: "9.5", more: true });
const lastPage = snapshot({ rows: [second], cursor: 9 });

function pulling(store: Store, transport: ReturnType<typeof network>): PullDeps {
  return { store, server: createServerLink({ store, transport }), schema, isOpen: () => true, now: () => 1000 };
}
const feed = ok(feedPage({ cursor: 9 }));
const afters = ({ sent }: ReturnType<typeof network>) => sent.map(({ body }) => body["after"]);

test("[S12] a snapshot of several pages is followed by the feed at once: the tablet need not say that more is arriving", async () => {
  const { store } = await insides();
  const transport = network(
    () => firstPage,
    () => lastPage,
    () => feed,
  );
  expect(await pull(pulling(store, transport))).toEqual({ done: true });
  expect(transport.sent.map(({ body }) => body["cursor"])).toEqual([null, null, 9]);
  expect(await store.read((tx) => tx.control("upToDate"))).toBe(1000);
});

test("[S12] nor is the feed asked beside a snapshot of one page, which is everything", async () => {
  const { store } = await insides();
  const transport = network(() => lastPage);
  expect(await pull(pulling(store, transport))).toEqual({ done: true });
  expect(transport.sent).toHaveLength(1);
  expect(await store.read((tx) => tx.control("upToDate"))).toBe(1000);
});

test("the next page is on its way while this one is written", async () => {
  const { store } = await insides();
  const transport = network(
    () => firstPage,
    () => lastPage,
    () => feed,
  );
  const asked: string[] = [];
  const stop = store.subscribe(
    ({ parts }) => parts.includes("rows") && asked.push(`written, ${transport.sent.length} asked`),
  );
  expect(await pull(pulling(store, transport))).toEqual({ done: true });
  // Writes are told of in their turn.
  await new Promise((resolve) => setTimeout(resolve));
  stop();
  expect(asked).toEqual(["written, 2 asked", "written, 2 asked"]);
  expect(afters(transport)).toEqual([undefined, "9.5", undefined]);
  expect(await store.read((tx) => tx.control("cursor"))).toBe(9);
  expect(await store.read((tx) => tx.rows({ scope: PUPIL }))).toHaveLength(1);
});

test("[S8] a page that was asked for ahead is thrown away when the device stands elsewhere by then", async () => {
  const { store } = await insides();
  const move = (tx: Parameters<Parameters<Store["write"]>[1]>[0]) => tx.setControl("snapshotAfter", "9.3");
  let moved: Promise<unknown> = Promise.resolve();
  const transport = network(
    () => firstPage,
    () => {
      // Another tab is quicker: it has come further by the time this answer is looked at.
      moved = store.write("relaxed", move, { scopes: [], parts: [] });
      return snapshot({ rows: [], cursor: null, after: "9.4", more: true });
    },
    () => lastPage,
    () => feed,
  );
  expect(await pull(pulling(store, transport))).toEqual({ done: true });
  await moved;
  expect(afters(transport)).toEqual([undefined, "9.5", "9.3", undefined]);
  expect(await store.read((tx) => tx.rows({ scope: OTHER_PUPIL }))).toHaveLength(1);
});

test("a page that could not be written is asked for again", async () => {
  const { store } = await insides();
  const transport = network(
    () => firstPage,
    () => lastPage,
    () => firstPage,
    () => lastPage,
    () => feed,
  );
  let fail = true;
  const full: Store = {
    ...store,
    write: (durability, work, touched) => {
      // The numbers of proofs are written too; only the first page finds no room.
      const isPage = typeof touched === "function";
      if (isPage && fail) {
        fail = false;
        return Promise.reject(new Error("no room"));
      }
      return store.write(durability, work, touched);
    },
  };
  await expect(pull(pulling(full, transport))).rejects.toThrow("no room");
  expect(await pull(pulling(full, transport))).toEqual({ done: true });
  expect(afters(transport)).toEqual([undefined, "9.5", undefined, "9.5", undefined]);
  expect(await store.read((tx) => tx.rows({ scope: PUPIL }))).toHaveLength(1);
});

test("[A47] the vault shuts while something is asked for: nothing is sent, and nothing is said to have gone wrong", async () => {
  const { store } = await insides();
  const transport = network(() => lastPage);
  let isOpen = true;
  const key = { sign: () => new Uint8Array(64) };
  const server = createServerLink({ store, transport, reader: () => (isOpen ? { adult: "ada", key } : undefined) });
  const shut = () => {
    isOpen = false;
    return true;
  };
  expect(await pull({ ...pulling(store, transport), server, isOpen: shut })).toEqual({ done: true });
  expect(transport.sent).toEqual([]);
});
