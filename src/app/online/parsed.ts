// What the server said, in the form it should have (E2).

import { type Refusal, refuse } from "#ledger/refusal.ts";
import { type GenericSchema, type InferOutput, safeParse } from "valibot";

/** What came, or that it was not our server that spoke. */
export function parsed<Shape extends GenericSchema>(shape: Shape, body: unknown): InferOutput<Shape> | Refusal {
  const answer = safeParse(shape, body);
  return answer.success
    ? answer.output
    : refuse("otherServer", "The answer did not come from a Waymark server. Check the network, then try again.");
}
