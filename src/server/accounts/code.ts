// Codes that are read from one screen and typed into another: set-up, enrolment, invitation (A6). Kept as a hash.

import { createHash } from "node:crypto";
import type { RandomBytes } from "#base/id.ts";

// Without letters that look like digits, and without vowels, so that no code spells a word.
const ALPHABET = "23456789bcdfghjkmnpqrstvwxyz".slice(0, 28);
const LENGTH = 12;

const MINUTE = 60_000;
/** How long each kind lasts: set-up waits for somebody at the terminal, an invitation for a colleague's next day. */
export const CODE_LASTS = { setup: 24 * 60 * MINUTE, device: 30 * MINUTE, invitation: 24 * 60 * MINUTE } as const;

/** Twelve signs (57 bits) in groups of four. */
export function makeCode(randomBytes: RandomBytes): string {
  let code = "";
  while (code.length < LENGTH) {
    for (const byte of randomBytes(LENGTH))
      // 252 is the largest multiple of 28 a byte can hold: without this the first signs would come up more often.
      if (byte < 252 && code.length < LENGTH) code += ALPHABET.charAt(byte % 28);
  }
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** The name a code is kept under. Case, spaces and dashes do not matter. */
export function hashOfCode(code: string): string {
  const plain = code.toLowerCase().replace(/[\s-]+/g, "");
  return createHash("sha256").update(`waymark/code/1\n${plain}`).digest("base64url");
}
