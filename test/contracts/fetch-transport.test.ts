import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createFetchTransport } from "#device/transport/fetch-transport.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const transportTo = (origin: string, timeoutMs = 5000) => createFetchTransport({ timeoutMs, origin });
const ours = JSON.stringify({ waymark: "push", next: 1 });

test("it sends JSON with the device's proof and hands on what our server said, whatever the status", async () => {
  const heard: unknown[] = [];
  const origin = await serve((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const { accept, "content-type": type, "waymark-device": proof, cookie } = request.headers;
      heard.push({ method: request.method, url: request.url, accept, type, proof, cookie, body });
      response.writeHead(request.url === "/api/refused" ? 409 : 200).end(ours);
    });
  });
  const transport = transportTo(origin);
  expect(await transport.send("POST", "/api/sync/push", '{"wire":1}', { "waymark-device": "d.1.s" })).toEqual({
    reached: true,
    status: 200,
    body: { waymark: "push", next: 1 },
  });
  expect(await transport.send("GET", "/api/refused", undefined, {})).toMatchObject({ reached: true, status: 409 });
  const json = "application/json";
  expect(heard).toEqual([
    { method: "POST", url: "/api/sync/push", accept: json, type: json, proof: "d.1.s", body: '{"wire":1}' },
    { method: "GET", url: "/api/refused", accept: json, body: "" },
  ]);
});

test("what is not JSON of our own is not ours: a portal's page, another server's JSON, half an answer", async () => {
  const bodies = [
    "<html>Sign in to the free wi-fi</html>",
    '{"ok":true}',
    "[1]",
    "null",
    '"waymark"',
    "",
    '{"waymark":',
  ];
  bodies.push('{"waymark":7}');
  for (const body of bodies) {
    const origin = await serve((_, response) => response.end(body));
    expect([body, await transportTo(origin).send("GET", "/api/start", undefined, {})]).toEqual([
      body,
      { reached: false, why: "notOurs" },
    ]);
  }
});

test("a redirect is not followed", async () => {
  let followed = 0;
  const elsewhere = await serve((_, response) => {
    followed += 1;
    response.end(ours);
  });
  const origin = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end());
  expect(await transportTo(origin).send("GET", "/api/start", undefined, {})).toEqual({
    reached: false,
    why: "notOurs",
  });
  expect(followed).toBe(0);
});

test("a request that hangs is given up, also when it hangs in the middle of its answer", async () => {
  const silent = await serve(() => undefined);
  expect(await transportTo(silent, 60).send("GET", "/", undefined, {})).toEqual({ reached: false, why: "timeout" });
  const half = await serve((_, response) => response.writeHead(200).write(ours.slice(0, 9)));
  expect(await transportTo(half, 60).send("GET", "/", undefined, {})).toEqual({ reached: false, why: "timeout" });
});

test("no server there is offline; a connection that breaks off is too", async () => {
  const gone = await serve(() => undefined);
  for (const close of closing.splice(0)) close();
  expect(await transportTo(gone).send("GET", "/", undefined, {})).toEqual({ reached: false, why: "offline" });
  const broken = await serve((request) => request.socket.destroy());
  expect(await transportTo(broken).send("GET", "/", undefined, {})).toEqual({ reached: false, why: "offline" });
});
