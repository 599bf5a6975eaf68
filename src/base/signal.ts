// A value that can be watched: what React's useSyncExternalStore wants, and nothing more.

export interface Signal<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export interface Source<T> extends Signal<T> {
  /** Listeners hear of it only when the value is another one (Object.is). */
  set(value: T): void;
}

export function createSource<T>(first: T): Source<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
