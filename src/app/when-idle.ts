// What nobody waits for is done between what somebody does wait for.

/** Runs a task when the page has nothing else to do, or after so many milliseconds all the same. Gives back how it is called off. */
export function whenIdle(task: () => void, most: number): () => void {
  // Safari has no such moments.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(task, 0);
    return () => clearTimeout(timer);
  }
  const name = requestIdleCallback(() => task(), { timeout: most });
  return () => cancelIdleCallback(name);
}
