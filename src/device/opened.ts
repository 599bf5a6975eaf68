// What is in memory while the vault is open, and nothing of it elsewhere: shutting zeroes it [V20].

import type { AdultId } from "#ledger/names.ts";
import type { Enrolled } from "#protocol/session.ts";
import type { Sender } from "./vault/envelope.ts";
import type { VaultSealer } from "./vault/seal.ts";
import type { SigningKey } from "./vault/signing-key.ts";

export interface Opened {
  readonly adult: AdultId;
  /** First name and initial. */
  readonly label: string;
  readonly enrolled: Enrolled;
  /** The name of the key below on the server. */
  readonly authorKey: string;
  readonly author: SigningKey;
  readonly sender: Sender;
  readonly sealer: VaultSealer;
  /** A cover adult (A34): who let them in, and the one day, "2026-06-09", on which they are here. */
  readonly cover?: { readonly host: AdultId; readonly day: string };
}

/** Zeroes every key. What is called with them afterwards throws `Locked`. `but`: goes on with whoever comes next. */
export function shutOpened(opened: Opened, but?: VaultSealer): void {
  if (opened.sealer !== but) opened.sealer.shut();
  opened.author.shut();
  opened.sender.key.fill(0);
}
