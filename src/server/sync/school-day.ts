// The day and the hour it is at a school in England.

const ENGLAND = { timeZone: "Europe/London" } as const;

/** "2026-06-09" of a moment in milliseconds since 1970. */
export function schoolDay(at: number): string {
  // Canada writes a day as we do.
  return new Date(at).toLocaleDateString("en-CA", ENGLAND);
}

/** "2026-06-09T10:42" likewise. */
export function schoolMoment(at: number): string {
  // Sweden writes day and hour as we do, with a space between.
  return new Date(at).toLocaleString("sv-SE", ENGLAND).slice(0, 16).replace(" ", "T");
}
