import { describe, expect, test } from "vitest";
import { DEVICE_HEADER, parseProof } from "#protocol/device-proof.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { ChangeVerdict, EnvelopeVerdict, PushAnswer } from "#protocol/push.ts";
import { EPOCH, idOf, insides, network, newNote, ok, PUPIL, type Sent, write } from "../device.fixture.ts";
import type { Answer, PendingRow } from "../ports.ts";
import { letGo } from "../let-go.ts";
import { sendAgain } from "../send-again.ts";
import { StoreTrouble } from "../store/store-trouble.ts";
import { unsentFile } from "../unsent-file.ts";
import { push, type PushDeps } from "./push.ts";
import { turnToEpoch } from "./new-epoch.ts";
import { createServerLink } from "./server-link.ts";
import { toldOf } from "./too-large.ts";

type Said = (row: PendingRow) => Partial<ChangeVerdict>;

async function pushing(commits: number, ...answers: ((sent: Sent) => Answer)[]) {
  const inside = await insides();
  const { store, commit } = inside;
  for (let n = 0; n < commits; n += 1) await commit(write, [newNote(`n${n}x`, `note ${n}`)]);
  const rows = await store.read((tx) => tx.pending());
  const transport = network(...answers);
  const sending: (readonly number[])[] = [];
  const deps: PushDeps = {
    store,
    server: createServerLink({ store, transport }),
    isOpen: () => true,
    now: () => 1000,
    scopesOf: () => [PUPIL],
    onSending: (numbers) => void sending.push(numbers),
  };
  const states = async (): Promise<unknown[]> =>
    (await store.read((tx) => tx.pendingOutside())).map((row) => [row.deviceSeq, row.state, row.acceptedSeq]);
  return { ...inside, rows, transport, deps, sending, states, push: () => push(deps) };
}

const envelopesIn = (sent: Sent | undefined): SealedEnvelope[] => (sent?.body["envelopes"] ?? []) as SealedEnvelope[];
const numbersIn = (sent: Sent | undefined): number[] => envelopesIn(sent).map((one) => one.deviceSeq);

/** A server that takes what comes in order, from `first` on, and says of each change what it is told to say. */
function server(rows: () => readonly PendingRow[], first = 1, said: Said = () => ({ verdict: "accepted" })) {
  let next = first;
  return (sent: Sent): Answer => {
    const verdicts: EnvelopeVerdict[] = [];
    for (const envelope of envelopesIn(sent)) {
      if (envelope.deviceSeq > next) break;
      const row = rows().find((one) => one.deviceSeq === envelope.deviceSeq) as PendingRow;
      const changes = row.inside.envelope.changes.map((change): ChangeVerdict => ({
        change: change.id,
        verdict: "accepted",
        seq: 100 + row.deviceSeq,
        ...said(row),
      }));
      verdicts.push({ envelope: envelope.id, deviceSeq: envelope.deviceSeq, result: "processed", changes });
      next = Math.max(next, envelope.deviceSeq + 1);
    }
    const answer: PushAnswer = { waymark: "push", wire: 1, epoch: EPOCH, verdicts, next };
    return ok(answer);
  };
}

describe("push", () => {
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

  test("[S15] too much at once is halved until it goes", async () => {
    const at = await pushing(5);
    const taking = server(() => at.rows);
    const tooLarge = { waymark: "problem", code: "tooLarge", sentence: "Too much." };
    const transport = network((sent) =>
      numbersIn(sent).length > 2 ? { reached: true, status: 413, body: tooLarge } : taking(sent),
    );
    const result = await push({ ...at.deps, server: createServerLink({ store: at.store, transport }) });
    expect(result).toEqual({ done: true, sent: 5 });
    expect(transport.sent.map(numbersIn)).toEqual([[1, 2, 3, 4, 5], [1, 2], [3, 4], [5]]);
  });

  test("[S28] one commit that is too large for the way to the server holds up nobody, and its author is told", async () => {
    const at = await pushing(1);
    const { store, commit } = at;
    const long = "word ".repeat(1_900);
    await commit(
      write,
      [1, 2, 3, 4, 5].map((n) => newNote(`l${n}x`, long)),
    );
    await commit(write, [newNote("n9x", "behind it")]);
    const rows = [...(await store.read((tx) => tx.pending()))];
    let wanted = 1;
    const taking = (sent: Sent): Answer => {
      if (JSON.stringify(sent.body).length > 30_000) return { reached: true, status: 413, body: "<html>" };
      wanted = Math.max(wanted, (sent.body["kept"] as number | undefined) ?? 0);
      const answer = server(() => rows, wanted)(sent);
      wanted = Math.max(wanted, ...numbersIn(sent).map((number) => number + 1));
      return answer;
    };
    const transport = network(taking);
    const deps = { ...at.deps, server: createServerLink({ store, transport }) };
    // A shut device does the same: the reason needs no seal.
    expect(await push({ ...deps, isOpen: () => false })).toEqual({ done: true, sent: 2 });
    expect(await at.states()).toEqual([
      [1, "accepted", 101],
      [2, "refused", 0],
      [3, "accepted", 103],
    ]);
    const [, aside] = await store.read((tx) => tx.pending());
    const told = toldOf(aside as PendingRow);
    expect(told).toHaveLength(5);
    expect(told[0]).toMatchObject({ verdict: "refused", code: "tooLargeToSend" });
    expect(told[0]?.sentence).toMatch(/too large to send/);
    // Later commits go past it too, and it is not lost from the file of unsent work.
    await commit(write, [newNote("n8x", "later")]);
    rows.push(...(await store.read((tx) => tx.pending())).slice(-1));
    expect(await push(deps)).toEqual({ done: true, sent: 1 });
    expect((await unsentFile(store, "2026-06-09T11:00:00Z")).count).toBe(1);
    // Sent again, in an envelope of its own, once the way is wider.
    const again = { store, opened: () => at.opened, randomBytes: at.randomBytes, now: () => 1000 };
    expect(await sendAgain(again, (aside as PendingRow).id)).toBe(true);
    const all = await store.read((tx) => tx.pending());
    const wide = network(server(() => all, 5));
    expect(await push({ ...deps, server: createServerLink({ store, transport: wide }) })).toEqual({
      done: true,
      sent: 1,
    });
    expect(numbersIn(wide.sent[0])).toEqual([5]);
  });

  test("[S28] where even an everyday commit is too large, the way is to blame: nothing is put aside", async () => {
    const at = await pushing(2, ...[1, 2].map(() => (): Answer => ({ reached: true, status: 413, body: "<html>" })));
    expect(await at.push()).toMatchObject({ done: false, reached: true, words: expect.stringMatching(/too much/) });
    expect((await at.states()).map((state) => (state as unknown[])[1])).toEqual(["queued", "queued"]);
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
});

describe("what counts as an answer", () => {
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
});
