// The last things an adult wrote, over all pupils: each can be taken back.

import type { Slim } from "#ledger/slim.ts";
import { type Directory, type PupilEntry, slimsOf } from "../../directory.ts";

export interface MyEntry {
  readonly entry: PupilEntry;
  readonly slim: Slim;
  /** When it was written, by the device's clock. */
  readonly written: string;
}

/** Newest first by the moment of writing: what was written last is what one wants to take back. */
export function myLastEntries(directory: Directory, me: string, most: number): readonly MyEntry[] {
  return directory.pupils
    .flatMap((entry) =>
      [...slimsOf(entry, "behaviour-log"), ...slimsOf(entry, "session-log")]
        .filter((slim) => slim.by?.author === me)
        .map((slim) => ({ entry, slim, written: slim.by?.at ?? "" })),
    )
    .sort((a, b) => (a.written < b.written ? 1 : a.written > b.written ? -1 : 0))
    .slice(0, most);
}
