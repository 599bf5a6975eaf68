// The bad network is as bad as it says: what the server heard and what the tablet got are both looked at.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FaultingProxy, startFaultingProxy, type Weather } from "./faulting-proxy.ts";

let server: Server;
let proxy: FaultingProxy;
let heard: string[] = [];
let listenerGone: () => void = () => undefined;

beforeAll(async () => {
  server = createServer((from, to) => {
    if (from.url === "/stream") {
      to.on("close", () => listenerGone());
      return void to.write("first words");
    }
    let body = "";
    from.on("data", (chunk: Buffer) => (body += chunk.toString()));
    from.on("end", () => {
      heard.push(body);
      to.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({ got: body, filler: "x".repeat(500) }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", () => resolve()));
  proxy = await startFaultingProxy(() => (server.address() as AddressInfo).port);
});
afterAll(async () => {
  await proxy.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  heard = [];
  proxy.heal();
});

/** Far beyond what any answer takes. */
const PATIENCE = 60_000;
/** An answer that is not held back has come by then. */
const A_WHILE = 500;

async function push(body: string, signal = AbortSignal.timeout(PATIENCE)): Promise<string> {
  try {
    const answer = await fetch(`http://localhost:${proxy.port}/api/sync/push`, {
      method: "POST",
      body,
      signal,
    });
    const text = await answer.text();
    return `${answer.status} ${text.slice(0, 20)}`;
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "waited" : "cut off";
  }
}

test.each<[Weather, answer: RegExp, heard: readonly string[]]>([
  [{ kind: "dropAnswer" }, /^cut off$/, ["one"]],
  [{ kind: "dropRequest" }, /^cut off$/, []],
  [{ kind: "status", status: 503 }, /^503 bad gateway$/, []],
  [{ kind: "truncate" }, /^cut off$/, ["one"]],
  [{ kind: "stall" }, /^waited$/, ["one"]],
  [{ kind: "portal" }, /^200 <!doctype html>/, []],
  [{ kind: "double" }, /^200 \{"got":"one"/, ["one", "one"]],
  [{ kind: "status", status: 503, retryAfter: 7 }, /^503 bad gateway$/, []],
  [{ kind: "held", until: new Promise((resolve) => setTimeout(resolve, 50)) }, /^200 \{"got":"one"/, ["one"]],
])("in the weather %o the tablet sees %s", async (weather, answer, arrived) => {
  proxy.inject("/api/sync/push", weather);
  const enough = new AbortController();
  const pushed = push("one", weather.kind === "stall" ? enough.signal : undefined);
  await expect.poll(() => heard).toEqual(arrived);
  if (weather.kind === "stall") setTimeout(() => enough.abort(new DOMException("enough", "TimeoutError")), A_WHILE);
  expect(await pushed).toMatch(answer);
  expect(heard).toEqual(arrived);
  expect(await push("two")).toMatch(/^200 \{"got":"two"/);
});

test("what was sent first arrives behind what was sent later, and its answer never", async () => {
  const later = Promise.withResolvers<void>();
  proxy.inject("/api/sync/push", { kind: "late", until: () => later.promise });
  const late = proxy.passing("/api/sync/push");
  expect(await push("first")).toBe("cut off");
  await late;
  expect(await push("second")).toMatch(/^200 \{"got":"second"/);
  later.resolve();
  await expect.poll(() => heard).toEqual(["second", "first"]);
});

test("an answer that is told bit by bit arrives bit by bit, and its end is told to the server", async () => {
  const gone = new Promise<void>((resolve) => void (listenerGone = resolve));
  const giveUp = new AbortController();
  const answer = await fetch(`http://localhost:${proxy.port}/stream`, { signal: giveUp.signal });
  const heardNow = await answer.body?.getReader().read();
  expect(Buffer.from(heardNow?.value ?? []).toString()).toBe("first words");
  giveUp.abort();
  await gone;
});

test("without a connection nothing arrives, kept connections included, until it is back", async () => {
  expect(await push("before")).toMatch(/^200/);
  proxy.connected(false);
  expect(await push("without")).toBe("cut off");
  proxy.connected(true);
  expect(await push("after")).toMatch(/^200/);
  expect(heard).toEqual(["before", "after"]);
});
