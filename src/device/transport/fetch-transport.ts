// The device's only way to the network (F1): JSON to our own server and back, and a stream of what it says by itself.
// Whatever is not well-formed JSON of our own is no answer: a captive portal says 200 to everything, and the browser's
// own idea of being online is not asked.

import { BEAT_MS } from "#protocol/listen.ts";
import { MARK } from "#protocol/version.ts";
import type { Answer, Listening, Transport } from "../ports.ts";
import { createPatience, type Patience } from "./patience.ts";
import { createStreamLines } from "./stream-lines.ts";

export interface FetchTransportOptions {
  /** Silence of so many milliseconds is a connection that hangs: it is given up, at whatever point it is. */
  readonly timeoutMs: number;
  /** Where the server is, when it is not where the page came from ("https://…", no slash at the end). */
  readonly origin?: string;
  /** The same for a stream: more than two beats of the server unless told. */
  readonly silentMs?: number;
}

/** Characters a second that the worst wireless still sends: how far a large body has come cannot be seen. */
const SLOWEST_UPLOAD = 8_000;
/** Something that goes on dripping for so long is no page of ours. */
const LONGEST_MS = 300_000;
/** Four times the largest page with one very large scope in it. */
const LONGEST_TEXT = 100_000_000;

type Headers = { readonly [name: string]: string };

export function createFetchTransport(options: FetchTransportOptions): Transport {
  const { timeoutMs, origin = "", silentMs = 2.25 * BEAT_MS } = options;

  function ask(method: string, path: string, body: string | undefined, headers: Headers, signal: AbortSignal) {
    return fetch(origin + path, {
      method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      cache: "no-store",
      credentials: "same-origin",
      referrerPolicy: "no-referrer",
      // Our server redirects nothing; a portal that sends us elsewhere is not followed.
      redirect: "manual",
      signal,
    });
  }

  return {
    async send(method, path, body, headers) {
      const giveUp = new AbortController();
      const sending = ((body?.length ?? 0) / SLOWEST_UPLOAD) * 1000;
      const patience = createPatience(timeoutMs + sending, LONGEST_MS, () => giveUp.abort());
      try {
        const response = await ask(method, path, body, headers, giveUp.signal);
        patience.heard(timeoutMs);
        return answerFrom(response, await readText(response, () => patience.heard(timeoutMs)));
      } catch {
        // The one expected failure: no network, or the patience is at its end. Nothing else is called here.
        return { reached: false, why: patience.isOver() ? "timeout" : "offline" };
      } finally {
        patience.stop();
      }
    },
    listen(path, body, headers, heard) {
      const giveUp = new AbortController();
      let stopped = false;
      const patience = createPatience(silentMs, undefined, () => giveUp.abort());
      const over = async (): Promise<Awaited<Listening["over"]>> => {
        try {
          const response = await ask("POST", path, body, { ...headers, accept: STREAM }, giveUp.signal);
          patience.heard(silentMs);
          if (response.status !== 200 || !response.headers.get("content-type")?.startsWith(STREAM))
            return answerFrom(response, await readText(response, () => patience.heard(silentMs)));
          return await follow(response, patience, silentMs, heard);
        } catch {
          return { reached: false, why: stopped ? "aborted" : patience.isOver() ? "timeout" : "offline" };
        } finally {
          patience.stop();
          // A stream that is not ours goes on otherwise.
          giveUp.abort();
        }
      };
      return {
        over: over(),
        stop() {
          stopped = true;
          giveUp.abort();
        },
      };
    },
  };
}

const STREAM = "text/event-stream";

async function follow(
  response: Response,
  patience: Patience,
  silentMs: number,
  heard: (message: unknown) => void,
): Promise<Awaited<Listening["over"]>> {
  const lines = createStreamLines();
  for await (const piece of piecesOf(response)) {
    const messages = lines.take(piece);
    if (!messages) return { reached: false, why: "notOurs" };
    for (const text of messages) {
      const message = ours(text);
      if (message === undefined) return { reached: false, why: "notOurs" };
      // Only a whole message of ours is a sign of life: a proxy may drip line ends for ever.
      patience.heard(silentMs);
      heard(message);
    }
  }
  return { reached: false, why: "closed" };
}

async function readText(response: Response, onPiece: () => void): Promise<string> {
  let text = "";
  for await (const piece of piecesOf(response)) {
    onPiece();
    text += piece;
    if (text.length > LONGEST_TEXT) throw new Error("an answer without an end");
  }
  return text;
}

/** Read by hand: not every browser lets a body be iterated. */
async function* piecesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    yield decoder.decode(value, { stream: true });
  }
  yield decoder.decode();
}

function answerFrom(response: Response, text: string): Answer {
  const body = ours(text);
  if (body === undefined) return { reached: false, why: "notOurs" };
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  const { status } = response;
  return { reached: true, status, body, ...(wait >= 0 && Number.isFinite(wait) ? { retryAfter: wait } : {}) };
}

/** The JSON of our server in a text, by its mark. */
function ours(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && typeof (body as { [mark: string]: unknown })[MARK] === "string")
      return body;
  } catch {
    // Not JSON: not ours.
  }
  return undefined;
}
