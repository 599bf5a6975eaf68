// Until the worker keeps every screen, the line may go while a script of the app is on its way: it is asked for again
// until it has come, or nobody waits for it any more.

/** Milliseconds between two tries: somebody looks at the place where a screen is to stand. */
const WAITS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/** Asks again after each wait, and from then on after the last of `waits`. Undefined once `left` is true. */
export async function untilFetched<T>(
  load: () => Promise<T>,
  wait: (milliseconds: number) => Promise<void>,
  left: () => boolean = () => false,
  waits: readonly number[] = WAITS,
): Promise<T | undefined> {
  for (let tries = 0; !left(); tries += 1) {
    try {
      return await load();
    } catch {
      await wait(waits[Math.min(tries, waits.length - 1)] as number);
    }
  }
  return undefined;
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
