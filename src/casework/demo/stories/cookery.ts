// Second period today: four pupils made soup together. One entry, one log each, the others as links.

import { logForSeveral } from "../../commands/log-behaviour.ts";
import type { DemoWorld } from "../demo-world.ts";
import type { PupilFile } from "../pupil-file.ts";

export function writeCookery(world: DemoWorld, pupils: readonly PupilFile[]): void {
  const { writer, frame, today } = world;
  writer.write(frame.adults.room, `${today}T10:21`, logForSeveral, {
    pupils: pupils.map(({ id }) => id),
    category: frame.categories.kind,
    when: `${today}T10:15`,
    period: frame.periods.p2,
    more: { place: "iap-room", note: "Carrot soup for break, served to the site team before themselves." },
  });
}
