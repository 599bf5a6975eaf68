// Two values side by side: which words of each differ. Whole words between what both begin and end with, so that a
// reader finds the difference at a glance; nothing is struck out and nothing is coloured.

export interface Marked {
  readonly before: string;
  /** Empty where this value has nothing that the other one lacks. */
  readonly differs: string;
  readonly after: string;
}

/** How `one` differs from `other`. Joined, the three parts are `one`, to the letter. */
export function whatDiffers(one: string, other: string): Marked {
  const mine = piecesOf(one);
  const theirs = piecesOf(other);
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const stop = mine.length - end;
  return {
    before: mine.slice(0, start).join(""),
    differs: mine.slice(start, stop).join(""),
    after: mine.slice(stop).join(""),
  };
}

/** Words and the blanks between them. */
const piecesOf = (text: string): readonly string[] => text.match(/\s+|\S+/g) ?? [];
