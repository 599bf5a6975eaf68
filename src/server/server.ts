// The door of the server room: one school's shared side without a port. HTTP wraps it; a simulation calls it.

import type { RandomBytes } from "#base/id.ts";
import type { Change } from "#ledger/change.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Storage } from "./storage/storage.ts";

export interface ServerRequest {
  readonly method: string;
  /** The path as the device signed it ("/api/sync/push"). */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string | undefined };
  /** The text as it came: its hash is what the device proved. */
  readonly body: string | undefined;
  /** True when it came over TLS: the session's cookie is then bound to the host. */
  readonly secure?: boolean;
  readonly address?: string;
}

export interface ServerAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  /** JSON. */
  readonly body: string;
}

export interface WaymarkServer {
  /** Answers one request. Never throws: what goes wrong inside is a 503 with a sentence, and a line in the log. */
  handle(request: ServerRequest): Promise<ServerAnswer>;
  /** A fresh code for the first administrator (the one before it ends), or undefined once a real school exists. */
  newSetUpCode(): Promise<string | undefined>;
  /** Waits for what is under way, then closes the storage. */
  close(): Promise<void>;
}

export type Persona = "room" | "reintegration" | "senco" | "leader";

/** The demo school as its maker tells it: who is in it, and everything they wrote, oldest first. */
export interface DemoSchool {
  readonly name: string;
  /** The local moment at which its clock starts: "2026-06-09T10:59". */
  readonly startsAt: string;
  /** The ids of the adults that a visitor can be. */
  readonly personas: { readonly [persona in Persona]: string };
  readonly changes: readonly { readonly author: string; readonly at: string; readonly change: Change }[];
}

export interface ServerDeps {
  readonly storage: Storage;
  readonly schema: Schema;
  /** Milliseconds since 1970. */
  readonly clock: { now(): number };
  readonly randomBytes: RandomBytes;
  /** The version of the app, told to visitors. */
  readonly version: string;
  /** May records of this definition stand on a device of this kind? The casework room knows. */
  readonly mayHold: (definition: RecordDefinition, deviceKind: "shared" | "personal") => boolean;
  /** Absent: no demo is offered. Called when somebody enters the demo for the first time. */
  readonly demo?: () => DemoSchool;
  /** Argon2id for passwords: 64 MiB and 3 passes unless told (a simulation asks for less). */
  readonly passwordCost?: { readonly memoryKib: number; readonly passes: number };
  /** Where lines about faults go; they never hold what anybody wrote. */
  readonly log?: (line: string) => void;
}
