// Where a record's newest change is, in its words; quiet when all of it has been sent. It follows the sending: a
// record does not change when its change arrives.

import type { Slim } from "#ledger/slim.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useDevice, useStatus } from "../binding.ts";
import { StatusTag } from "../ui/tag.tsx";

export function WhereTag({ of, showSent }: { readonly of: ViewRecord | Slim; readonly showSent?: boolean }) {
  const device = useDevice();
  useStatus();
  return <StatusTag where={device.whereIs(of)} showSent={showSent ?? false} />;
}
