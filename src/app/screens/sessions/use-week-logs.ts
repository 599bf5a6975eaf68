// The session logs of the last days, of everybody on this tablet: from the summaries, and whole where a summary is too
// short for these days. Read again whenever the lists change.

import { useEffect, useState } from "react";
import { readOnce, useDevice } from "../../binding.ts";
import { slimsOf, useDirectory } from "../../directory.ts";
import { useMoment } from "../../use-moment.ts";
import { type PupilLogs, summaryIsShort } from "./to-complete.ts";

/** More than a pupil gathers in these days, rated by two adults in every period. */
const NEWEST = 150;

export function useWeekLogs(): readonly PupilLogs[] | undefined {
  const device = useDevice();
  const { ready, pupils } = useDirectory();
  const { today } = useMoment();
  const [logs, setLogs] = useState<readonly PupilLogs[] | undefined>();
  useEffect(() => {
    let over = false;
    const read = async (): Promise<void> => {
      const answers = await Promise.all(
        pupils.map(async (entry) => {
          if (!summaryIsShort(entry, today)) return { entry, logs: slimsOf(entry, "session-log") };
          const ask = { kind: "records", scope: entry.scope, types: ["session-log"], limit: NEWEST } as const;
          return { entry, logs: await readOnce(device, ask) };
        }),
      );
      if (!over) setLogs(answers);
    };
    if (ready) void read();
    return () => {
      over = true;
    };
  }, [device, ready, pupils, today]);
  return logs;
}
