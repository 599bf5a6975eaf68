// The day it is at a school in England.

/** "2026-06-09" of a moment in milliseconds since 1970. */
export function schoolDay(at: number): string {
  // Canada writes a day as we do.
  return new Date(at).toLocaleDateString("en-CA", { timeZone: "Europe/London" });
}
