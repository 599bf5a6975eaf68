// Asks the server for a code, which only it can give and only to an administrator. What it says instead is shown.

import type { JsonObject } from "#base/json.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { type CodeAnswer, codeAnswerShape } from "#protocol/session.ts";
import { useMutation } from "@tanstack/react-query";
import { safeParse } from "valibot";
import { useDevice } from "../binding.ts";

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
  const { mutateAsync, isPending, data } = useMutation({
    mutationFn: async (body: JsonObject): Promise<Given | Refusal> => {
      const told = await device.ask("POST", path, body);
      const answer = isRefusal(told) ? told : parsed(told.body);
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

function parsed(body: unknown): CodeAnswer | Refusal {
  const answer = safeParse(codeAnswerShape, body);
  return answer.success
    ? answer.output
    : refuse("otherServer", "The answer did not come from a Waymark server. Check the network, then try again.");
}
