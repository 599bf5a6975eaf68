// Tells devices that listen how far their school has come. The database alone is believed: what this process has
// written only hastens the look at it, and what other processes write (a second server, a command) is found by the
// look that is due anyway. A device that was taken out of use, or locked, or is gone, is not told anything more.

import { BEAT_MS, type News } from "#protocol/listen.ts";
import { WIRE } from "#protocol/version.ts";
import type { Standing, Storage } from "../storage/storage.ts";

/** One statement for all who listen: that often, others' work is found within two seconds whichever server took it. */
export const LOOK_EVERY_MS = 2_000;
/** A burst of commits is one look. */
const LOOK_SOON_MS = 50;
/** A device whose connection died unnoticed comes back before this end has noticed: the oldest is let go. */
const MOST_PER_DEVICE = 2;
/** Sockets are not endless; who comes later asks every minute. */
const MOST_STREAMS = 2_000;

export interface Sink {
  /** The JSON of one News. */
  say(news: string): void;
  /** Nothing more will be said. */
  end(): void;
}

export interface LiveDeps {
  readonly storage: Pick<Storage, "readServer">;
  /** The version of what this device may hold now. It changes with a day that ends as well. */
  readonly grantsOf: (standing: Standing) => string;
  /** Does a task after so many milliseconds; gives the way to call it off. */
  readonly after: (milliseconds: number, task: () => void) => () => void;
  readonly log: (line: string) => void;
}

export interface Live {
  /** Something was written: who listens is told in a moment. */
  written(): void;
  /** False when too many listen already. */
  hasRoom(): boolean;
  /** From now on the sink hears of its device's school. `known` is what it was told last. Gives the way to end it. */
  follow(device: string, known: News, sink: Sink): () => void;
  close(): void;
}

interface Stream {
  readonly sink: Sink;
  /** It hears of its grants too. */
  readonly withGrants: boolean;
  told: string;
  /** Looks since something was said. */
  quiet: number;
}

export function createLive({ storage, grantsOf, after, log }: LiveDeps): Live {
  const streamsByDevice = new Map<string, Stream[]>();
  let count = 0;
  let looking = false;
  let again = false;
  let closed = false;
  let cancelDue: (() => void) | undefined;
  let cancelSoon: (() => void) | undefined;

  function drop(device: string, stream: Stream): void {
    const streams = streamsByDevice.get(device) ?? [];
    if (!streams.includes(stream)) return;
    const rest = streams.filter((one) => one !== stream);
    if (rest.length > 0) streamsByDevice.set(device, rest);
    else streamsByDevice.delete(device);
    count -= 1;
  }

  function end(device: string, stream: Stream): void {
    drop(device, stream);
    stream.sink.end();
  }

  function tell(standings: readonly Standing[], asked: readonly string[], isDue: boolean): void {
    const byDevice = new Map(standings.map((one) => [one.device, one]));
    for (const device of asked) {
      const standing = byDevice.get(device);
      for (const stream of [...(streamsByDevice.get(device) ?? [])]) {
        const text = standing && JSON.stringify(newsOf(standing, stream.withGrants ? grantsOf(standing) : undefined));
        if (!standing || standing.revoked || standing.locked || text === undefined) {
          // The last it hears: there is something to ask about.
          if (text !== undefined && stream.withGrants) stream.sink.say(text);
          end(device, stream);
          continue;
        }
        if (isDue) stream.quiet += 1;
        if (text === stream.told && stream.quiet * LOOK_EVERY_MS < BEAT_MS) continue;
        stream.told = text;
        stream.quiet = 0;
        stream.sink.say(text);
      }
    }
  }

  async function look(isDue: boolean): Promise<void> {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    try {
      do {
        again = false;
        const asked = [...streamsByDevice.keys()];
        if (asked.length === 0) break;
        // Nothing is said while the database does not answer: the silence tells the devices.
        tell(await storage.readServer((tx) => tx.standings(asked)), asked, isDue);
      } while (again && !closed);
    } catch (error) {
      log(`fault while devices that listen were told: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      looking = false;
    }
  }

  function plan(): void {
    if (closed || cancelDue || count === 0) return;
    cancelDue = after(LOOK_EVERY_MS, () => {
      cancelDue = undefined;
      void look(true).then(plan);
    });
  }

  function written(): void {
    if (closed || cancelSoon || count === 0) return;
    cancelSoon = after(LOOK_SOON_MS, () => {
      cancelSoon = undefined;
      void look(false);
    });
  }

  return {
    written,
    hasRoom: () => !closed && count < MOST_STREAMS,
    follow(device, known, sink) {
      const withGrants = known.grants !== undefined;
      const stream: Stream = { sink, withGrants, told: JSON.stringify(known), quiet: 0 };
      if (closed) {
        sink.end();
        return () => undefined;
      }
      const streams = streamsByDevice.get(device) ?? [];
      streamsByDevice.set(device, [...streams, stream]);
      count += 1;
      if (streams.length >= MOST_PER_DEVICE) end(device, streams[0] as Stream);
      // What was written between the first answer and now.
      written();
      plan();
      return () => drop(device, stream);
    },
    close() {
      closed = true;
      cancelDue?.();
      cancelSoon?.();
      for (const [device, streams] of [...streamsByDevice]) for (const stream of streams) end(device, stream);
    },
  };
}

export function newsOf({ epoch, seq }: Pick<Standing, "epoch" | "seq">, grants?: string): News {
  return { waymark: "news", wire: WIRE, epoch, seq, ...(grants !== undefined && { grants }) };
}
