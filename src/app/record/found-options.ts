// Whom a few letters find: those whose first or last name begins with them before those that only hold them somewhere.
// "ko" is Kofi before it is Danko.

import { plain } from "../text/plain.ts";
import type { Option } from "../ui/choice.tsx";

/** In the order of the list within each kind; nothing where nothing is typed. */
export function foundOptions(options: readonly Option[], typed: string): readonly Option[] {
  const letters = plain(typed).trim();
  if (letters === "") return [];
  const begins: Option[] = [];
  const holds: Option[] = [];
  for (const option of options) {
    const label = plain(option.label);
    if (` ${label.replaceAll("-", " ")}`.includes(` ${letters.replaceAll("-", " ")}`)) begins.push(option);
    else if (label.includes(letters)) holds.push(option);
  }
  return [...begins, ...holds];
}
