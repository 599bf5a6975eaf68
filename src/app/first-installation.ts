// The worker's first installation, which keeps every screen: on a bad line it is lost, and the browser by itself asks for
// it again only when the page is loaded again. So it is asked for until it is there, while the page is open.

/** What is asked of a registration, and of the worker that it brings. */
export interface Installing {
  readonly active: unknown;
  readonly installing: WorkerOnItsWay | null;
  readonly waiting: WorkerOnItsWay | null;
}
export interface WorkerOnItsWay extends EventTarget {
  readonly state: string;
}

/** Milliseconds between two tries; from then on the last of them: all screens are fetched anew each time. */
const WAITS = [5_000, 15_000, 60_000, 300_000];

export interface FirstInstallation {
  /** Now may be a good moment: the line is back, or somebody looks at the page again. */
  hurry(): void;
  stop(): void;
}

/** `onTried` hears after each try whether every screen is kept from now on; after the first that succeeds there is none. */
export function firstInstallation(
  register: () => Promise<Installing>,
  onTried: (isKept: boolean) => void,
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
  void (async () => {
    for (let tries = 0; !stopped; tries += 1) {
      const isKept = await register().then(installed, () => false);
      if (stopped) return;
      onTried(isKept);
      if (isKept) return;
      await waited(WAITS[Math.min(tries, WAITS.length - 1)] as number);
      callOff();
    }
  })();
  return {
    hurry: () => next(),
    stop() {
      stopped = true;
      next();
    },
  };
}

/** Whether it went in; false once the browser has given it up. */
function installed(registration: Installing): Promise<boolean> | boolean {
  if (registration.active) return true;
  const worker = registration.installing ?? registration.waiting;
  if (!worker) return false;
  return new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === "activated") resolve(true);
      else if (worker.state === "redundant") resolve(false);
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

function later(milliseconds: number, task: () => void): () => void {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
}
