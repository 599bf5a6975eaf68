// Asks the server what only it can answer, in this device's name; what it says is handed on as it came.

import type { JsonObject } from "#base/json.ts";
import type { AdultId } from "#ledger/names.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import type { Problem } from "#protocol/session.ts";
import type { Heard, ServerLink } from "./sync/server-link.ts";

export const OFFLINE = refuse(
  "unreachable",
  "The school’s server could not be reached. Check the connection, then try again.",
);

export function refusalFrom(problem: Problem): Refusal {
  return refuse(problem.code, problem.sentence, problem.field);
}

/** The answer, or what stood in its way in a sentence. */
export function answerOf<T>(heard: Heard<T>): { readonly value: T } | Refusal {
  if (heard.kind === "answer") return { value: heard.value };
  return heard.kind === "problem" ? refusalFrom(heard.problem) : OFFLINE;
}

export interface Question {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: JsonObject | undefined;
  /** Who is at the device. */
  readonly as: AdultId | undefined;
}

export async function askServer(
  server: ServerLink,
  { method, path, body, as }: Question,
): Promise<{ readonly refused?: false; readonly body: unknown } | Refusal> {
  // Every answer of our own server carries the mark (protocol/version.ts).
  const parse = (answer: unknown): unknown =>
    typeof answer === "object" && answer !== null && "waymark" in answer ? answer : undefined;
  const heard = answerOf(await server.ask({ method, path, parse, as, ...(body === undefined ? {} : { body }) }));
  return "value" in heard ? { body: heard.value } : heard;
}
