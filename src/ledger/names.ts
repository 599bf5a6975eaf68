// The ids of the ledger. They carry their kind, so that a pupil's id cannot stand where a change's should.

import type { Brand } from "#base/id.ts";

export type SchoolId = Brand<string, "SchoolId">;
export type DeviceId = Brand<string, "DeviceId">;
export type AdultId = Brand<string, "AdultId">;
export type RecordId = Brand<string, "RecordId">;
export type ChangeId = Brand<string, "ChangeId">;
export type EnvelopeId = Brand<string, "EnvelopeId">;
export type EpochId = Brand<string, "EpochId">;

/**
 * The group of records that are seen, held and purged together: one owner's records (the id of the owner's
 * record), or "school" for what belongs to the school as a whole (adults, periods, categories, templates).
 */
export type ScopeId = Brand<string, "ScopeId">;

export const SCHOOL_SCOPE = "school" as ScopeId;

/** The scope an owner's records live in. */
export function scopeOf(owner: RecordId): ScopeId {
  return owner as string as ScopeId;
}
