// An answer that says no, as a value: the status for the transport, the sentence for a person (E1).

import type { Refusal } from "#ledger/refusal.ts";

export interface Problem extends Refusal {
  readonly status: number;
  /** With the code "counter": what the next proof's number must be above. */
  readonly counter?: number;
  /** With the code "notOpen": the epoch that stands. */
  readonly epoch?: string;
  /** Seconds to wait. */
  readonly retryAfter?: number;
}

export function problem(
  status: number,
  code: string,
  sentence: string,
  more: Pick<Problem, "field" | "counter" | "epoch" | "retryAfter"> = {},
): Problem {
  return { refused: true, status, code, sentence, ...more };
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && (value as { refused?: unknown }).refused === true;
}
