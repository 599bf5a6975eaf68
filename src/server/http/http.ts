// HTTP around the server: parses nothing of ours, guards what a browser could be made to send (A11), and hands the
// app's files out.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { DEVICE_HEADER } from "#protocol/device-proof.ts";
import type { WaymarkServer } from "../server.ts";
import { cacheControl, securityHeaders } from "./headers.ts";

export interface HttpOptions {
  readonly server: WaymarkServer;
  /** The folder of the built app. */
  readonly app: string;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Hears of each request: method, path, status, milliseconds. */
  readonly onRequest?: (line: string) => void;
}

/** One full batch of envelopes; one that is larger is sent again in halves. */
const LARGEST_BODY = 6_000_000;
/** A tablet at the edge of the wireless network is slow; one that never finishes must not hold a socket. */
const REQUEST_TIMEOUT = 60_000;
const WORTH_SQUEEZING = 2_000;

const squeeze = promisify(gzip);

export function createHttp({ server, app, tls, onRequest }: HttpOptions): FastifyInstance {
  const fastify = Fastify({
    bodyLimit: LARGEST_BODY,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: 2 * REQUEST_TIMEOUT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    ...(tls ? { https: { cert: tls.cert, key: tls.key, minVersion: "TLSv1.2" } } : {}),
  }) as unknown as FastifyInstance;

  // The text as it came, and JSON alone: text/plain would let a form on another page write here.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));

  fastify.addHook("onRequest", (request, reply, done) => {
    void reply.headers(securityHeaders(pathOf(request), tls !== undefined));
    done();
  });
  if (onRequest)
    fastify.addHook("onResponse", (request, reply, done) => {
      onRequest(`${request.method} ${pathOf(request)} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms`);
      done();
    });

  fastify.all("/api/*", async (request, reply) => {
    if (request.method !== "GET") {
      const refused = guard(request);
      if (refused) return say(reply, refused.status, refused.code, refused.sentence);
    }
    const answer = await server.handle({
      method: request.method,
      path: request.url,
      headers: request.headers as { readonly [name: string]: string },
      body: typeof request.body === "string" ? request.body : undefined,
      secure: tls !== undefined,
      address: request.ip,
    });
    void reply.code(answer.status).headers(answer.headers);
    if (answer.body.length < WORTH_SQUEEZING || !/\bgzip\b/.test(request.headers["accept-encoding"] ?? ""))
      return reply.send(answer.body);
    return reply
      .header("content-encoding", "gzip")
      .header("vary", "accept-encoding")
      .send(await squeeze(answer.body));
  });

  fastify.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return say(reply, 413, "tooLarge", "This is more than can be sent at once. Send it in parts.");
    if (status === 415) return say(reply, 415, "notJson", "Only application/json is taken here.");
    if (status < 500) return say(reply, status, "notUnderstood", "What was sent broke off on the way.");
    return say(reply, 503, "fault", "Something is wrong on the server. Try again in a minute.");
  });

  serveApp(fastify, app);
  return fastify;
}

function serveApp(fastify: FastifyInstance, app: string): void {
  const built = existsSync(join(app, "index.html"));
  if (built) {
    void fastify.register(fastifyStatic, {
      root: app,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.header("cache-control", cacheControl(path.slice(app.length).replaceAll("\\", "/")));
      },
    });
  }
  fastify.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const page =
      ["GET", "HEAD"].includes(request.method) && !path.startsWith("/api") && !path.split("/").at(-1)?.includes(".");
    if (!page) return say(reply, 404, "noSuchPage", "There is nothing at this address.");
    if (!built) return say(reply, 503, "notBuilt", "The app is not built. Start the server with npm start.");
    // Every address of a screen is the app itself; it finds its own way from there.
    return reply.sendFile("index.html");
  });
}

/** Only our own pages, in JSON. A request that a device signed may come without the browser's word for it. */
function guard(request: FastifyRequest): { status: number; code: string; sentence: string } | undefined {
  const site = request.headers["sec-fetch-site"];
  const signed = request.headers[DEVICE_HEADER] !== undefined;
  if (site !== "same-origin" && !(site === undefined && signed))
    return { status: 403, code: "crossSite", sentence: "This was not sent by a page of this server." };
  if (!/^application\/json\s*(;|$)/.test(request.headers["content-type"] ?? ""))
    return { status: 415, code: "notJson", sentence: "Only application/json is taken here." };
  return undefined;
}

function say(reply: FastifyReply, status: number, code: string, sentence: string): FastifyReply {
  return reply
    .code(status)
    .headers({ "cache-control": "no-store", "content-type": "application/json; charset=utf-8" })
    .send(JSON.stringify({ waymark: "problem", code, sentence }));
}

const pathOf = (request: FastifyRequest): string => request.url.split("?", 1)[0] ?? "/";
