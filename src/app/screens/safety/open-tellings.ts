// What the DSL was told and nobody has acknowledged yet [C27], the oldest first: it has waited longest.

import type { Slim } from "#ledger/slim.ts";
import { type PupilEntry, slimsOf, textIn } from "../../directory.ts";

export interface OpenTelling {
  readonly entry: PupilEntry;
  readonly told: Slim;
}

export function openTellings(entries: readonly PupilEntry[]): readonly OpenTelling[] {
  return entries
    .flatMap((entry) => slimsOf(entry, "told-dsl").map((told) => ({ entry, told })))
    .filter(({ told }) => textIn(told, "acknowledgedAt") === "")
    .sort((a, b) => (a.told.when < b.told.when ? -1 : a.told.when > b.told.when ? 1 : 0));
}
