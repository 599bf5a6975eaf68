// The password once more, before something is saved that lets somebody see more (A48): the server would set aside what
// came without it. Inside `ServerAnswers`.

import { ROUTES } from "#protocol/routes.ts";
import { doneAnswerShape } from "#protocol/session.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { useCallback } from "react";
import { parsed } from "./parsed.ts";
import { useAsk } from "./step-up.tsx";

/** Undefined: it was given a short while ago, or just now. */
export function useWord(): () => Promise<Refusal | undefined> {
  const ask = useAsk();
  return useCallback(async () => {
    const told = await ask("GET", ROUTES.stepUp);
    const answer = isRefusal(told) ? told : parsed(doneAnswerShape, told.body);
    return isRefusal(answer) ? answer : undefined;
  }, [ask]);
}
