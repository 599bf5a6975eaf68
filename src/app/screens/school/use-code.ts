// Asks the server for a code, which only it can give and only to an administrator. What it says instead is shown.

import type { JsonObject } from "#base/json.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { type CodeAnswer, codeAnswerShape } from "#protocol/session.ts";
import { useState } from "react";
import { safeParse } from "valibot";
import { useDevice } from "../../binding.ts";

export interface Given {
  readonly code: string;
  /** When it ends (ms), by the school's clock on this device. */
  readonly until: number;
}

export interface CodeAsked {
  readonly busy: boolean;
  readonly given: Given | undefined;
  readonly refusal: Refusal | undefined;
  ask(body: JsonObject): Promise<void>;
}

export function useCode(path: string): CodeAsked {
  const device = useDevice();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Given | Refusal | undefined>();
  const ask = async (body: JsonObject): Promise<void> => {
    setBusy(true);
    setAnswer(undefined);
    try {
      const told = await device.ask("POST", path, body);
      const answer = isRefusal(told) ? told : parsed(told.body);
      // By how long it lasts, not by the hour it ends: the demo's clock shows another day.
      const until = device.now() + ("expires" in answer ? Date.parse(answer.expires) - Date.now() : 0);
      setAnswer(isRefusal(answer) ? answer : { code: answer.code, until });
    } finally {
      setBusy(false);
    }
  };
  return { busy, given: isRefusal(answer) ? undefined : answer, refusal: isRefusal(answer) ? answer : undefined, ask };
}

function parsed(body: unknown): CodeAnswer | Refusal {
  const answer = safeParse(codeAnswerShape, body);
  return answer.success
    ? answer.output
    : refuse("otherServer", "The answer did not come from a Waymark server. Check the network, then try again.");
}
