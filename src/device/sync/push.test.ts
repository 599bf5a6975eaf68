import { expect, test } from "vitest";
import { DEVICE_HEADER, parseProof } from "#protocol/device-proof.ts";
import { EPOCH, idOf, network, ok, type Sent } from "../device.fixture.ts";
import type { Answer, PendingRow } from "../ports.ts";
import { StoreTrouble } from "../store/store-trouble.ts";
import { push, type PushDeps } from "./push.ts";
import { createServerLink } from "./server-link.ts";
import { envelopesIn, numbersIn, pushing, type Said, server } from "./push.fixture.ts";

test("[S3] what waits goes in device order, and stays until the feed brings it back", async () => {
  const at = await pushing(3);
  const { transport, deps, rows, states } = at;
  const taking = server(() => rows);
  const result = await push({ ...deps, server: createServerLink({ store: at.store, transport: network(taking) }) });
  expect(result).toEqual({ done: true, sent: 3 });
  expect(await states()).toEqual([
    [1, "accepted", 101],
    [2, "accepted", 102],
    [3, "accepted", 103],
  ]);
  expect(transport.sent).toEqual([]);
});

test("[S2] every retry sends the same bytes", async () => {
  const at = await pushing(2, () => ({ reached: false, why: "timeout" }));
  const first = await at.push();
  await at.push();
  expect(first).toMatchObject({ done: false, reached: false });
  expect(envelopesIn(at.transport.sent[0])).toEqual(envelopesIn(at.transport.sent[1]));
  expect(envelopesIn(at.transport.sent[0])).toEqual(at.rows.map((row) => row.wire));
  expect(await at.states()).toEqual([
    [1, "queued", 0],
    [2, "queued", 0],
  ]);
});

test("[S22] how many it still holds counts what waits for its author to sign it anew", async () => {
  const at = await pushing(1, () => ({ reached: false, why: "offline" }));
  const [row] = at.rows;
  const former = { ...(row as PendingRow), deviceSeq: 2, id: idOf<PendingRow["id"]>("e2") };
  const wire = { ...former.wire, id: former.id, deviceSeq: 2, device: idOf<string>("dv0") };
  await at.store.write("strict", (tx) => tx.putPending({ ...former, wire }), { scopes: [], parts: [] });
  await at.push();
  expect(at.transport.sent[0]?.body).toMatchObject({ unsent: 2 });
  expect(numbersIn(at.transport.sent[0])).toEqual([1]);
});

test("[S12] an answer to what was sent is contact, and makes nobody up to date", async () => {
  const at = await pushing(1);
  const transport = network(server(() => at.rows));
  await push({ ...at.deps, server: createServerLink({ store: at.store, transport }) });
  const [contact, upToDate] = await at.store.read(
    async (tx) => [await tx.control("lastContact"), await tx.control("upToDate")] as const,
  );
  expect([contact, upToDate]).toEqual([1000, undefined]);
});

test("[S4] what the feed has brought already leaves the list with its answer", async () => {
  const at = await pushing(1);
  await at.store.write("relaxed", (tx) => tx.setControl("cursor", 500), { scopes: [], parts: [] });
  await push({
    ...at.deps,
    server: createServerLink({ store: at.store, transport: network(server(() => at.rows)) }),
  });
  expect(await at.states()).toEqual([]);
  const accepted = await at.store.read((tx) => tx.accepted());
  expect(accepted).toMatchObject([{ deviceSeq: 1, acceptedSeq: 101, wire: at.rows[0]?.wire }]);
});

test("[S4] an answer for what is no longer held is ignored", async () => {
  const at = await pushing(1);
  const { store, rows } = at;
  const answer = server(() => rows);
  const late = network((sent) => answer(sent));
  const gone: PushDeps = {
    ...at.deps,
    server: {
      ...createServerLink({ store, transport: late }),
      async ask(asked) {
        const heard = await createServerLink({ store, transport: late }).ask(asked);
        await store.write("strict", (tx) => tx.deletePending([1]), { scopes: [], parts: [] });
        return heard;
      },
    },
  };
  await push(gone);
  expect(await at.states()).toEqual([]);
  expect(await store.read((tx) => tx.accepted())).toEqual([]);
});

test("[S6] one refusal holds up nobody, and its reason is kept", async () => {
  const at = await pushing(3);
  const no: Said = (row) => (row.deviceSeq === 2 ? { verdict: "refused", code: "no", sentence: "Not here." } : {});
  await push({
    ...at.deps,
    server: createServerLink({ store: at.store, transport: network(server(() => at.rows, 1, no)) }),
  });
  expect((await at.states()).map((state) => (state as unknown[])[1])).toEqual(["accepted", "refused", "accepted"]);
  const [, refused] = await at.store.read((tx) => tx.pending());
  expect(refused?.inside.verdicts).toMatchObject([{ verdict: "refused", sentence: "Not here." }]);
});

