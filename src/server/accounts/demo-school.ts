// The demo school as its maker tells it: who is in it, and everything they wrote, oldest first.

import type { Change } from "#ledger/change.ts";
import type { DemoEnterRequest } from "#protocol/session.ts";

export interface DemoSchool {
  readonly name: string;
  /** The local moment at which its clock starts: "2026-06-09T10:59". */
  readonly startsAt: string;
  /** The ids of the adults that a visitor can be. */
  readonly personas: { readonly [persona in DemoEnterRequest["persona"]]: string };
  /** `at`: ISO 8601 with offset, as in any stamp. */
  readonly changes: readonly { readonly author: string; readonly at: string; readonly change: Change }[];
}
