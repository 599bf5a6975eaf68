// The worker's first installation, which keeps every screen: on a bad line it is lost, and the browser by itself asks for
// it again only when the page is loaded again. So it is asked for until it is there, while the page is open.

import { untilFetched } from "./until-fetched.ts";

/** What is asked of a registration, and of the worker that it brings. */
export interface Installing {
  readonly active: unknown;
  readonly installing: WorkerOnItsWay | null;
  readonly waiting: WorkerOnItsWay | null;
}
export interface WorkerOnItsWay extends EventTarget {
  readonly state: string;
}

/** Milliseconds between two tries: all screens are fetched anew each time. */
const WAITS = [5_000, 15_000, 60_000, 300_000];

/**
 * What became of a try. "refused": this browser takes no worker, by a setting or in a private window; or what came was no
 * script, as behind the sign-in page of a network, so that it is asked again all the same.
 */
export type Tried = "kept" | "lost" | "refused";

/** What browsers call a refusal of their own; a line that is gone is a TypeError. */
const REFUSALS = ["SecurityError", "NotSupportedError"];

export interface FirstInstallation {
  /** Now may be a good moment: the line is back, or somebody looks at the page again. */
  hurry(): void;
  stop(): void;
}

/**
 * `onTried` hears what became of each try; after the first that kept every screen there is none. `register` answers
 * undefined where there is nothing to register with.
 */
export function firstInstallation(
  register: () => Promise<Installing | undefined>,
  onTried: (how: Tried) => void,
  after: (milliseconds: number, task: () => void) => () => void = later,
): FirstInstallation {
  let next: () => void = () => undefined;
  let callOff: () => void = () => undefined;
  let stopped = false;
  const waited = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      next = resolve;
      callOff = after(milliseconds, resolve);
    });
  const isStopped = (): boolean => stopped;
  const attempt = async (): Promise<void> => {
    callOff();
    const how = await register().then(installed, howItFailed);
    if (stopped) return;
    onTried(how);
    if (how !== "kept") throw new Error(`the worker was ${how}`);
  };
  void untilFetched(attempt, waited, isStopped, WAITS);
  return {
    hurry: () => next(),
    stop() {
      stopped = true;
      callOff();
      next();
    },
  };
}

const howItFailed = (error: unknown): Tried =>
  error instanceof Error && REFUSALS.includes(error.name) ? "refused" : "lost";

/** Whether it went in; "lost" once the browser has given it up. */
function installed(registration: Installing | undefined): Promise<Tried> | Tried {
  if (!registration) return "refused";
  if (registration.active) return "kept";
  const worker = registration.installing ?? registration.waiting;
  if (!worker) return "lost";
  return new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === "activated") resolve("kept");
      else if (worker.state === "redundant") resolve("lost");
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

function later(milliseconds: number, task: () => void): () => void {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
}