test("[S6] what could not be read is said to be kept, change by change", async () => {
  const at = await pushing(1, (sent) => {
    const [envelope] = envelopesIn(sent);
    const verdict = { envelope: envelope?.id, deviceSeq: 1, result: "unreadable", sentence: "Broken.", changes: [] };
    return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts: [verdict], next: 2 });
  });
  await at.push();
  const [row] = await at.store.read((tx) => tx.pending());
  expect(row).toMatchObject({ state: "refused" });
  expect(row?.inside.verdicts).toMatchObject([{ verdict: "quarantined", sentence: "Broken." }]);
});

test("[S11] a locked device delivers; a reason that it cannot seal waits", async () => {
  const at = await pushing(2);
  at.store.useSealer(null);
  const no: Said = (row) => (row.deviceSeq === 2 ? { verdict: "refused", sentence: "Not here." } : {});
  const transport = network(server(() => at.rows, 1, no));
  const locked = { ...at.deps, isOpen: () => false, server: createServerLink({ store: at.store, transport }) };
  expect(await push(locked)).toEqual({ done: true, sent: 1 });
  expect(await at.states()).toEqual([
    [1, "accepted", 101],
    [2, "queued", 0],
  ]);
});

test("[S15] books that cannot be kept are no failure to send: told as storage trouble, and asked again", async () => {
  const at = await pushing(1);
  let full = true;
  const store: PushDeps["store"] = {
    ...at.store,
    write(durability, work, touched) {
      if (durability === "strict" && full) return Promise.reject(new StoreTrouble("full"));
      return at.store.write(durability, work, touched);
    },
  };
  const transport = network(server(() => at.rows));
  const deps = { ...at.deps, store, server: createServerLink({ store, transport }) };
  await expect(push(deps)).rejects.toMatchObject({ kind: "full" });
  expect(await at.states()).toEqual([[1, "queued", 0]]);
  full = false;
  // The server says the same again.
  expect(await push(deps)).toEqual({ done: true, sent: 1 });
  expect(envelopesIn(transport.sent[0])).toEqual(envelopesIn(transport.sent[1]));
  expect(await at.states()).toEqual([[1, "accepted", 101]]);
});

test("[S19] a number that was used by something else is not refused: this device was put back, and says so", async () => {
  const taken = (sent: Sent): Answer => {
    const [envelope] = envelopesIn(sent);
    const verdict = { envelope: envelope?.id, deviceSeq: 1, result: "unreadable", why: "number", changes: [] };
    return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts: [verdict], next: 2 });
  };
  const at = await pushing(1, taken);
  expect(await at.push()).toEqual({ copied: true });
  expect(await at.states()).toEqual([[1, "queued", 0]]);
  // Also where the server has numbers that this device never gave out.
  const ahead = await pushing(1, () => ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts: [], next: 9 }));
  expect(await ahead.push()).toEqual({ copied: true });
});

test("[S11] a locked device with nothing to send asks all the same, and hears that it was taken out of use", async () => {
  const at = await pushing(0, (sent) => {
    expect(numbersIn(sent)).toEqual([]);
    return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts: [], next: 1, standing: "revoked" });
  });
  expect(await push({ ...at.deps, isOpen: () => false })).toEqual({ done: true, sent: 0, revoked: true });
  expect(at.transport.sent).toHaveLength(1);
  expect(await at.push()).toEqual({ done: true, sent: 0 });
  expect(at.transport.sent).toHaveLength(1);
});

test("[S7] a page that says 200, and a server of somebody else, are unreachable", async () => {
  for (const body of ["<html>Sign in to Guest Wi-Fi</html>", {}, { waymark: "push" }, null]) {
    const at = await pushing(1, () => ok(body));
    expect(await at.push()).toMatchObject({ done: false, reached: false });
    expect(await at.states()).toEqual([[1, "queued", 0]]);
  }
});

test("[A5] each request carries the next number; a device that lost count goes on from the server's", async () => {
  const at = await pushing(1);
  const taking = server(() => at.rows);
  const transport = network(
    () => ({
      reached: true,
      status: 409,
      body: { waymark: "problem", code: "counter", sentence: "Old.", counter: 41 },
    }),
    taking,
  );
  await push({ ...at.deps, server: createServerLink({ store: at.store, transport }) });
  const numbers = transport.sent.map((sent) => parseProof(sent.headers[DEVICE_HEADER])?.counter);
  expect(numbers).toEqual([1, 42]);
});
