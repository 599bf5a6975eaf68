// One question that only the server can answer, as a page asks it: the answer or a sentence that says why there is
// none. Held in memory for as long as the page stands, and gone when the tablet is locked: some of it is told to
// nobody else.

import type { JsonObject } from "#base/json.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { useQuery } from "@tanstack/react-query";
import type { GenericSchema, InferOutput } from "valibot";
import { parsed } from "./parsed.ts";
import { useAsk } from "./step-up.tsx";

export interface Question<Shape extends GenericSchema> {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: JsonObject;
  readonly shape: Shape;
  /** False: not asked yet. */
  readonly wanted?: boolean;
}

export interface ServerAnswer<Answer> {
  /** Undefined before the first answer, and where it was refused. */
  readonly answer: Answer | undefined;
  readonly refusal: Refusal | undefined;
  readonly busy: boolean;
  /** Asks once more, and gives what came. */
  again(): Promise<Answer | undefined>;
}

export function useServerAnswer<Shape extends GenericSchema>({
  method,
  path,
  body,
  shape,
  wanted = true,
}: Question<Shape>): ServerAnswer<InferOutput<Shape>> {
  const ask = useAsk();
  type Told = InferOutput<Shape> | Refusal;
  const { data, isFetching, refetch } = useQuery<Told>({
    queryKey: [path, body ?? null],
    enabled: wanted,
    gcTime: 0,
    // That something was read may be in the school's audit: it is asked when somebody asks, not because a window moved.
    refetchOnWindowFocus: false,
    refetchOnReconnect: (query) => isRefusal(query.state.data),
    queryFn: async () => {
      const told = await ask(method, path, body);
      return isRefusal(told) ? told : parsed(shape, told.body);
    },
  });
  return {
    answer: isRefusal(data) ? undefined : data,
    refusal: isRefusal(data) ? data : undefined,
    busy: isFetching,
    again: async () => {
      const { data: told } = await refetch();
      return isRefusal(told) ? undefined : told;
    },
  };
}
