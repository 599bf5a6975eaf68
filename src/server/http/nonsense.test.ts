// What reaches the port and is no request of ours: truncated, of another type, too large, too slow, squeezed, misspelt.
// Each gets a 4xx with a sentence, nothing is half done, and the server goes on.

import { type Socket, type AddressInfo, connect } from "node:net";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { type TestDevice, type World, createTestDevice, createWorld, writer } from "../sync/device.fixture.ts";
import { createBodyRoom } from "./body-room.ts";
import { createHttp } from "./http.ts";

let world: World;
let device: TestDevice;
let http: FastifyInstance;
let port: number;

beforeAll(async () => {
  world = await createWorld();
  device = createTestDevice(world);
  await device.setUp();
  http = createHttp({ server: world.server, app: "/nowhere", tls: undefined, patience: 600 });
  await http.listen({ port: 0, host: "127.0.0.1" });
  ({ port } = http.server.address() as AddressInfo);
});
afterAll(() => http.close());

/** Everything of the school that a request could have changed, but for the number of the proof. */
const state = () =>
  world.storage.transact(device.home().school, async (tx) => {
    const kept = await tx.device(device.home().device);
    return JSON.stringify([
      await tx.changesAfter(0, 1000),
      await tx.quarantined(),
      await tx.row(),
      kept?.lastSeq,
      kept?.unsent,
    ]);
  });

function inject(path: string, text: string | Buffer, more: { readonly [name: string]: string } = {}) {
  const { headers } = device.requestFor("POST", path, undefined, { text: text.toString() });
  const sent = Object.fromEntries(Object.entries({ ...headers, ...more }).filter(([, value]) => value !== undefined));
  return http.inject({ method: "POST", url: path, headers: sent as Record<string, string>, payload: text });
}

const push = (): string => JSON.stringify({ wire: 1, epoch: null, unsent: 0, envelopes: [] });

