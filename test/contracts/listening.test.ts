// A device's transport and the server's HTTP, over a real connection: what the one says by itself, the other hears.

import { createServer as createTcp, type AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { createFetchTransport } from "#device/transport/fetch-transport.ts";
import { createHttp } from "#server/http/http.ts";
import { addColleague, createTestDevice, createWorld, writer } from "#server/sync/device.fixture.ts";

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function start() {
  const world = await createWorld({
    after(milliseconds, task) {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const http = createHttp({ server: world.server, app: "/nowhere", tls: undefined });
  open.push(http);
  await http.listen({ port: 0, host: "127.0.0.1" });
  const origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const admin = createTestDevice(world);
  await admin.setUp();
  const colleague = await addColleague(world, admin, "Ben");
  const listen = () => {
    const heard: { readonly seq: number }[] = [];
    const { headers, body = "" } = colleague.requestFor("POST", ROUTES.listen, { wire: 1 });
    const sent = Object.fromEntries(
      Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== "cookie"),
    );
    const transport = createFetchTransport({ timeoutMs: 5000, origin });
    const listening = transport.listen?.(ROUTES.listen, body, sent, (message) => {
      heard.push(message as { seq: number });
    });
    return { heard, listening };
  };
  return { world, http, origin, admin, write: writer(world), listen };
}

const until = async (is: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 6_000 && !is(); tries += 1) await new Promise((resolve) => void setTimeout(resolve, 10));
  expect(is()).toBe(true);
};

test("[S25] a commit on one device is heard on another without being asked for; a stopped server ends what it says", async () => {
  const { http, admin, write, listen } = await start();
  const { heard, listening } = listen();
  await until(() => heard.length === 1);
  const first = heard[0]?.seq ?? Number.NaN;
  const begun = performance.now();
  await admin.push([admin.commit([write.create("pupil", null, { name: "Amara" })])]);
  await until(() => heard.length === 2);
  // Well before the look that would be due: the commit itself hastened it.
  expect(performance.now() - begun).toBeLessThan(1_500);
  expect(heard[1]?.seq).toBe(first + 1);
  await http.close();
  expect(await listening?.over).toEqual({ reached: false, why: "closed" });
});

test("[S25] the stream carries the headers of every answer, is kept nowhere, and is for devices alone", async () => {
  const { origin, admin } = await start();
  const { headers, body = "" } = admin.requestFor("POST", ROUTES.listen, { wire: 1 });
  const giveUp = new AbortController();
  const response = await fetch(origin + ROUTES.listen, {
    method: "POST",
    headers: { ...(headers as Record<string, string>), accept: "text/event-stream" },
    body,
    signal: giveUp.signal,
  });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  giveUp.abort();
  const stranger = await fetch(origin + ROUTES.listen, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", "waymark-device": "x.1.y" },
    body,
  });
  expect(stranger.status).toBe(401);
  // Asked without a stream, it is answered once.
  const plain = await admin.ask("POST", ROUTES.listen, { wire: 1 });
  expect(Object.keys(plain.body).toSorted()).toEqual(["epoch", "seq", "waymark", "wire"]);
});

test("[S25] a connection that is cut at the device is forgotten at the server", async () => {
  const { http, listen } = await start();
  const { heard, listening } = listen();
  await until(() => heard.length === 1);
  listening?.stop();
  await new Promise<void>((resolve, reject) => {
    const wait = (tries: number): void =>
      void http.server.getConnections((error, count) => {
        if (error) reject(error);
        else if (count === 0) resolve();
        else if (tries > 6_000) reject(new Error(`${count} connections stay`));
        else setTimeout(wait, 10, tries + 1);
      });
    wait(0);
  });
});

test("a port is free again when the server is closed, streams or not", async () => {
  const { http, listen } = await start();
  const { port } = http.server.address() as AddressInfo;
  const { heard } = listen();
  await until(() => heard.length === 1);
  await http.close();
  const probe = createTcp();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(port, "127.0.0.1", resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
});
