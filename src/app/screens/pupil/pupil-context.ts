// The pupil whose pages are open: the frame finds them once, the pages inside ask here.

import type { ScopeId } from "#ledger/names.ts";
import { useOutletContext } from "react-router";
import type { PupilEntry } from "../../directory.ts";

export interface PupilOpen {
  readonly scope: ScopeId;
  readonly entry: PupilEntry;
  /** Where the pages of this pupil begin: "/pupils/…". */
  readonly base: string;
}

export function usePupil(): PupilOpen {
  return useOutletContext<PupilOpen>();
}
