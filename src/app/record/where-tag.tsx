// Where a record's newest change is, in its words; quiet when all of it has been sent.

import type { Slim } from "#ledger/slim.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { StatusTag } from "../ui/tag.tsx";
import { useWhereIs } from "./use-where-is.ts";

export function WhereTag({ of, showSent }: { readonly of: ViewRecord | Slim; readonly showSent?: boolean }) {
  return <StatusTag where={useWhereIs(of)} showSent={showSent ?? false} />;
}
