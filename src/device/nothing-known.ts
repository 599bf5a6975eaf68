// The status of a device whose store has not been read yet.

import type { SyncStatus } from "./door.ts";

export const NOTHING_KNOWN: SyncStatus = {
  counted: false,
  queued: 0,
  refused: 0,
  decisions: 0,
  oldestQueued: null,
  lastContact: null,
  upToDate: null,
  reach: "unknown",
  sending: false,
  complete: false,
  attempts: [],
  sentNow: null,
  trouble: null,
  unknownHere: false,
  takenOut: false,
  tablet: null,
  damaged: false,
  toSign: 0,
  toSignIn: [],
  jots: 0,
  recovered: null,
  secondCopy: null,
  auditDiffers: null,
  differed: null,
};
