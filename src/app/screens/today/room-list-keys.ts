// Arrows in the list of the room: up and down from pupil to pupil, left and right between a pupil and where they are.

import type { KeyboardEvent } from "react";

const STEPS: { readonly [key: string]: readonly [rows: number, across: number] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** For the list itself. Keys with a modifier, and those of an Undo that stands below the buttons, are left alone. */
export function onRoomListKey(press: KeyboardEvent<HTMLUListElement>): void {
  const step = STEPS[press.key];
  if (!step || press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return;
  const rows = [...press.currentTarget.children].map((row) => [
    ...row.querySelectorAll<HTMLElement>("a, [role=group] button"),
  ]);
  const row = rows.findIndex((stops) => stops.includes(press.target as HTMLElement));
  if (row < 0) return;
  const at = rows[row]?.indexOf(press.target as HTMLElement) ?? 0;
  const to = rows[row + step[0]]?.[at + step[1]];
  if (!to) return;
  press.preventDefault();
  to.focus();
}
