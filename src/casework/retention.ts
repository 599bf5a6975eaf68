// How long records are kept, class by class, in words. Waymark takes away no record because of its age (C51): what
// stands here is what schools in England usually do, for whoever writes the school's own retention schedule.
// Sources: IRMS, Information Management Toolkit for Schools (pupil file, SEN); DfE, Data protection in schools.

import type { RecordDefinition } from "#ledger/definition.ts";
import type { Schema } from "#ledger/schema.ts";

type RetentionClass = RecordDefinition["retention"];

export interface RetentionWords {
  readonly title: string;
  /** What schools usually do. */
  readonly usually: string;
  /** The kinds of record it holds, in the order of the schema: "behaviour logs". */
  readonly records: readonly string[];
}

const WORDS: { readonly [Class in RetentionClass]: Omit<RetentionWords, "records"> } = {
  "pupil-file": {
    title: "The pupil’s file",
    usually: "Until the pupil is 25.",
  },
  "sen-file": {
    title: "Special educational needs",
    usually: "Until the pupil is 31.",
  },
  "restrictive-intervention": {
    title: "Force, seclusion and restraint",
    usually: "At least as long as the pupil’s file. Longer where it belongs to a child protection file.",
  },
  "day-notes": {
    title: "Notes for the room",
    usually: "They name no pupil. Your school decides.",
  },
  staff: {
    title: "Adults, and who works with whom",
    usually: "As long as records name them.",
  },
  settings: {
    title: "How the school works",
    usually: "As long as records name it.",
  },
};

/** Every class with the records of the schema that are in it; each type of record is in one. */
export function retentionWords({ definitions }: Pick<Schema, "definitions">): readonly RetentionWords[] {
  const all = Object.values(definitions);
  return (Object.keys(WORDS) as RetentionClass[]).map((name) => ({
    ...WORDS[name],
    records: all.filter(({ retention }) => retention === name).map(({ plural }) => plural),
  }));
}
