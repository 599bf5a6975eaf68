// How the files of the second copy look that a worker writes: it cannot put a new one in the place of the old one in a
// single step. So each is written twice, and says at its end that it is whole.

/** No text of the copy ends so: each is a piece of JSON. */
export const COMPLETE = "\n";
const NEXT = ".next";

export interface WriteAsked {
  readonly id: number;
  readonly folder: string;
  readonly file: string;
  readonly text: string;
}
export interface WriteAnswer {
  readonly id: number;
  readonly failed?: string;
}

export const nextOf = (file: string): string => `${file}${NEXT}`;

interface File {
  readonly name: string;
  readonly text: string;
}

/** The files as they were last whole. What a page wrote in one step says nothing at its end. */
export function wholeFiles(files: readonly File[]): readonly File[] {
  const textByName = new Map(files.map(({ name, text }) => [name, text]));
  const names = new Set(files.map(({ name }) => (name.endsWith(NEXT) ? name.slice(0, -NEXT.length) : name)));
  return [...names].flatMap((name) => {
    const [now, next] = [textByName.get(name), textByName.get(nextOf(name))];
    // While there is a next one, the other may be half of it.
    const text = next?.endsWith(COMPLETE) ? next : now;
    return text === undefined ? [] : [{ name, text: text.endsWith(COMPLETE) ? text.slice(0, -1) : text }];
  });
}
