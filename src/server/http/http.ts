// HTTP around the server: parses nothing of ours, guards what a browser could be made to send (A11), and hands the
// app's files out.

import { existsSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { DEVICE_HEADER } from "#protocol/device-proof.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { ServerRequest, ServerStream, WaymarkServer } from "../server.ts";
import { createBodyRoom } from "./body-room.ts";
import { cacheControl, securityHeaders } from "./headers.ts";
import { hearOut } from "./hear-out.ts";
import { createStreams } from "./stream.ts";

export interface HttpOptions {
  readonly server: WaymarkServer;
  /** The folder of the built app. */
  readonly app: string;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Hears of each request: method, path, status, milliseconds. */
  readonly onRequest?: (line: string) => void;
  /** Milliseconds in which a request must have arrived whole: a minute unless told. */
  readonly patience?: number;
}

/** One full batch of envelopes; one that is larger is sent again in halves. */
const LARGEST_BODY = 6_000_000;
/** A tablet at the edge of the wireless network is slow; one that never finishes must not hold a socket. */
const PATIENCE = 60_000;
/** Forty schools of tablets, each with its stream and what it asks; more than this is an attack, or needs more servers. */
const MOST_CONNECTIONS = 4_000;
const WORTH_SQUEEZING = 2_000;

const STREAM = /\btext\/event-stream\b/;

const squeeze = promisify(gzip);

export function createHttp({ server, app, tls, onRequest, patience = PATIENCE }: HttpOptions): FastifyInstance {
  // Node looks after so long whether a request is overdue; every half minute unless told.
  const watching = { connectionsCheckingInterval: Math.ceil(patience / 6), headersTimeout: patience };
  const fastify = Fastify({
    bodyLimit: LARGEST_BODY,
    requestTimeout: patience,
    connectionTimeout: 2 * PATIENCE,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read never reaches the hooks below.
    frameworkErrors: (_error, request, reply) => {
      void reply.headers(securityHeaders("/", tls !== undefined));
      say(reply, 400, "noSuchPage", "There is nothing at this address.");
    },
    clientErrorHandler: answerBroken,
    ...(tls ? { https: { ...watching, cert: tls.cert, key: tls.key, minVersion: "TLSv1.2" } } : { http: watching }),
  }) as unknown as FastifyInstance;
  fastify.server.maxConnections = MOST_CONNECTIONS;
  const streams = createStreams();
  const room = createBodyRoom(LARGEST_BODY);

  // The text as it came, and JSON alone: text/plain would let a form on another page write here.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));

  fastify.addHook("onRequest", (request, reply, done) => {
    void reply.headers(securityHeaders(pathOf(request), tls !== undefined));
    if (room.enter(request.headers, reply.raw)) return done();
    // Before the body is read: it would have to be kept somewhere.
    void reply.header("retry-after", "5").header("connection", "close");
    say(reply, 503, "busy", "The server has more to do than it can. Nothing is lost: this is tried again in a moment.");
  });
  fastify.addHook("onSend", async (request) => hearOut(request.raw));
  fastify.addHook("preClose", (done) => {
    streams.end();
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
    const asked: ServerRequest = {
      method: request.method,
      path: request.url,
      headers: request.headers as { readonly [name: string]: string },
      body: typeof request.body === "string" ? request.body : undefined,
      secure: tls !== undefined,
      address: request.ip,
    };
    const wantsStream = request.url === ROUTES.listen && STREAM.test(request.headers.accept ?? "");
    const stream: ServerStream = wantsStream ? await server.listen(asked) : { answer: await server.handle(asked) };
    const { answer } = stream;
    if (stream.follow) {
      void reply.hijack();
      streams.open(reply.raw, securityHeaders(pathOf(request), tls !== undefined), stream);
      return reply;
    }
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
  // What is squeezed may be a thousand times as large when it is opened: nothing here opens it.
  if (!["", "identity"].includes(request.headers["content-encoding"] ?? ""))
    return { status: 415, code: "squeezed", sentence: "What is sent here must not be compressed." };
  return undefined;
}

/** What is no request at all, or never came to its end. There is no reply to answer with, only the connection. */
function answerBroken(error: { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const large = error.code === "HPE_HEADER_OVERFLOW";
  const status = late ? "408 Request Timeout" : large ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const sentence = late ? "What was sent did not arrive in time." : "What was sent is no request this server reads.";
  const body = JSON.stringify({ waymark: "problem", code: late ? "tooSlow" : "notUnderstood", sentence });
  const head = ["content-type: application/json; charset=utf-8", "cache-control: no-store", "connection: close"];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join("\r\n")}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
}

function say(reply: FastifyReply, status: number, code: string, sentence: string): FastifyReply {
  return reply
    .code(status)
    .headers({ "cache-control": "no-store", "content-type": "application/json; charset=utf-8" })
    .send(JSON.stringify({ waymark: "problem", code, sentence }));
}

const pathOf = (request: FastifyRequest): string => request.url.split("?", 1)[0] ?? "/";
