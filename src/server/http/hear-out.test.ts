import { type AddressInfo, connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { createWorld } from "../sync/device.fixture.ts";
import { createHttp } from "./http.ts";

const OURS = { "sec-fetch-site": "same-origin", "content-type": "application/json" };
let http: FastifyInstance;
let port: number;

beforeAll(async () => {
  const { server } = await createWorld();
  http = createHttp({ server, app: "/nowhere", tls: undefined });
  await http.listen({ port: 0, host: "127.0.0.1" });
  ({ port } = http.server.address() as AddressInfo);
});
afterAll(() => http.close());

test("who sends too much, and goes on sending, hears so and not a broken connection", async () => {
  for (const chunked of [false, true]) {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    let broken: Error | undefined;
    socket.on("data", (bytes) => (heard += bytes.toString())).on("error", (error) => (broken = error));
    const head = Object.entries(OURS).map(([name, value]) => `${name}: ${value}`);
    const size = chunked ? "transfer-encoding: chunked" : "content-length: 7000000";
    socket.write(`POST ${ROUTES.push} HTTP/1.1\r\nhost: x\r\n${head.join("\r\n")}\r\n${size}\r\n\r\n`);
    const part = "x".repeat(70_000);
    for (let sent = 0; sent < 100 && !broken; sent++) {
      const piece = chunked ? `${part.length.toString(16)}\r\n${part}\r\n` : part;
      await new Promise<void>((resolve) => socket.write(piece, () => setImmediate(resolve)));
    }
    if (chunked) socket.write("0\r\n\r\n");
    await expect.poll(() => broken ?? heard, { timeout: 20_000 }).toMatch(/^HTTP\/1.1 413 [^]*"tooLarge"/);
    socket.destroy();
  }
});
