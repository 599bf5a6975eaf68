// What stands at the head of Today before the room's list: what the adult before left, and what is owed today.

import type { Fingers } from "../../fingers.ts";
import { Steady } from "../../steady.tsx";
import { CheckInsWaiting } from "./check-ins-waiting.tsx";
import { DueToday } from "./due-today.tsx";
import { HandedOver } from "./handed-over.tsx";

/** Each by itself: what comes before one of them does not move it under a finger [C49]. */
export default function DayStart({ fingers }: { readonly fingers: Fingers }) {
  return (
    <>
      <Steady fingers={fingers}>
        <HandedOver />
      </Steady>
      <Steady fingers={fingers}>
        <CheckInsWaiting />
      </Steady>
      <Steady fingers={fingers}>
        <DueToday />
      </Steady>
    </>
  );
}
