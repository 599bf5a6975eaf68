// The network between one device and the server: it delays, drops requests, drops answers, doubles, answers for the
// server like a captive portal, and goes away. Every fault is counted, so that an idle simulation is noticed.

import type { Answer, Transport } from "#device/ports.ts";
import type { ServerAnswer, ServerRequest } from "#server/server.ts";
import type { CompareAnswer } from "#protocol/compare.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import type { PushAnswer, PushRequest } from "#protocol/push.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { Chance } from "./chance.ts";
import type { Happening } from "./history.ts";
import { createNews, type NewsDeps } from "./news.ts";
import type { VirtualTime } from "./time.ts";

export interface Faults {
  /** Parts of all requests. */
  readonly dropRequest: number;
  readonly dropAnswer: number;
  readonly double: number;
  readonly portal: number;
  readonly tooLarge: number;
  /** The answer breaks off in the middle. */
  readonly cut: number;
  /** Legs that take many seconds: others overtake them. */
  readonly late: number;
  /** The longest a leg takes, in milliseconds; some take far longer. */
  readonly delay: number;
}

export const NO_FAULTS: Faults = {
  dropRequest: 0,
  dropAnswer: 0,
  double: 0,
  portal: 0,
  tooLarge: 0,
  cut: 0,
  late: 0,
  delay: 20,
};

/** By name. */
export type Cookies = ReadonlyMap<string, string>;

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
  /** As a browser keeps them. */
  readonly cookies: () => Cookies;
}

/** How long a device waits for an answer. */
const PATIENCE_MS = 30_000;

export function createNetwork(options: {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly counts: Counts;
  readonly handle: (request: ServerRequest) => Promise<ServerAnswer | undefined>;
  /** Absent: it carries answers alone. */
  readonly listen?: NewsDeps["ask"];
  readonly history: (happening: Happening) => void;
  readonly cookies?: Cookies;
}): Network {
  const { time, chance, counts, handle, listen, history } = options;
  let faults = NO_FAULTS;
  let isUp = true;
  const cookies = new Map(options.cookies);
  let requests = 0;
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  /** One leg of the way; false when it was lost on it. */
  async function travel(lost: number, what: string): Promise<boolean> {
    const slow = chance.hits(0.03) ? 20 : 1;
    const late = chance.hits(faults.late);
    if (late) count("late");
    // What is late is overtaken by what is sent after it.
    const takes = late ? 1_000 + chance.below(PATIENCE_MS - 2_000) : 1 + chance.below(faults.delay) * slow;
    if (takes > 1_000) count("delayed");
    await time.sleep(takes);
    if (!isUp) return false;
    if (!chance.hits(lost)) return true;
    count(what);
    return false;
  }

  let newest = 0;
  async function deliver(request: ServerRequest, number: number): Promise<Answer | undefined> {
    if (number < newest) count("overtaken");
    newest = Math.max(newest, number);
    const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
    const withCookies = cookie === "" ? request : { ...request, headers: { ...request.headers, cookie } };
    const answer = await handle(withCookies);
    if (!answer) return undefined;
    for (const set of [answer.headers["set-cookie"] ?? []].flat()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(set) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const body = JSON.parse(answer.body) as unknown;
    if (answer.status === 200) writeDown(request, number, body);
    return { reached: true, status: answer.status, body };
  }

  /** What the server said, heard or not. */
  function writeDown({ path, body }: ServerRequest, request: number, said: unknown): void {
    if (path === ROUTES.push) {
      const { epoch, next, verdicts } = said as PushAnswer;
      history({ what: "answered", request, epoch, next, verdicts });
      for (const { verdict } of verdicts.flatMap((one) => one.changes))
        if (verdict === "parked" || verdict === "quarantined") count(verdict);
    }
    if (path === ROUTES.pull) {
      const { cursor } = JSON.parse(body ?? "{}") as { cursor: number | null };
      history({ what: "paged", request, from: cursor, page: said as PullAnswer });
    }
    if (path === ROUTES.compare) {
      const { same, differs } = said as CompareAnswer;
      history({ what: "compared", same, differs });
      counts["compared"] = (counts["compared"] ?? 0) + same.length;
      counts["differed"] = (counts["differed"] ?? 0) + differs.length;
    }
  }

  async function there(request: ServerRequest, number: number): Promise<Answer | undefined> {
    if (!isUp) return { reached: false, why: "offline" };
    if (chance.hits(faults.portal)) {
      count("portals");
      return { reached: false, why: "notOurs" };
    }
    const size = request.path === ROUTES.push ? (request.body?.length ?? 0) : 0;
    if (size > 4_000 && chance.hits(faults.tooLarge)) {
      count("tooLarge");
      return { reached: true, status: 413, body: "<html>" };
    }
    if (!(await travel(faults.dropRequest, "requestsDropped"))) return undefined;
    if (chance.hits(faults.double)) {
      count("doubles");
      // The copy comes later, perhaps after newer requests; nobody waits for its answer.
      void time.sleep(chance.below(60_000)).then(() => deliver(request, number));
    }
    const answer = await deliver(request, number);
    if (!answer) return undefined;
    if (!(await travel(faults.dropAnswer, "answersDropped"))) return undefined;
    if (!chance.hits(faults.cut)) return answer;
    count("cutInside");
    // The line went in the middle of the answer: half a JSON, or an error of the network.
    return { reached: false, why: chance.hits(0.5) ? "notOurs" : "offline" };
  }

  const news =
    listen &&
    createNews({
      time,
      chance: chance.fork("news"),
      count,
      isUp: () => isUp,
      trouble: () => faults.dropAnswer,
      ask: listen,
    });

  return {
    transport: {
      ...(news && {
        listen: (path, body, headers, heard) =>
          news({ method: "POST", path, headers: { "content-type": "application/json", ...headers }, body }, heard),
      }),
      send(method, path, body, headers) {
        const request: ServerRequest = {
          method,
          path,
          headers: { "content-type": "application/json", ...headers },
          body,
        };
        const number = (requests += 1);
        if (path === ROUTES.push) {
          const { epoch, envelopes } = JSON.parse(body ?? "{}") as PushRequest;
          const sent = envelopes.map(({ id, deviceSeq, box }) => ({ id, deviceSeq, box }));
          history({ what: "pushed", request: number, epoch, sent });
        }
        return new Promise((resolve) => {
          const give = (answer: Answer): void => {
            if (answer.reached) history({ what: "heard", request: number });
            resolve(answer);
          };
          const cancel = time.after(PATIENCE_MS, () => give({ reached: false, why: "timeout" }));
          void there(request, number).then((answer) => {
            if (!answer) return;
            cancel();
            give(answer);
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
    cookies: () => new Map(cookies),
  };
}
