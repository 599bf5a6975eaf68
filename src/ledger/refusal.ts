// An expected "no": a value with a sentence for a person (rule E1). Bugs throw; refusals are returned.

export interface Refusal {
  readonly refused: true;
  /** A stable name for code and tests, such as "notInList". */
  readonly code: string;
  /** A clear sentence for the adult at the screen: what is wrong and what to do. */
  readonly sentence: string;
  /** The field it stands beside, where there is one. */
  readonly field?: string;
}

export function refuse(code: string, sentence: string, field?: string): Refusal {
  return field === undefined ? { refused: true, code, sentence } : { refused: true, code, sentence, field };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && (value as { refused?: unknown }).refused === true;
}
