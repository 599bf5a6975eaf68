// The status of this tablet in a sentence, for whoever is at it.

import { useMemo } from "react";
import { leaseDaysLeft } from "#casework/lease.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { useStanding, useStatus, useWatch } from "../binding.ts";
import { nearlyFull, useStorageRoom } from "../state/storage-room.ts";
import { textIn, useDirectory } from "../directory.ts";
import { momentOf } from "../text/dates.ts";
import { type StatusWords, statusWords } from "../text/sync-words.ts";
import { useMoment } from "../use-moment.ts";
import { useWords } from "../use-words.ts";

const SCHOOL = { kind: "summary", scope: SCHOOL_SCOPE } as const;

/** Roles that settle decisions; the others are told who will. */
const DECIDING = ["pastoral-lead", "senco", "dsl", "school-leader"];

export function useDecides(): boolean {
  const standing = useStanding();
  const { adults } = useDirectory();
  return standing.state === "open" && DECIDING.includes(textIn(adults.get(standing.adult), "role"));
}

export function useIsDemo(): boolean {
  const standing = useStanding();
  return "demo" in standing && standing.demo;
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
  const leaseLeft = useLeaseLeft();
  const demo = useIsDemo();
  return useMemo(
    () => statusWords(status, { ...moment, dayEnds, decides, full, pupils, leaseLeft, demo }),
    [status, moment, dayEnds, decides, full, pupils, leaseLeft, demo],
  );
}

/** How many more school days this tablet shows what it holds without a contact (V35); undefined on a day with one. */
export function useLeaseLeft(): number | undefined {
  const { lastContact } = useStatus();
  const moment = useMoment();
  const school = useWatch(SCHOOL);
  if (lastContact === null || school === undefined) return undefined;
  const since = momentOf(lastContact, moment).slice(0, 10);
  const today = moment.localNow.slice(0, 10);
  return since === today ? undefined : leaseDaysLeft({ since, today, school });
}
