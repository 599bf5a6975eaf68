import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer as createTcp } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { ALL_ROUTES } from "../routes.ts";
import { createWorld } from "../sync/device.fixture.ts";
import { createHttp } from "./http.ts";
import { securityHeaders } from "./headers.ts";
import { listen } from "./listen.ts";
import type { ServerRequest, WaymarkServer } from "../server.ts";

const app = mkdtempSync(join(tmpdir(), "waymark-app-"));
const heard: ServerRequest[] = [];
let http: FastifyInstance;
let server: WaymarkServer;

beforeAll(async () => {
  mkdirSync(join(app, "assets"));
  for (const [name, text] of [
    ["index.html", "<!doctype html><title>Waymark</title>"],
    ["sw.js", "self.x = 1"],
    ["assets/index-a1b2.js", "export {}"],
    ["assets/index-a1b2.js.gz", "squeezed"],
    ["assets/slow-hash-worker-c3d4.js", "export {}"],
  ] as const)
    writeFileSync(join(app, name), text);
  ({ server } = await createWorld());
  http = createHttp({ server, app, tls: undefined });
});
afterAll(async () => {
  await http.close();
  rmSync(app, { recursive: true, force: true });
});

const ours = { "sec-fetch-site": "same-origin", "content-type": "application/json" };

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types app-sw";

test("every answer carries exactly these headers, whatever it is", async () => {
  const expected = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=(), " +
      "publickey-credentials-get=(self), publickey-credentials-create=(self)",
  };
  for (const [method, url, status] of [
    ["GET", "/", 200],
    ["GET", "/pupils/abc", 200],
    ["GET", "/sw.js", 200],
    ["GET", "/assets/index-a1b2.js", 200],
    ["GET", "/assets/gone.js", 404],
    ["GET", ROUTES.start, 200],
    ["GET", "/api/nothing", 404],
    ["POST", ROUTES.push, 403],
  ] as const) {
    const answer = await http.inject({ method, url });
    expect([url, answer.statusCode]).toEqual([url, status]);
    expect(answer.headers).toMatchObject(expected);
    expect(answer.headers["strict-transport-security"]).toBeUndefined();
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    expect(answer.headers["x-powered-by"] ?? answer.headers["server"]).toBeUndefined();
  }
  expect(securityHeaders("/", true)["strict-transport-security"]).toBe("max-age=63072000");
});

test("an answer carries these headers and no others: nothing tells what runs here, nothing is left to a default", async () => {
  const carried = async (url: string, method: "GET" | "POST" = "GET") =>
    Object.keys((await http.inject({ method, url, headers: method === "POST" ? ours : {} })).headers)
      .filter((name) => !["date", "connection", "content-length"].includes(name))
      .toSorted();
  const always = [
    "content-security-policy",
    "content-type",
    "cache-control",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
  ].toSorted();
  expect(await carried(ROUTES.start)).toEqual(always);
  expect(await carried("/api/nothing")).toEqual(always);
  expect(await carried(ROUTES.push, "POST")).toEqual(always);
  expect(Object.keys(securityHeaders("/", true)).filter((name) => !always.includes(name))).toEqual([
    "strict-transport-security",
  ]);
  // What a file says beside them is for its cache.
  const ofFile = [...always, "accept-ranges", "etag", "last-modified"];
  for (const url of ["/", "/sw.js", "/assets/index-a1b2.js"])
    expect([url, (await carried(url)).filter((name) => !ofFile.includes(name) && name !== "vary")]).toEqual([url, []]);
});

test("[A11] every route that changes something refuses what another page could send, and is asked by POST alone", async () => {
  for (const { method, path } of ALL_ROUTES) {
    if (method === "GET") continue;
    for (const headers of [
      { ...ours, "sec-fetch-site": "cross-site" },
      { ...ours, "sec-fetch-site": "same-site" },
      { "content-type": "application/json" },
    ]) {
      const answer = await http.inject({ method, url: path, headers, payload: "{}" });
      expect([path, answer.statusCode, answer.json().code]).toEqual([path, 403, "crossSite"]);
    }
    const form = await http.inject({
      method,
      url: path,
      headers: { ...ours, "content-type": "text/plain" },
      payload: "{}",
    });
    expect([path, form.statusCode]).toEqual([path, 415]);
    const got = await http.inject({ method: "GET", url: path });
    expect([
      path,
      got.statusCode === 405 || ALL_ROUTES.some((one) => one.method === "GET" && one.path === path),
    ]).toEqual([path, true]);
  }
});

test("only the worker that derives keys may run WebAssembly, and it may reach nothing", async () => {
  const worker = await http.inject("/assets/slow-hash-worker-c3d4.js");
  const policy = String(worker.headers["content-security-policy"]);
  expect(policy).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'",
  );
  // A name in the address alone does not loosen a page's policy.
  const page = await http.inject("/slow-hash");
  expect(page.headers["content-security-policy"]).toBe(POLICY);
});

test("files with a hash in their name are kept for a year, everything else is asked for again, the API never kept", async () => {
  const control = async (url: string) => (await http.inject(url)).headers["cache-control"];
  expect(await control("/assets/index-a1b2.js")).toBe("public, max-age=31536000, immutable");
  for (const url of ["/", "/index.html", "/sw.js", "/pupils/abc"])
    expect([url, await control(url)]).toEqual([url, "no-cache"]);
  for (const url of [ROUTES.start, "/api/nothing", "/assets/gone.js"])
    expect([url, await control(url)]).toEqual([url, "no-store"]);
});

