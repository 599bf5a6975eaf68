// The room's list as Today shows it, for the screens that lead from it.

import { useMemo } from "react";
import { useDirectory } from "../../directory.ts";
import { usePreferences } from "../../state/preferences.ts";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { type RoomRow, roomRows } from "../today/room-rows.ts";

export function useRoomRows(): readonly RoomRow[] {
  const directory = useDirectory();
  const { localNow } = useMoment();
  const day = useSchoolDay();
  const chosen = usePreferences((preferences) => preferences.room);
  const room = directory.rooms.some(({ id }) => id === chosen) ? chosen : "";
  return useMemo(() => roomRows(directory, { day, localNow, room }), [directory, day, localNow, room]);
}
