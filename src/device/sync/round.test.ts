import { expect, test } from "vitest";
import { ENROLLED, feedPage, idOf, insides, network, newNote, ok, schema, write } from "../device.fixture.ts";
import { round } from "./round.ts";
import { createServerLink } from "./server-link.ts";

async function rounds(isOpen: () => boolean) {
  const { store, commit } = await insides();
  const transport = network(() => ok(feedPage({ cursor: 4 })));
  const server = createServerLink({ store, transport });
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
