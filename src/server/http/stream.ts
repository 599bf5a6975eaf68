// Writes what a device listens to: one answer that stays open. A device that does not take what is said is let go, so
// that nothing piles up for it; it comes back and is told how things stand then.

import type { ServerResponse } from "node:http";
import { newsText } from "#protocol/listen.ts";
import type { ServerStream } from "../server.ts";

/** Some hundred messages: hours of beats that nobody reads. */
const MOST_UNREAD = 16_000;

export interface Streams {
  /** Takes the response over; `headers` are those every answer carries. */
  open(response: ServerResponse, headers: { readonly [name: string]: string }, stream: ServerStream): void;
  /** Ends them all as a finished answer ends, so that devices come back to whoever serves next. */
  end(): void;
}

export function createStreams(): Streams {
  const open = new Set<ServerResponse>();
  return {
    open(response, headers, { answer, follow }) {
      // It waited for its turn, and its device has gone: its end was told already, and would never be told again.
      if (response.destroyed) return;
      open.add(response);
      response.writeHead(200, {
        ...headers,
        "content-type": "text/event-stream; charset=utf-8",
        // no-transform, x-accel-buffering: a proxy that collects before it passes on would hold everything back.
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      });
      const say = (news: string): void => {
        if (response.writableLength > MOST_UNREAD) response.destroy();
        else response.write(newsText(news));
      };
      say(answer.body);
      const stop = follow?.({ say, end: () => response.end() });
      response.once("close", () => {
        open.delete(response);
        stop?.();
      });
    },
    end() {
      for (const response of [...open]) response.end();
    },
  };
}
