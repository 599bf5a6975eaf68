// The server's moments ("2026-06-09T09:42:00.000Z") as this tablet's clock would have shown them.

import { useDevice } from "../binding.ts";
import { momentOf } from "../text/dates.ts";
import { useMoment } from "../use-moment.ts";

/** By how long ago it was, not by the hour it says: the demo's clock shows another day. */
export function useServerMoment(): (iso: string) => string {
  const device = useDevice();
  const moment = useMoment();
  return (iso) => momentOf(device.now() + Date.parse(iso) - Date.now(), moment);
}