test("an address of a screen is the app; a file that is not there is not, and nothing outside the folder is", async () => {
  expect((await http.inject("/pupils/abc/plan")).body).toContain("<title>Waymark");
  expect((await http.inject("/assets/gone.js")).json()).toMatchObject({ waymark: "problem" });
  expect((await http.inject("/.env")).statusCode).toBe(404);
  expect((await http.inject({ method: "POST", url: "/pupils" })).statusCode).toBe(404);
  for (const url of ["/../package.json", "/%2e%2e/package.json", "/assets/..%2f..%2fpackage.json", "/assets/%00"]) {
    const answer = await http.inject(url);
    expect(answer.statusCode).not.toBe(500);
    expect(answer.body).not.toContain("dependencies");
  }
  const squeezed = await http.inject({ url: "/assets/index-a1b2.js", headers: { "accept-encoding": "gzip" } });
  expect(squeezed.body).toBe("squeezed");
  expect(squeezed.headers["content-encoding"]).toBe("gzip");
  expect(squeezed.headers["content-type"]).toContain("javascript");
});

test("[A11] what another page could make a browser send is refused before it is looked at", async () => {
  const post = (headers: Record<string, string>, payload = "{}") =>
    http.inject({ method: "POST", url: ROUTES.setup, headers, payload });
  for (const site of ["cross-site", "same-site", "none", ""]) {
    const answer = await post({ ...ours, "sec-fetch-site": site });
    expect([answer.statusCode, answer.json().code]).toEqual([403, "crossSite"]);
  }
  expect((await post({ "content-type": "application/json" })).json().code).toBe("crossSite");
  // A device's signature stands for the browser's word; a wrong one gets no further.
  const signed = await post({ "content-type": "application/json", "waymark-device": "x.1.y" });
  expect(signed.json().code).toBe("notUnderstood");
  const crossed = await post({ ...ours, "sec-fetch-site": "cross-site", "waymark-device": "x.1.y" });
  expect(crossed.json().code).toBe("crossSite");
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "",
  ]) {
    const answer = await post({ ...ours, "content-type": type });
    expect([type, answer.statusCode]).toEqual([type, 415]);
  }
  // Without a body there is no type to parse by: it is asked for all the same.
  const bare = await http.inject({ method: "POST", url: ROUTES.signOut, headers: { "sec-fetch-site": "same-origin" } });
  expect(bare.statusCode).toBe(415);
  expect((await post({ ...ours, "content-type": "application/json; charset=utf-8" })).statusCode).toBe(400);
  const preflight = await http.inject({
    method: "OPTIONS",
    url: ROUTES.push,
    headers: { origin: "https://evil.example" },
  });
  expect(preflight.statusCode).toBe(403);
});

test("bad bodies are answered with a sentence, never with a 500", async () => {
  const post = (payload: string) => http.inject({ method: "POST", url: ROUTES.setup, headers: ours, payload });
  for (const payload of ["", "{", "null", "[]", '"x"', "[".repeat(100_000), '{"__proto__":{"code":"x"}}']) {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().sentence).toMatch(/\.$/);
  }
  const large = await post(`"${"x".repeat(6_100_000)}"`);
  expect([large.statusCode, large.json().code]).toEqual([413, "tooLarge"]);
});

test("the server is handed the text as it came, and long answers are squeezed", async () => {
  const long = { waymark: "x", text: "calm ".repeat(2000) };
  const spy: WaymarkServer = {
    ...server,
    handle: async (request) => {
      heard.push(request);
      return {
        status: 200,
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(long),
      };
    },
  };
  const other = createHttp({ server: spy, app, tls: undefined });
  const payload = '{ "b": 1,  "a": "é😀" }';
  const answer = await other.inject({
    method: "POST",
    url: `${ROUTES.pull}?x=1`,
    headers: { ...ours, "accept-encoding": "br, gzip" },
    payload,
  });
  expect(heard[0]).toMatchObject({ method: "POST", path: `${ROUTES.pull}?x=1`, body: payload, secure: false });
  expect(answer.headers["content-encoding"]).toBe("gzip");
  expect(JSON.parse(gunzipSync(answer.rawPayload).toString())).toEqual(long);
  expect((await other.inject({ method: "POST", url: ROUTES.pull, headers: ours, payload })).json()).toEqual(long);
  await other.close();
});

test("it listens on both addresses of this machine, and a taken port is an error", async () => {
  const probe = createTcp();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  const create = (): FastifyInstance => createHttp({ server, app, tls: undefined });
  await expect(listen(create, port, undefined)).rejects.toMatchObject({ code: "EADDRINUSE" });
  await new Promise((resolve) => probe.close(resolve));
  const listening = await listen(create, port, undefined);
  await expect(listen(create, port, undefined)).rejects.toMatchObject({ code: "EADDRINUSE" });
  const loopbacks = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter((one) => one.internal);
  expect(loopbacks.length).toBeGreaterThan(0);
  for (const { address } of loopbacks) await expect(reaches(address, port)).resolves.toBe(true);
  await listening.close();
  const again = await listen(create, port, undefined);
  await again.close();
});

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
