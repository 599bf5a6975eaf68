// The day and the hour it is at a school in England.

const ENGLAND = { timeZone: "Europe/London" } as const;

/** Tells "2026-06-09" of a moment in milliseconds since 1970. Made once: making it takes far longer than asking it. */
export function createSchoolDay(): (at: number) => string {
  // Canada writes a day as we do.
  const days = new Intl.DateTimeFormat("en-CA", ENGLAND);
  return (at) => days.format(at);
}

/** "2026-06-09T10:42" of such a moment. */
export function schoolMoment(at: number): string {
  // Sweden writes day and hour as we do, with a space between.
  return new Date(at).toLocaleString("sv-SE", ENGLAND).slice(0, 16).replace(" ", "T");
}
