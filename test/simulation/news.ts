// What the server says by itself, on its way to one device: late, overtaken, twice, lost; and connections that die without
// a word, or are cut off in the middle of a sentence.

import type { Listening } from "#device/ports.ts";
import { BEAT_MS } from "#protocol/listen.ts";
import type { ServerRequest, ServerStream } from "#server/server.ts";
import type { Chance } from "./chance.ts";
import type { VirtualTime } from "./time.ts";

/** So long a device waits for the next message (fetch-transport.ts). */
const SILENT_MS = 2.25 * BEAT_MS;

export interface NewsDeps {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly count: (what: string) => void;
  readonly isUp: () => boolean;
  /** How much of all that is said is late, lost or doubled. */
  readonly trouble: () => number;
  /** Undefined: the server went while it answered. */
  readonly ask: (request: ServerRequest) => Promise<ServerStream | undefined>;
}

export type Listen = (request: ServerRequest, heard: (message: unknown) => void) => Listening;

export function createNews({ time, chance, count, isUp, trouble, ask }: NewsDeps): Listen {
  return (request, heard) => {
    let isOver = false;
    let leave: (() => void) | undefined;
    let cancelSilence: () => void = () => undefined;
    let tellOver: (how: Awaited<Listening["over"]>) => void = () => undefined;
    const over = new Promise<Awaited<Listening["over"]>>((resolve) => void (tellOver = resolve));

    const end = (how: Awaited<Listening["over"]>): void => {
      if (isOver) return;
      isOver = true;
      cancelSilence();
      leave?.();
      tellOver(how);
    };
    const hope = (): void => {
      cancelSilence();
      cancelSilence = time.after(SILENT_MS, () => end({ reached: false, why: "timeout" }));
    };

    async function bring(text: string): Promise<void> {
      const late = chance.hits(trouble());
      if (late) count("newsLate");
      await time.sleep(late ? chance.below(30_000) : 1 + chance.below(200));
      if (isOver || !isUp()) return;
      if (chance.hits(trouble())) return count("newsLost");
      hope();
      count("news");
      heard(JSON.parse(text));
    }
    function say(text: string): void {
      void bring(text);
      if (!chance.hits(trouble())) return;
      count("newsTwice");
      void bring(text);
    }

    async function begin(): Promise<void> {
      await time.sleep(1 + chance.below(500));
      if (!isUp()) return end({ reached: false, why: "offline" });
      const stream = await ask(request);
      // Nobody hangs up on who is gone: the silence tells.
      if (isOver || !stream) return;
      const { answer, follow } = stream;
      if (answer.status !== 200) return end({ reached: true, status: answer.status, body: JSON.parse(answer.body) });
      say(answer.body);
      if (!follow) return end({ reached: false, why: "closed" });
      leave = follow({ say, end: () => void time.sleep(20).then(() => end({ reached: false, why: "closed" })) });
      if (chance.hits(trouble()))
        time.after(chance.below(120_000), () => end({ reached: false, why: chance.hits(0.5) ? "offline" : "notOurs" }));
    }

    hope();
    void begin();
    return { over, stop: () => end({ reached: false, why: "aborted" }) };
  };
}
