import { expect, test } from "vitest";
import { feedPage, insides, network, ok, schema } from "../device.fixture.ts";
import { round } from "./round.ts";
import { createServerLink } from "./server-link.ts";

async function rounds(isOpen: () => boolean) {
  const { store } = await insides();
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
  return { once, transport };
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
