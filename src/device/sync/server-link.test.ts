import { expect, test } from "vitest";
import { DEVICE_HEADER, parseProof, parseReader, READER_HEADER } from "#protocol/device-proof.ts";
import { insides, network, ok } from "../device.fixture.ts";
import { type Answer, type Listening, Locked, type Transport } from "../ports.ts";
import { createServerLink } from "./server-link.ts";

const problem = (status: number, code: string, more: object = {}, retryAfter?: number): Answer => ({
  reached: true,
  status,
  body: { waymark: "problem", code, sentence: "No.", ...more },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** A network with these answers, in order; every request with the number of its proof. */
async function linked(...answers: readonly Awaited<Listening["over"]>[]) {
  const { store } = await insides();
  const numbers: (number | undefined)[] = [];
  const busy: number[] = [];
  const next = (headers: { readonly [name: string]: string }): Awaited<Listening["over"]> => {
    numbers.push(parseProof(headers[DEVICE_HEADER])?.counter);
    return answers[numbers.length - 1] ?? { reached: false, why: "offline" };
  };
  const transport: Transport = {
    send: async (_method, _path, _body, headers) => next(headers) as Answer,
    listen: (_path, _body, headers) => ({ over: Promise.resolve(next(headers)), stop: () => undefined }),
  };
  const link = createServerLink({ store, transport, onBusy: (seconds) => void busy.push(seconds) });
  const ask = () => link.ask({ method: "POST", path: "/x", body: {}, parse: () => undefined });
  return { link, ask, numbers, busy, listen: () => link.listen?.("/x", {}, () => undefined).over };
}

test("[S26] a busy server is heard by whoever keeps the waits; another no is only a no", async () => {
  const at = await linked(problem(503, "busy", {}, 40), problem(429, "slowDown", {}, 30), problem(503, "fault"));
  expect(await at.ask()).toMatchObject({ kind: "problem", status: 503 });
  await at.ask();
  await at.ask();
  expect(at.busy).toEqual([40]);
  const other = await linked(problem(503, "busy", {}, 7));
  expect(await other.listen()).toMatchObject({ kind: "problem", problem: { code: "busy" } });
  expect(other.busy).toEqual([7]);
});

test("[A5] a stream is asked for with a proof of its own, and goes on from the number the server names, once", async () => {
  const at = await linked(
    problem(409, "counter", { counter: 90 }),
    { reached: false, why: "closed" },
    problem(409, "counter", { counter: 200 }),
    problem(409, "counter", { counter: 300 }),
  );
  expect(await at.listen()).toEqual({ kind: "ended" });
  expect(at.numbers).toEqual([1, 91]);
  expect(await at.listen()).toMatchObject({ kind: "problem", problem: { code: "counter" } });
  expect(at.numbers).toEqual([1, 91, 92, 201]);
});

test("[S7] what answers a stream with something else has no stream to give", async () => {
  const at = await linked(
    { reached: true, status: 200, body: { waymark: "news" } },
    { reached: false, why: "notOurs" },
  );
  expect(await at.listen()).toEqual({ kind: "noStream" });
  expect(await at.listen()).toEqual({ kind: "ended" });
});

test("[A5] [A47] what was made ready goes as it was proven; where somebody else has it open since, it is proven anew", async () => {
  const { store } = await insides();
  const transport = network(() => ok({}));
  let here = "ada";
  const key = { sign: () => new Uint8Array(64) };
  const link = createServerLink({ store, transport, reader: () => ({ adult: here as never, key }) });
  const question = { method: "POST", path: "/x", body: { said: 1 }, parse: () => 1 } as const;
  const first = await link.makeReady(question);
  const second = await link.makeReady(question);
  expect(transport.sent).toEqual([]);
  expect(await second()).toEqual({ kind: "answer", value: 1 });
  here = "ben";
  await first();
  const told = transport.sent.map(({ headers, body }) => [
    parseProof(headers[DEVICE_HEADER])?.counter,
    parseReader(headers[READER_HEADER])?.adult,
    body,
  ]);
  expect(told).toEqual([
    [2, "ada", { said: 1 }],
    [3, "ben", { said: 1 }],
  ]);
});

test("[A47] what only whoever has it open is told is not asked for once it is shut, whatever the moment", async () => {
  const { store } = await insides();
  const transport = network(() => ok({}));
  const key = { sign: () => new Uint8Array(64) };
  let isOpen = true;
  const reader = () => (isOpen ? { adult: "ada" as never, key } : undefined);
  const link = createServerLink({ store, transport, reader });
  const ask = { method: "POST", path: "/x", body: {}, parse: (body: unknown) => body } as const;
  const asked = link.ask({ ...ask, whileOpen: true });
  // Its proof is still being made.
  isOpen = false;
  await expect(asked).rejects.toThrow(Locked);
  expect(transport.sent).toHaveLength(0);
  expect(await link.ask(ask)).toMatchObject({ kind: "answer" });
});
