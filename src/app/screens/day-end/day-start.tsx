// What stands at the head of Today before the room's list: what the adult before left, and what is owed today.

import { Stack } from "../../ui/page.tsx";
import { CheckInsWaiting } from "./check-ins-waiting.tsx";
import { DueToday } from "./due-today.tsx";
import { HandedOver } from "./handed-over.tsx";

export default function DayStart() {
  return (
    <Stack>
      <HandedOver />
      <CheckInsWaiting />
      <DueToday />
    </Stack>
  );
}
