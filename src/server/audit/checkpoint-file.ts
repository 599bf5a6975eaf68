// Where checkpoints are kept: a file that is only ever added to, and the key beside it. Both stand in the data folder,
// not in the database. A copy of the file somewhere else is what makes it a witness against this machine too.

import { type KeyObject, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoint } from "./checkpoint.ts";

export const checkpointFile = (data: string): string => join(data, "audit-checkpoints.jsonl");
const keyFile = (data: string): string => join(data, "audit-key.pem");

/** The key that signs, made at its first use. Two servers that start at once on one folder end with the same key. */
export function openAuditKey(data: string): KeyObject {
  const held = readAuditKey(data);
  if (held) return held;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
  try {
    writeFileSync(keyFile(data), pem, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "EEXIST") throw error;
  }
  return createPrivateKey(readFileSync(keyFile(data)));
}

/** The key, where one was made. */
export function readAuditKey(data: string): KeyObject | undefined {
  const pem = readIfThere(keyFile(data));
  return pem === undefined ? undefined : createPrivateKey(pem);
}

export function appendCheckpoints(data: string, checkpoints: readonly Checkpoint[]): void {
  if (checkpoints.length === 0) return;
  const lines = checkpoints.map((one) => `${JSON.stringify(one)}\n`).join("");
  appendFileSync(checkpointFile(data), lines, { mode: 0o600, flush: true });
}

/** The lines of a file of checkpoints; none where there is no file. */
export function checkpointLines(file: string): readonly string[] {
  return (readIfThere(file) ?? "").split("\n").filter((line) => line !== "");
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "ENOENT") return undefined;
    throw error;
  }
}
