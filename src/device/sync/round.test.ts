import { expect, test } from "vitest";
import {
  ENROLLED,
  EPOCH,
  feedPage,
  idOf,
  insides,
  network,
  newNote,
  ok,
  schema,
  type Sent,
  write,
} from "../device.fixture.ts";
import type { Answer } from "../ports.ts";
import { round } from "./round.ts";
import { createServerLink, type Reader } from "./server-link.ts";

async function rounds(
  isOpen: () => boolean,
  answer: (sent: Sent) => Answer = () => ok(feedPage({ cursor: 4 })),
  reader?: () => Reader | undefined,
) {
  const { store, commit } = await insides();
  const transport = network(answer);
  const server = createServerLink({ store, transport, ...(reader && { reader }) });
  const once = () =>
    round({
      store,
      server,
      schema,
      isOpen,
      now: () => 1000,
      onSending: () => undefined,
      scopesOf: () => [],
      prepare: async () => undefined,
      mend: async () => undefined,
      renew: async () => false,
    });
  return { once, transport, store, commit };
}

test("[S7] a device that is shut before anything was asked takes that for no contact", async () => {
  let looks = 0;
  const { once, transport } = await rounds(() => (looks += 1) === 1);
  expect(await once()).toMatchObject({ ok: true, reached: undefined, sent: 0 });
  expect(transport.sent).toEqual([]);
});

test("[S7] nor does one that is shut while its question is being signed", async () => {
  const { once, transport } = await rounds(
    () => true,
    () => ok(feedPage({ cursor: 4 })),
    () => undefined,
  );
  const result = await once();
  expect(result).toMatchObject({ ok: true, reached: undefined });
  expect(result.locked).toBeUndefined();
  expect(transport.sent).toEqual([]);
});

test("an open device asks for what is new, and its answer is contact", async () => {
  const { once, transport } = await rounds(() => true);
  expect(await once()).toMatchObject({ ok: true, reached: true, sent: 0 });
  expect(transport.sent).toHaveLength(1);
});

test("[S12] what a round says is counted: what waits for its author, or was refused, is not called sent", async () => {
  const { once, store, commit } = await rounds(() => true);
  expect(await once()).toMatchObject({ words: "Everything is sent." });
  await commit(write, [newNote("n1", "written under a former name")]);
  await store.write("strict", (tx) => tx.setControl("enrolled", { ...ENROLLED, device: idOf("dv9") }), {
    scopes: [],
    parts: [],
  });
  expect(await once()).toMatchObject({ ok: true, sent: 0, words: "The school’s server answered. 1 waits here." });
  await store.write("strict", (tx) => tx.markPending([{ deviceSeq: 1, state: "refused", acceptedSeq: 0 }]), {
    scopes: [],
    parts: [],
  });
  expect(await once()).toMatchObject({ words: "The school’s server answered. 1 could not be sent." });
});

test("[S29] a device that has to keep what it has still hears what others write, but not before it has offered everything", async () => {
  const sentence = "Too much from this tablet waits for somebody at the school to look at.";
  const full: Answer = { reached: true, status: 507, body: { waymark: "problem", code: "quarantineFull", sentence } };
  const { once, store, commit, transport } = await rounds(
    () => true,
    ({ path }) => (path.endsWith("/push") ? full : ok(feedPage({ cursor: 4 }))),
  );
  await commit(write, [newNote("n1", "waits")]);
  const asked = () => transport.sent.splice(0).map(({ path }) => path.split("/").at(-1));
  const set = (offeredEpoch: string | undefined) =>
    store.write("strict", (tx) => tx.setControl("offeredEpoch", offeredEpoch), { scopes: [], parts: [] });
  await set(undefined);
  expect([await once(), asked()]).toMatchObject([{ ok: false, reached: true, words: sentence }, ["push"]]);
  await set(EPOCH);
  expect([await once(), asked()]).toMatchObject([{ ok: false, words: sentence }, ["push", "pull"]]);
  expect(await store.read((tx) => tx.control("cursor"))).toBe(4);
  expect(await store.read((tx) => tx.pendingOutside())).toMatchObject([{ state: "queued" }]);
});
