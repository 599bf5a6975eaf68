// The status of this tablet in a sentence, for whoever is at it.

import { useMemo } from "react";
import { useStanding, useStatus } from "../binding.ts";
import { nearlyFull, useStorageRoom } from "../state/storage-room.ts";
import { textIn, useDirectory } from "../directory.ts";
import { type StatusWords, statusWords } from "../text/sync-words.ts";
import { useMoment } from "../use-moment.ts";
import { useWords } from "../use-words.ts";

/** Roles that settle decisions; the others are told who will. */
const DECIDING = ["pastoral-lead", "senco", "dsl", "school-leader"];

export function useDecides(): boolean {
  const standing = useStanding();
  const { adults } = useDirectory();
  return standing.state === "open" && DECIDING.includes(textIn(adults.get(standing.adult), "role"));
}

export function useStatusWords(): StatusWords {
  const status = useStatus();
  const moment = useMoment();
  const decides = useDecides();
  const { periods } = useDirectory();
  const dayEnds = periods
    .map((period) => textIn(period, "end"))
    .sort()
    .at(-1);
  const { pupils } = useWords();
  const full = nearlyFull(useStorageRoom());
  return useMemo(
    () => statusWords(status, { ...moment, dayEnds, decides, full, pupils }),
    [status, moment, dayEnds, decides, full, pupils],
  );
}
