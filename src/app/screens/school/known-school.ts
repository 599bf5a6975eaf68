// What is there already, for a list to be laid against: whole records, because a change names what its author saw.

import type { ImportKind } from "#casework/import/import-columns.ts";
import type { KnownPupil, KnownSchool } from "#casework/import/preview.ts";
import type { Device } from "#device/device.ts";
import { SCHOOL_SCOPE, type ScopeId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { readOnce } from "../../binding.ts";

/** So many pupils are read at a time: enough to keep the store busy, few enough to show how far it has come. */
const AT_ONCE = 25;

export interface Looking {
  readonly device: Device;
  readonly kind: ImportKind;
  /** Every pupil of the school, also those who left. */
  readonly pupils: readonly ScopeId[];
  readonly onProgress: (done: number, all: number) => void;
  /** True once nobody waits for the answer any more. */
  readonly over: () => boolean;
}

/** Undefined when it was over before everything was read. */
export async function knownSchool({
  device,
  kind,
  pupils,
  onProgress,
  over,
}: Looking): Promise<KnownSchool | undefined> {
  const ofSchool = (type: string): Promise<readonly ViewRecord[]> =>
    readOnce(device, { kind: "records", scope: SCHOOL_SCOPE, types: [type] });
  const nothing: KnownSchool = { pupils: [], adults: [], periods: [] };
  if (kind === "adults") return { ...nothing, adults: await ofSchool("adult") };
  if (kind === "periods") return { ...nothing, periods: await ofSchool("school-period") };
  const types = kind === "contacts" ? ["pupil", "circumstances", "contact"] : ["pupil", "circumstances"];
  const known: KnownPupil[] = [];
  for (let at = 0; at < pupils.length; at += AT_ONCE) {
    onProgress(at, pupils.length);
    const some = pupils.slice(at, at + AT_ONCE);
    const records = await Promise.all(some.map((scope) => readOnce(device, { kind: "records", scope, types })));
    if (over()) return undefined;
    known.push(...records.flatMap(pupilIn));
  }
  return { ...nothing, pupils: known };
}

function pupilIn(records: readonly ViewRecord[]): readonly KnownPupil[] {
  const pupil = records.find((record) => record.type === "pupil");
  const circumstances = records.find((record) => record.type === "circumstances");
  const contacts = records.filter((record) => record.type === "contact");
  return pupil ? [{ pupil, contacts, ...(circumstances && { circumstances }) }] : [];
}
