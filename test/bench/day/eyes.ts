// What the bench sees of a page from within: when a tap was made, when its answer was on the screen, how long each slow
// hash took, and how long every tap kept the screen waiting. Handed to the browser as text before the app's own script
// runs, so it uses nothing from outside itself.

export interface Seen {
  /** Milliseconds since the page was begun: the last tap, or 0 where there was none. */
  readonly tap: number;
  /** The frame in which it was on the screen. */
  readonly shown: number;
  /** Milliseconds of slow hashes between the two: what a PIN or five words cost on purpose. */
  readonly hash: number;
}

export interface Tap {
  readonly id: number;
  readonly what: string;
  /** From the touch to the next frame, in steps of eight milliseconds. */
  readonly milliseconds: number;
}

export interface Eyes {
  /** Resolves when one of these elements has these words and was drawn. */
  sees(selector: string, words: string): Promise<Seen>;
  /** Resolves when nothing of the screen has changed for a while: when the last of it was drawn. */
  isStill(quiet: number): Promise<Seen>;
  /** Every tap and every key since the page was begun. */
  taps(): { readonly count: number; readonly slow: readonly Tap[] };
}

declare global {
  interface Window {
    eyes: Eyes;
  }
}

export function openEyes(): void {
  let tap = 0;
  let changed = 0;
  const hashes: { readonly from: number; readonly to: number }[] = [];
  const looks = new Set<() => void>();
  const slow: Tap[] = [];
  const begun: { count: number; ids: Set<number> } = { count: 0, ids: new Set() };
  addEventListener("click", (event) => (tap = event.timeStamp), true);

  const Real = Worker;
  Object.assign(globalThis, {
    Worker: class extends Real {
      constructor(...about: ConstructorParameters<typeof Real>) {
        super(...about);
        if (about[1]?.name !== "slow-hash") return;
        const from = performance.now();
        this.addEventListener("message", () => hashes.push({ from, to: performance.now() }));
      }
    },
  });

  new MutationObserver((changes) => {
    for (const look of looks) look();
    // A block that is held at its height while a finger is near, and let go a second later, looks as it did.
    if (changes.some(({ attributeName }) => attributeName !== "style")) changed = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      const id = (entry as unknown as { readonly interactionId?: number }).interactionId ?? 0;
      if (id === 0) continue;
      begun.ids.add(id);
      const words = (entry.target?.textContent ?? "").trim().slice(0, 40);
      slow.push({ id, what: `${entry.name} ${words}`, milliseconds: entry.duration });
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);

  /** Milliseconds after which a tap has no answer to be seen: a field took the focus, or it stood so already. */
  const UNANSWERED = 3_000;
  // A page at work is not done, though it has drawn nothing for a while.
  let worked = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) worked = Math.max(worked, startTime + duration);
  }).observe({ type: "longtask" });

  /** The frame that shows what stands now has been handed over when this resolves. */
  const drawn = (): Promise<number> =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
  const seenBy = (shown: number): Seen => ({
    tap,
    shown,
    hash: hashes.filter(({ from }) => from >= tap).reduce((sum, { from, to }) => sum + to - from, 0),
  });
  Object.assign(globalThis, {
    eyes: {
      sees: (selector, words) =>
        new Promise((resolve) => {
          const look = (): void => {
            const isThere = [...document.querySelectorAll(selector)].some(
              (one) => words === "" || (one.textContent ?? "").includes(words),
            );
            if (!isThere) return;
            looks.delete(look);
            void drawn().then((shown) => resolve(seenBy(shown)));
          };
          looks.add(look);
          look();
        }),
      isStill: (quiet) =>
        new Promise((resolve) => {
          const look = (): void => {
            const left = quiet - (performance.now() - Math.max(changed, worked));
            const isAnswered = changed > tap || performance.now() - tap > UNANSWERED;
            if (left <= 0 && isAnswered) resolve(seenBy(changed));
            else setTimeout(look, Math.max(left, 20));
          };
          look();
        }),
      taps: () => ({
        count: (performance as { readonly interactionCount?: number }).interactionCount ?? begun.ids.size,
        slow,
      }),
    } satisfies Eyes,
  });
}
