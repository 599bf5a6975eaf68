// The device's only way to the network (F1): JSON to our own server and back. Whatever is not well-formed JSON of our
// own is no answer: a captive portal says 200 to everything, and the browser's own idea of being online is not asked.

import { MARK } from "#protocol/version.ts";
import type { Answer, Transport } from "../ports.ts";

export interface FetchTransportOptions {
  /** A request that has not been answered whole by then is given up. */
  readonly timeoutMs: number;
  /** Where the server is, when it is not where the page came from ("https://…", no slash at the end). */
  readonly origin?: string;
}

export function createFetchTransport({ timeoutMs, origin = "" }: FetchTransportOptions): Transport {
  return {
    async send(method, path, body, headers) {
      const giveUp = new AbortController();
      const timer = setTimeout(() => giveUp.abort(), timeoutMs);
      try {
        const response = await fetch(origin + path, {
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
          signal: giveUp.signal,
        });
        return answerFrom(response.status, await response.text());
      } catch {
        // The one expected failure: no network, or the time is up. Nothing else is called here.
        return { reached: false, why: giveUp.signal.aborted ? "timeout" : "offline" };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function answerFrom(status: number, text: string): Answer {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && typeof (body as { [mark: string]: unknown })[MARK] === "string")
      return { reached: true, status, body };
  } catch {
    // Not JSON: not ours.
  }
  return { reached: false, why: "notOurs" };
}
