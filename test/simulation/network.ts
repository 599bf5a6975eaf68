// The network between one device and the server: it delays, drops requests, drops answers, doubles, answers for the
// server like a captive portal, and goes away. Every fault is counted, so that an idle simulation is noticed.

import type { Answer, Transport } from "#device/ports.ts";
import type { ServerAnswer, ServerRequest } from "#server/server.ts";
import type { Chance } from "./chance.ts";
import type { VirtualTime } from "./time.ts";

export interface Faults {
  /** Parts of all requests. */
  readonly dropRequest: number;
  readonly dropAnswer: number;
  readonly double: number;
  readonly portal: number;
  readonly tooLarge: number;
  /** The longest a leg takes, in milliseconds; some take far longer. */
  readonly delay: number;
}

export const NO_FAULTS: Faults = { dropRequest: 0, dropAnswer: 0, double: 0, portal: 0, tooLarge: 0, delay: 20 };

export interface Counts {
  [what: string]: number;
}

export interface Network {
  readonly transport: Transport;
  up(): void;
  down(): void;
  readonly isUp: () => boolean;
  /** From now on it fails like this. */
  trouble(faults: Faults): void;
  heal(): void;
}

/** How long a device waits for an answer. */
const PATIENCE_MS = 30_000;

export function createNetwork(options: {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly counts: Counts;
  readonly handle: (request: ServerRequest) => Promise<ServerAnswer | undefined>;
}): Network {
  const { time, chance, counts, handle } = options;
  let faults = NO_FAULTS;
  let isUp = true;
  let cookie: string | undefined;
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  /** One leg of the way; undefined when it was lost on it. */
  async function travel(lost: number, what: string): Promise<boolean> {
    const slow = chance.hits(0.03) ? 20 : 1;
    await time.sleep(1 + chance.below(faults.delay) * slow);
    if (!isUp) return false;
    if (!chance.hits(lost)) return true;
    count(what);
    return false;
  }

  async function deliver(request: ServerRequest): Promise<Answer | undefined> {
    const withCookie = cookie === undefined ? request : { ...request, headers: { ...request.headers, cookie } };
    const answer = await handle(withCookie);
    if (!answer) return undefined;
    const set = answer.headers["set-cookie"];
    if (set !== undefined) cookie = set.split(";", 1)[0];
    return { reached: true, status: answer.status, body: JSON.parse(answer.body) as unknown };
  }

  async function there(request: ServerRequest): Promise<Answer | undefined> {
    if (!isUp) return { reached: false, why: "offline" };
    if (chance.hits(faults.portal)) {
      count("portals");
      return { reached: false, why: "notOurs" };
    }
    const size = request.path.endsWith("/push") ? (request.body?.length ?? 0) : 0;
    if (size > 4_000 && chance.hits(faults.tooLarge)) {
      count("tooLarge");
      return { reached: true, status: 413, body: "<html>" };
    }
    if (!(await travel(faults.dropRequest, "requestsDropped"))) return undefined;
    if (chance.hits(faults.double)) {
      count("doubles");
      // The copy comes later, perhaps after newer requests; nobody waits for its answer.
      void time.sleep(chance.below(60_000)).then(() => deliver(request));
    }
    const answer = await deliver(request);
    if (!answer) return undefined;
    return (await travel(faults.dropAnswer, "answersDropped")) ? answer : undefined;
  }

  return {
    transport: {
      send(method, path, body, headers) {
        const request: ServerRequest = {
          method,
          path,
          headers: { "content-type": "application/json", ...headers },
          body,
        };
        return new Promise((resolve) => {
          time.after(PATIENCE_MS, () => resolve({ reached: false, why: "timeout" }));
          void there(request).then((answer) => {
            if (answer) resolve(answer);
          });
        });
      },
    },
    up() {
      isUp = true;
    },
    down() {
      isUp = false;
    },
    isUp: () => isUp,
    trouble(next) {
      faults = next;
    },
    heal() {
      faults = NO_FAULTS;
      isUp = true;
    },
  };
}
