import { expect, test } from "vitest";
import type { EnvelopeVerdict, PushAnswer } from "#protocol/push.ts";
import { EPOCH, idOf, network, ok, type Sent } from "../device.fixture.ts";
import type { Answer, PendingRow } from "../ports.ts";
import { letGo } from "../let-go.ts";
import { push, type PushDeps } from "./push.ts";
import { turnToEpoch } from "./new-epoch.ts";
import { createServerLink } from "./server-link.ts";
import { envelopesIn, numbersIn, pushing, type Said, server } from "./push.fixture.ts";

test("[S3] the server names an older number: what was accepted before is sent again, then the rest", async () => {
  const at = await pushing(4);
  const { store, rows } = at;
  const [one, two] = rows as [PendingRow, PendingRow];
  await store.write(
    "strict",
    async (tx) => {
      await tx.putAccepted([{ deviceSeq: 1, id: one.id, acceptedSeq: 5, at: 0, wire: one.wire }]);
      await tx.deletePending([1]);
      await tx.putPending({ ...two, state: "refused" });
    },
    { scopes: [], parts: [] },
  );
  const transport = network(server(() => rows));
  const result = await push({ ...at.deps, server: createServerLink({ store, transport }) });
  expect(result).toMatchObject({ done: true });
  expect(transport.sent.map(numbersIn)).toEqual([
    [3, 4],
    [1, 2, 3, 4],
  ]);
  expect((await at.states()).map((state) => (state as unknown[])[1])).toEqual(["accepted", "accepted", "accepted"]);
});

test("[S31] what was refused and let go is named to a restored server, which would take it; what it keeps is not", async () => {
  const no: Said = (row) => (row.deviceSeq === 1 ? { verdict: "refused" } : { verdict: "quarantined" });
  const at = await pushing(2);
  const { store, rows } = at;
  const deps = (transport: ReturnType<typeof network>) => ({
    ...at.deps,
    server: createServerLink({ store, transport }),
  });
  await push(deps(network(server(() => rows, 1, no))));
  for (const row of rows) await letGo(store, row.id, 1000);
  expect(await at.states()).toEqual([]);
  await turnToEpoch(store, idOf("ep2"));
  const restored = (sent: Sent): Answer => {
    const answer = server(() => rows)(sent) as { readonly body: object };
    return ok({ ...answer.body, epoch: idOf("ep2") });
  };
  const transport = network(restored, restored);
  await push(deps(transport));
  const [, offered] = transport.sent;
  expect(numbersIn(offered)).toEqual([1, 2]);
  expect(offered?.body["letGo"]).toEqual(rows[0]?.inside.envelope.changes.map(({ id }) => id));
  expect(offered?.body["closed"]).toEqual(rows.map(({ id }) => id));
  expect(await at.states()).toEqual([]);
});

test("[S17] what is kept nowhere is said once: the server goes on behind it, or the person is told", async () => {
  const at = await pushing(2, () => ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts: [], next: 0 }));
  expect(await at.push()).toMatchObject({
    done: false,
    reached: true,
    words: expect.stringMatching(/no longer has/),
  });
  expect(at.transport.sent.map((sent) => sent.body["kept"])).toEqual([undefined, 1]);
});

test("[S17] numbers that were let go of are passed over, also in the middle", async () => {
  const at = await pushing(5);
  const { store, rows } = at;
  const lost = [1, 2, 4];
  await store.write(
    "strict",
    async (tx) => {
      for (const number of lost) await tx.deletePending([number]);
      await tx.setControl("offeredEpoch", idOf("old"));
    },
    { scopes: [], parts: [] },
  );
  // Goes on behind a gap where it is told to, as the server does.
  let wanted = 1;
  const taking = (sent: Sent): Answer => {
    wanted = Math.max(wanted, (sent.body["kept"] as number | undefined) ?? 0);
    const verdicts: EnvelopeVerdict[] = [];
    for (const { id, deviceSeq } of envelopesIn(sent)) {
      if (deviceSeq !== wanted) break;
      const row = rows.find((one) => one.id === id) as PendingRow;
      const changes = row.inside.envelope.changes.map((change) => ({
        change: change.id,
        verdict: "accepted" as const,
      }));
      verdicts.push({ envelope: id, deviceSeq, result: "processed", changes });
      wanted += 1;
    }
    return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts, next: wanted } satisfies PushAnswer);
  };
  const transport = network(taking);
  const result = await push({ ...at.deps, server: createServerLink({ store, transport }) });
  expect(result).toEqual({ done: true, sent: 2 });
  expect(transport.sent.map((sent) => [sent.body["kept"], numbersIn(sent)])).toEqual([
    [undefined, []],
    [3, [3, 5]],
    [5, [5]],
  ]);
});

test("[S9] an answer from another epoch counts for nothing", async () => {
  const at = await pushing(1);
  const taking = server(() => at.rows);
  const other = idOf<string>("ep2");
  const transport = network((sent) => {
    const answer = taking(sent) as { body: PushAnswer };
    return ok({ ...answer.body, epoch: other });
  });
  expect(await push({ ...at.deps, server: createServerLink({ store: at.store, transport }) })).toEqual({
    epoch: other,
  });
  expect(await at.states()).toEqual([[1, "queued", 0]]);
});

test("[S9] under a new epoch also what was refused before is offered", async () => {
  const at = await pushing(3);
  const { store, rows } = at;
  const [, , third] = rows as [PendingRow, PendingRow, PendingRow];
  await store.write(
    "strict",
    async (tx) => {
      await tx.putPending({ ...third, state: "refused" });
      await tx.setControl("offeredEpoch", idOf("old"));
    },
    { scopes: [], parts: [] },
  );
  const transport = network(server(() => rows, 2));
  await push({ ...at.deps, server: createServerLink({ store, transport }) });
  expect(transport.sent.map(numbersIn)).toEqual([[], [1, 2, 3]]);
});

test("[S9] an answer that comes after another tab has turned to a new epoch is thrown away", async () => {
  const at = await pushing(1);
  const { store, rows } = at;
  const taking = server(() => rows);
  const link = createServerLink({ store, transport: network(taking) });
  const turned: PushDeps["server"] = {
    ...link,
    async ask(asked) {
      const heard = await link.ask(asked);
      await store.write("strict", (tx) => tx.setControl("epoch", idOf("ep2")), { scopes: [], parts: [] });
      return heard;
    },
  };
  await push({ ...at.deps, server: turned });
  expect(await at.states()).toEqual([[1, "queued", 0]]);
});

test("[S9] under a new epoch the server is asked what it wants before anything is sent, and only once", async () => {
  const at = await pushing(2);
  const { store, rows } = at;
  await store.write("strict", (tx) => tx.setControl("offeredEpoch", idOf("old")), { scopes: [], parts: [] });
  const transport = network(server(() => rows, 2));
  const deps = { ...at.deps, server: createServerLink({ store, transport }) };
  await push(deps);
  expect(transport.sent.map(numbersIn)).toEqual([[], [1, 2]]);
  expect(await store.read((tx) => tx.control("offeredEpoch"))).toBe(EPOCH);
  await push(deps);
  expect(transport.sent).toHaveLength(2);
});
