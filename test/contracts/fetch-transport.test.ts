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

const transportTo = (origin: string, timeoutMs = 5000) =>
  createFetchTransport({ timeoutMs, origin, silentMs: timeoutMs });
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

test("[S7] what is not JSON of our own is not ours: a portal's page, another server's JSON, half an answer", async () => {
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

test("[S7] a redirect is not followed, by a request or by a stream", async () => {
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
  expect(await transportTo(origin).listen?.("/", "{}", {}, () => undefined).over).toMatchObject({ why: "notOurs" });
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

test("an answer that comes slowly is waited for as long as something comes", async () => {
  const origin = await serve((_, response) => {
    response.writeHead(200);
    const pieces = [...ours];
    const timer = setInterval(() => {
      const piece = pieces.shift();
      if (piece === undefined) {
        clearInterval(timer);
        response.end();
      } else response.write(piece);
    }, 15);
  });
  // Far longer than the silence it allows.
  expect(await transportTo(origin, 150).send("GET", "/", undefined, {})).toMatchObject({ reached: true });
});

test("[S26] how long a server asks to be left alone is handed on", async () => {
  const origin = await serve((request, response) => {
    response.setHeader("retry-after", request.url === "/date" ? "Wed, 10 Jun 2026 10:00:00 GMT" : "40");
    response.writeHead(503).end(ours);
  });
  const transport = transportTo(origin);
  expect(await transport.send("GET", "/", undefined, {})).toMatchObject({ status: 503, retryAfter: 40 });
  expect(await transport.send("GET", "/date", undefined, {})).toEqual({
    reached: true,
    status: 503,
    body: JSON.parse(ours),
  });
});

const stream = { "content-type": "text/event-stream; charset=utf-8" };
const news = (seq: number): string => `data: ${JSON.stringify({ waymark: "news", seq, pupil: "é" })}\n\n`;

/** What a stream brings, and how it ends. */
async function hear(origin: string, silentMs = 5000) {
  const heard: unknown[] = [];
  const listening = transportTo(origin, silentMs).listen?.("/", "{}", { "waymark-device": "d.1.s" }, (message) =>
    heard.push(message),
  );
  return { heard, over: await listening?.over };
}

test("[S25] each message is handed on when it is whole, however it is cut up on the way", async () => {
  const asked: unknown[] = [];
  const origin = await serve((request, response) => {
    asked.push([request.method, request.headers.accept, request.headers["waymark-device"]]);
    response.writeHead(200, stream);
    const bytes = Buffer.from(`: hello\r\n${news(1)}${news(2)}${news(3).slice(0, -1)}`);
    let at = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(at, (at += 7)));
      if (at < bytes.length) return;
      clearInterval(timer);
      response.end();
    }, 1);
  });
  const { heard, over } = await hear(origin);
  expect(heard).toEqual([1, 2, 3].map((seq) => ({ waymark: "news", seq, pupil: "é" })));
  expect(over).toEqual({ reached: false, why: "closed" });
  expect(asked).toEqual([["POST", "text/event-stream", "d.1.s"]]);
});

test("[S7] [S25] a portal is not listened to: a page, a stream of its own, JSON without our mark, a line without an end", async () => {
  const others: readonly (readonly [object, string])[] = [
    [{ "content-type": "text/html" }, "<html>Sign in to the free wi-fi</html>"],
    [stream, "<html>Sign in</html>\n"],
    [stream, 'data: {"ok":true}\n\n'],
    [stream, "data: [1]\n\n"],
    [stream, "x".repeat(10_000)],
  ];
  for (const [headers, body] of others) {
    const origin = await serve((_, response) => response.writeHead(200, { ...headers }).write(body));
    // A page without an end is waited for and then given up; what is told apart is told long before.
    const endless = body.startsWith("<html>Sign in to");
    expect([body, await hear(origin, endless ? 400 : 60_000)]).toEqual([
      body,
      { heard: [], over: { reached: false, why: endless ? "timeout" : "notOurs" } },
    ]);
  }
  const said = await serve((_, response) => response.writeHead(403).end(ours));
  expect((await hear(said)).over).toMatchObject({ reached: true, status: 403 });
});

test("[S25] a stream that goes silent is given up: at once, between messages, and where only line ends drip", async () => {
  const silent = await serve(() => undefined);
  expect((await hear(silent, 60)).over).toEqual({ reached: false, why: "timeout" });
  const later = await serve((_, response) => response.writeHead(200, stream).write(news(1)));
  expect(await hear(later, 60)).toMatchObject({ heard: [{ seq: 1 }], over: { why: "timeout" } });
  const dripping = await serve((_, response) => {
    response.writeHead(200, stream);
    const timer = setInterval(() => response.write("\n"), 10);
    response.on("close", () => clearInterval(timer));
  });
  expect((await hear(dripping, 150)).over).toEqual({ reached: false, why: "timeout" });
});

test("[S25] a stream that is stopped here is closed there, and says so", async () => {
  let closed: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => void (closed = resolve));
  const origin = await serve((_, response) => {
    response.writeHead(200, stream).write(news(1));
    response.on("close", closed);
  });
  const listening = transportTo(origin).listen?.("/", "{}", {}, () => listening?.stop());
  expect(await listening?.over).toEqual({ reached: false, why: "aborted" });
  await gone;
});