test("bodies that are no JSON of ours: a 4xx with a sentence, and nothing is changed", async () => {
  const before = await state();
  const pull = { wire: 1, epoch: device.home().epoch, cursor: 0, schema: 1, grants: null };
  const nonsense: readonly (readonly [number, string, string | Buffer, Record<string, string>?])[] = [
    [400, ROUTES.push, push().slice(0, -3)],
    [400, ROUTES.push, "\u0000"],
    [400, ROUTES.push, `${push()} ${push()}`],
    [400, ROUTES.push, '{"wire":1,"epoch":null,"unsent":0,"envelopes":[],"envelopes":{}}'],
    [400, ROUTES.push, JSON.stringify({ wire: "1", epoch: null, unsent: 0, envelopes: [] })],
    [400, ROUTES.push, JSON.stringify({ wire: 1, epoch: 7, unsent: 0, envelopes: [] })],
    [400, ROUTES.push, JSON.stringify({ wire: 1, epoch: null, unsent: 0, envelopes: "all" })],
    // Bytes that are no text.
    [400, ROUTES.push, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    [415, ROUTES.push, push(), { "content-type": "text/plain" }],
    [415, ROUTES.push, push(), { "content-type": "application/json, text/html" }],
    // A thousand times as large when it is opened: it is not opened.
    [415, ROUTES.push, gzipSync("0".repeat(5_000_000)), { "content-encoding": "gzip" }],
    [415, ROUTES.push, push(), { "content-encoding": "br" }],
    [413, ROUTES.push, `"${"x".repeat(6_000_000)}"`],
    [400, ROUTES.pull, JSON.stringify({ ...pull, cursor: -1 })],
    [400, ROUTES.pull, JSON.stringify({ ...pull, cursor: 1.5 })],
    [400, ROUTES.pull, JSON.stringify({ ...pull, cursor: "0" })],
    [400, ROUTES.pull, JSON.stringify({ ...pull, after: 5 })],
    [400, ROUTES.pull, JSON.stringify({ ...pull, after: "x".repeat(500) })],
    [400, ROUTES.pull, JSON.stringify({ ...pull, schema: 0 })],
    [400, ROUTES.listen, JSON.stringify({ wire: 1, cursor: 0 })],
    [400, ROUTES.listen, "[]"],
    [426, ROUTES.listen, JSON.stringify({ wire: 99 })],
    [404, "/api/sync/nothing", push()],
    [404, "/api/sync/push/", push()],
    [405, ROUTES.start, push()],
  ];
  for (const [status, path, text, headers] of nonsense) {
    const said = await inject(path, text, headers);
    const told = [path, String(text).slice(0, 60), headers];
    expect([said.statusCode, ...told]).toEqual([status, ...told]);
    expect(said.json()).toMatchObject({ waymark: "problem" });
    expect(said.json().sentence).toMatch(/^[A-Z].*\.$/);
  }
  expect(await state()).toBe(before);
  expect(world.log).toEqual([]);
  expect((await inject(ROUTES.push, push())).statusCode).toBe(200);
});

test("a cursor that was never issued gets everything anew, and so does a place in a snapshot that never was", async () => {
  const { epoch } = device.home();
  const pull = async (request: object) =>
    (
      await inject(ROUTES.pull, JSON.stringify({ wire: 1, epoch, cursor: null, schema: 1, grants: null, ...request }))
    ).json();
  const whole = await pull({});
  for (const request of [{ cursor: 10_000_000 }, { cursor: 2 ** 53 - 1 }, { epoch: "0".repeat(26), cursor: 1 }]) {
    const page = await pull(request);
    expect([request, page.kind, page.epoch]).toEqual([request, "snapshot", epoch]);
    expect(page.rows).toEqual(whole.rows);
  }
  for (const after of ["", "9", "-1.5", "1.2.3", "999999999999999.1", "1e3.1", "../x", "NaN.NaN"]) {
    const page = await pull({ after });
    expect([after, page.kind, page.rows]).toEqual([after, "snapshot", whole.rows]);
  }
});

test("[S3] a device sequence from the future is not filed; the server says which it wants, and the rest is unharmed", async () => {
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const honest = device.commit([pupil]);
  const future = device.commit([write.create("note", pupil.record, { text: "x" })], { deviceSeq: 1e15 });
  const body = { wire: 1, epoch: null, unsent: 2 };
  const said = (await inject(ROUTES.push, JSON.stringify({ ...body, envelopes: [honest, future] }))).json();
  expect(said.next).toBe(honest.deviceSeq + 1);
  expect(said.verdicts.map((one: { envelope: string }) => one.envelope)).toEqual([honest.id]);
  expect(said.verdicts[0].changes).toMatchObject([{ verdict: "accepted" }]);
});

test("[S15] ten thousand changes in one batch are filed in parts, in order, each once", async () => {
  const other = await createWorld();
  const tablet = createTestDevice(other);
  await tablet.setUp();
  const write = writer(other);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const notes = Array.from({ length: 40 }, () =>
    Array.from({ length: 250 }, () => write.create("note", pupil.record, { text: "Calm." })),
  );
  const batch = [[pupil], ...notes].map((changes) => tablet.commit(changes));
  const limit = JSON.stringify(batch).length;
  expect(limit).toBeLessThan(6_000_000);
  let from = 0;
  let requests = 0;
  for (; from < batch.length; requests += 1) {
    const answer = await tablet.push(batch.slice(from));
    const changes = answer.verdicts.flatMap((verdict) => verdict.changes);
    expect(changes.length).toBeGreaterThan(0);
    // One transaction stays short enough for others to have their turn.
    expect(changes.length).toBeLessThan(500);
    expect(changes.every((change) => change.verdict === "accepted")).toBe(true);
    from = answer.next - 1;
  }
  expect(requests).toBeGreaterThan(20);
  await other.storage.transact(tablet.home().school, async (tx) => {
    const filed = (await tx.changesAfter(0, 20_000)).map(({ change }) => change.id);
    expect(new Set(filed).size).toBe(filed.length);
    expect(filed.filter((id) => notes.flat().some((note) => note.id === id) || id === pupil.id)).toHaveLength(10_001);
  });
}, 120_000);

test("addresses that cannot be read are answered like any other", async () => {
  for (const url of ["/%", "/%zz", "/%c0%af", "/api/%", "/assets/%E0%A4%A"]) {
    const answer = await http.inject({ method: "GET", url });
    expect([url, answer.statusCode]).toEqual([url, 400]);
    expect(answer.json()).toMatchObject({ waymark: "problem", code: "noSuchPage" });
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  }
});

/** Writes to the port as it is told, and gives what came back when the connection is closed. */
function raw(write: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => write(socket));
    socket.on("data", (part) => (text += String(part)));
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

test("what is no HTTP, or never comes to its end, is answered with a sentence and let go", async () => {
  const begin = `POST ${ROUTES.push} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nsec-fetch-site: same-origin\r\n`;
  const said = await Promise.all([
    raw((socket) => socket.write("SSH-2.0-OpenSSH_9.9\r\n\r\n")),
    raw((socket) => socket.write(`${begin}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`)),
    raw((socket) => socket.write(`${begin}x: ${"y".repeat(100_000)}\r\n\r\n`)),
    // A head, or a body, that comes a letter at a time and never ends.
    raw((socket) => socket.write(begin)),
    raw((socket) => socket.write(`${begin}content-length: 100\r\n\r\n{"wire":`)),
  ]);
  expect(said.map((text) => text.slice(9, 12))).toEqual(["400", "400", "431", "408", "408"]);
  for (const text of said) {
    const [head = "", body = ""] = text.split("\r\n\r\n");
    expect(head.toLowerCase()).toContain("content-type: application/json");
    expect(JSON.parse(body)).toMatchObject({ waymark: "problem" });
    expect((JSON.parse(body) as { sentence: string }).sentence).toMatch(/^[A-Z].*\.$/);
  }
  expect((await http.inject(ROUTES.start)).statusCode).toBe(200);
});

test("[S26] bodies under way do not fill the memory: what would go beyond it is turned away, and its room given back", () => {
  const room = createBodyRoom(100, 150);
  const closing: (() => void)[] = [];
  const response = { once: (_event: string, close: () => void) => closing.push(close) } as never;
  const enter = (headers: { readonly [name: string]: string }): boolean => room.enter(headers, response);
  expect(enter({ "content-length": "100" })).toBe(true);
  expect(enter({ "content-length": "60" })).toBe(false);
  // A length that is not told is the largest.
  expect(enter({ "transfer-encoding": "chunked" })).toBe(false);
  expect(enter({})).toBe(true);
  expect(enter({ "content-length": "50" })).toBe(true);
  for (const close of closing.splice(0)) close();
  // What is announced beyond the largest body is refused by its own limit.
  expect(enter({ "content-length": "1e12" })).toBe(true);
  expect(enter({ "transfer-encoding": "chunked" })).toBe(false);
});
