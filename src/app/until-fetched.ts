// Until the worker keeps every screen, the line may go while a script of the app is on its way: it is asked for again. Not
// for long: a tap that leads to it shows nothing new meanwhile, and then it is said, with a button that asks anew.

/** Milliseconds between two tries. */
const WAITS = [500, 1_000, 2_000, 4_000];

/** Asks again after each wait; what the last try throws is thrown. */
export async function untilFetched<T>(
  load: () => Promise<T>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<T> {
  for (const milliseconds of WAITS) {
    try {
      return await load();
    } catch {
      await wait(milliseconds);
    }
  }
  return load();
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
