// Asks the server for a code, which only it can give and only to an administrator. What it says instead is shown.

import type { JsonObject } from "#base/json.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { codeAnswerShape } from "#protocol/session.ts";
import { useMutation } from "@tanstack/react-query";
import { useDevice } from "../binding.ts";
import { parsed } from "./parsed.ts";
import { useAsk } from "./step-up.tsx";

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
  const ask = useAsk();
  const { mutateAsync, isPending, data } = useMutation({
    mutationFn: async (body: JsonObject): Promise<Given | Refusal> => {
      const told = await ask("POST", path, body);
      const answer = isRefusal(told) ? told : parsed(codeAnswerShape, told.body);
      if (isRefusal(answer)) return answer;
      // By how long it lasts, not by the hour it ends: the demo's clock shows another day.
      return { code: answer.code, until: device.now() + Date.parse(answer.expires) - Date.now() };
    },
  });
  return {
    busy: isPending,
    given: isRefusal(data) ? undefined : data,
    refusal: isRefusal(data) ? data : undefined,
    ask: async (body) => void (await mutateAsync(body)),
  };
}
