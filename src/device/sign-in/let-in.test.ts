import { expect, test } from "vitest";
import { bytesToBase64 } from "#base/bytes.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { ENROLLED, idOf, schema, seededBytes } from "../device.fixture.ts";
import { createMemoryDisk, createMemoryStore } from "../store/memory-store.ts";
import type { ServerLink } from "../sync/server-link.ts";
import { type LetIn, letIn } from "./let-in.ts";

const signedInAs = (name: string) => ({
  waymark: "signed-in" as const,
  role: "iap-adult",
  adult: idOf<string>(name),
  givenName: "Ada",
  familyName: "Holt",
  vaultShare: bytesToBase64(seededBytes(8)(32)),
  authorShare: bytesToBase64(seededBytes(9)(32)),
});

test("[V7] two tabs that let the first adults in at once make one vault key", async () => {
  const disk = createMemoryDisk();
  const store = createMemoryStore({ schema, disk });
  const randomBytes = seededBytes(3);
  const keys = { signing: bytesToBase64(randomBytes(32)), secret: bytesToBase64(randomBytes(32)) };
  await store.write("strict", (tx) => tx.setControl("deviceKeys", keys), { scopes: [], parts: [] });
  const server = {
    ask: async () => ({ kind: "answer", value: { name: idOf<string>("key") } }),
  } as unknown as ServerLink;
  const tab = async (name: string): Promise<LetIn> => {
    const come = await letIn(
      {
        store: createMemoryStore({ schema, disk }),
        server,
        randomBytes,
        slowHash: { derive: async () => new Uint8Array(32) },
        slowHashCost: { memoryKib: 8, passes: 1 },
        pinCost: { memoryKib: 8, passes: 1 },
      },
      ENROLLED,
      signedInAs(name),
    );
    if (isRefusal(come)) throw new Error(come.sentence);
    return come;
  };
  const [one, two] = await Promise.all([tab("ad1"), tab("ad2")]);
  const box = one.opened.sealer.seal("rows|1", Uint8Array.of(1, 2, 3));
  expect([...two.opened.sealer.open("rows|1", box)]).toEqual([1, 2, 3]);
  const slots = await store.read((tx) => tx.slots());
  expect(slots.filter((slot) => slot.wraps === "vault")).toHaveLength(1);
  expect(new Set(slots.map((slot) => slot.adult))).toEqual(new Set([null, idOf("ad1"), idOf("ad2")]));
  // Each was handed the words that open it.
  expect([one.words?.length, two.words?.length]).toEqual([5, 5]);
});
