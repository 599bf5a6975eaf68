// Gives up on what has gone silent. A slow connection that still brings something is not given up: a page of half a
// megabyte may take a minute at the edge of the wireless network. One that never ends is.

export interface Patience {
  /** True once it was given up. */
  readonly isOver: () => boolean;
  /** Something came: from now on so many milliseconds may pass until the next. */
  heard(milliseconds: number): void;
  stop(): void;
}

/** `first` milliseconds until something is heard; `longest` for all of it, where it has an end. */
export function createPatience(first: number, longest: number | undefined, giveUp: () => void): Patience {
  let isOver = false;
  const end = (): void => {
    isOver = true;
    stop();
    giveUp();
  };
  let silence = setTimeout(end, first);
  const whole = longest === undefined ? undefined : setTimeout(end, longest);
  const stop = (): void => {
    clearTimeout(silence);
    clearTimeout(whole);
  };
  return {
    isOver: () => isOver,
    heard(milliseconds) {
      clearTimeout(silence);
      if (!isOver) silence = setTimeout(end, milliseconds);
    },
    stop,
  };
}
