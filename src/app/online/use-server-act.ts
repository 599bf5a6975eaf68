// Asks the server to do something that only it can do, once for each press, and tells what came of it.

import type { JsonObject } from "#base/json.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { doneAnswerShape } from "#protocol/session.ts";
import { useMutation } from "@tanstack/react-query";
import { parsed } from "./parsed.ts";
import { useAsk } from "./step-up.tsx";

export interface ServerAct {
  readonly busy: boolean;
  /** Undefined: it is done. */
  act(body: JsonObject): Promise<Refusal | undefined>;
}

export function useServerAct(path: string): ServerAct {
  const ask = useAsk();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: async (body: JsonObject): Promise<Refusal | undefined> => {
      const told = await ask("POST", path, body);
      const answer = isRefusal(told) ? told : parsed(doneAnswerShape, told.body);
      return isRefusal(answer) ? answer : undefined;
    },
  });
  return { busy: isPending, act: mutateAsync };
}
