// A bad network between one tablet and the server: it can lose an answer after the server has committed, answer like
// a captive portal, cut an answer in half, or be gone. Each tablet has its own, so each has its own weather.

import {
  createServer,
  request as ask,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export type Weather =
  /** The server receives and answers; the answer never arrives. */
  | { readonly kind: "dropAnswer" }
  /** The request never arrives. */
  | { readonly kind: "dropRequest" }
  /** An error of something in between; the server hears nothing. `retryAfter` in seconds. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number }
  /** The server receives and answers; half of the answer arrives. */
  | { readonly kind: "truncate" }
  /** The server receives; nothing comes back until the client gives up or the proxy closes. */
  | { readonly kind: "stall" }
  /** The log-in page of somebody's Wi-Fi: 200, and not ours. */
  | { readonly kind: "portal" }
  /** The server receives it twice; the second answer arrives. */
  | { readonly kind: "double" }
  /** The server receives it once this has come about. */
  | { readonly kind: "held"; readonly until: Promise<unknown> }
  /** The connection is cut at once, and the server receives it when this has come about: behind what is sent meanwhile. */
  | { readonly kind: "late"; readonly until: () => Promise<unknown> };

export interface FaultingProxy {
  /** http://localhost:port, or 127.0.0.1 when the tablet was told so. */
  readonly port: number;
  /** The next `times` requests whose path starts with `path` meet this weather. */
  inject(path: string, weather: Weather, times?: number): void;
  /** Resolves when the next request whose path starts with `path` is on its way to the server. */
  passing(path: string): Promise<void>;
  /** No connection at all, until `true`. */
  connected(yes: boolean): void;
  /** Good weather again: what was injected and not met is forgotten. */
  heal(): void;
  /** Every request that came, and the weather it met. Bodies are not kept. */
  readonly seen: readonly {
    readonly method: string;
    readonly path: string;
    readonly weather: Weather["kind"] | "fine";
  }[];
  close(): Promise<void>;
}

interface Injected {
  readonly path: string;
  readonly weather: Weather;
  left: number;
}

/** `serverPort` is asked anew for every request: a restarted server may stand on another port. */
export async function startFaultingProxy(serverPort: () => number): Promise<FaultingProxy> {
  let injected: Injected[] = [];
  let up = true;
  const seen: { method: string; path: string; weather: Weather["kind"] | "fine" }[] = [];
  const watchers = new Set<{ readonly path: string; readonly passes: () => void }>();

  const proxy = createServer((from, to) => {
    const path = from.url ?? "/";
    const rule = injected.find((one) => one.left > 0 && path.startsWith(one.path));
    if (rule !== undefined) rule.left -= 1;
    seen.push({ method: from.method ?? "", path, weather: up ? (rule?.weather.kind ?? "fine") : "dropRequest" });
    if (!up) return void from.socket.destroy();
    readBody(from).then(
      (body) => {
        for (const watcher of watchers)
          if (path.startsWith(watcher.path)) {
            watchers.delete(watcher);
            watcher.passes();
          }
        return pass(from, to, body, rule?.weather, serverPort());
      },
      () => from.socket.destroy(),
    );
  });
  // A request of the browser's that was cut off is no fault of ours.
  proxy.on("clientError", (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => proxy.listen(0, () => resolve()));
  const { port } = proxy.address() as AddressInfo;

  return {
    port,
    seen,
    inject(path, weather, times = 1) {
      injected.push({ path, weather, left: times });
    },
    passing: (path) => new Promise((resolve) => void watchers.add({ path, passes: resolve })),
    connected(yes) {
      up = yes;
      // Connections kept open would let a "disconnected" tablet go on talking.
      if (!yes) proxy.closeAllConnections();
    },
    heal() {
      injected = [];
      up = true;
    },
    close() {
      proxy.closeAllConnections();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}

async function pass(
  from: IncomingMessage,
  to: ServerResponse,
  body: Buffer,
  weather: Weather | undefined,
  port: number,
): Promise<void> {
  const hangUp = (): void => void from.socket.destroy();
  try {
    switch (weather?.kind) {
      case "dropRequest":
        return hangUp();
      case "status":
        to.writeHead(weather.status, {
          "content-type": "text/plain",
          ...(weather.retryAfter === undefined ? {} : { "retry-after": String(weather.retryAfter) }),
        }).end("bad gateway");
        return;
      case "portal":
        to.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Guest Wi-Fi</title><p>Sign in");
        return;
      case "held":
        await weather.until;
        break;
      case "late":
        hangUp();
        await weather.until();
        await forward(from, body, port);
        return;
      case "double":
        await forward(from, body, port);
        break;
      case undefined:
        return await passThrough(from, to, body, port);
      default:
    }
    const answer = await forward(from, body, port);
    if (weather?.kind === "dropAnswer") return hangUp();
    if (weather?.kind === "stall") return;
    to.writeHead(answer.status, answer.headers);
    if (weather?.kind !== "truncate") return void to.end(answer.body);
    to.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), hangUp);
  } catch {
    // The server is down: to the tablet that is a network without it.
    hangUp();
  }
}

/** Good weather: what the server says arrives as it says it, also what it says bit by bit. */
function passThrough(from: IncomingMessage, to: ServerResponse, body: Buffer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = ask(asItCame(from, port), (answer) => {
      to.writeHead(answer.statusCode ?? 502, headersOf(answer));
      answer.on("error", reject);
      answer.on("close", resolve);
      answer.pipe(to);
    });
    asked.on("error", reject);
    // Who asked has gone: the server is told, as it would be without us.
    to.on("close", () => asked.destroy());
    asked.end(body);
  });
}

interface Forwarded {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

function forward(from: IncomingMessage, body: Buffer, port: number): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const asked = ask(asItCame(from, port), (answer) => {
      readBody(answer).then((text) => {
        resolve({
          status: answer.statusCode ?? 502,
          headers: { ...headersOf(answer), "content-length": String(text.length) },
          body: text,
        });
      }, reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function asItCame(from: IncomingMessage, port: number): RequestOptions {
  const headers = { ...from.headers };
  // Answers come uncompressed, so that the residue scan can read whatever a browser keeps of them.
  delete headers["accept-encoding"];
  delete headers.connection;
  return { port, host: "localhost", path: from.url, method: from.method, headers, agent: false };
}

function headersOf(answer: IncomingMessage): Forwarded["headers"] {
  const kept = { ...answer.headers };
  delete kept["transfer-encoding"];
  delete kept.connection;
  return kept;
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
