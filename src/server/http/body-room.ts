// How much of what is being sent here may stand in memory at once. A request that would go beyond it is turned away
// before its body is read.

import type { IncomingHttpHeaders, ServerResponse } from "node:http";

/** Some forty full batches. A device sends less than a tenth of the largest body at once. */
const MOST_AT_ONCE = 256_000_000;

export interface BodyRoom {
  /** False: no room now. The room is given back when the response is done, or its connection gone. */
  enter(headers: IncomingHttpHeaders, response: ServerResponse): boolean;
}

export function createBodyRoom(largest: number, mostAtOnce = MOST_AT_ONCE): BodyRoom {
  let taken = 0;
  return {
    enter(headers, response) {
      const size = sizeOf(headers, largest);
      if (size === 0) return true;
      if (taken > 0 && taken + size > mostAtOnce) return false;
      taken += size;
      response.once("close", () => void (taken -= size));
      return true;
    },
  };
}

/** What was announced; where nothing is, what would be taken at most. */
function sizeOf(headers: IncomingHttpHeaders, largest: number): number {
  if (headers["transfer-encoding"] !== undefined) return largest;
  const length = Number(headers["content-length"] ?? 0);
  return Number.isFinite(length) ? Math.min(length, largest) : largest;
}
