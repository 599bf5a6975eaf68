// How long records are kept, class by class, in words: what the school decided, and what schools in England usually do.
// Waymark takes away no record because of its age (C51). No statute names a time for what it holds; data protection law
// leaves it to the school, which says why in its retention schedule.
// Sources: IRMS, Information Management Toolkit for Schools (pupil file, SEN); DfE, Data protection in schools.

import type { Json } from "#base/json.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Schema } from "#ledger/schema.ts";

type RetentionClass = RecordDefinition["retention"];

export interface RetentionWords {
  readonly title: string;
  /** What schools usually do. */
  readonly usually: string;
  /** What this school decided; "" where it has not, or where there is nothing to decide. */
  readonly here: string;
  /** The kinds of record it holds, in the order of the schema: "behaviour logs". */
  readonly records: readonly string[];
}

interface ClassWords extends Pick<RetentionWords, "title" | "usually"> {
  /** The field of the school's settings that says it, and how its number is told. */
  readonly chosen?: { readonly field: string; readonly words: (years: number) => string };
}

const untilAge = (years: number): string => `Your school: until the pupil is ${years}.`;

const WORDS: { readonly [Class in RetentionClass]: ClassWords } = {
  "pupil-file": {
    title: "The pupil’s file",
    usually: "Until the pupil is 25 (IRMS toolkit for schools).",
    chosen: { field: "keepPupilFile", words: untilAge },
  },
  "sen-file": {
    title: "Special educational needs",
    usually: "Until the pupil is 31 (IRMS toolkit for schools).",
    chosen: { field: "keepSenFile", words: untilAge },
  },
  "restrictive-intervention": {
    title: "Force, seclusion and restraint",
    usually: "At least as long as the pupil’s file. Longer where it belongs to a child protection file.",
    chosen: { field: "keepForce", words: untilAge },
  },
  "day-notes": {
    title: "Notes for the room",
    usually: "They name no pupil. Your school decides.",
    chosen: {
      field: "keepRoomNotes",
      words: (years) => `Your school: for ${years === 1 ? "1 year" : `${years} years`}.`,
    },
  },
  staff: {
    title: "Adults, and who works with whom",
    usually: "As long as records name them: otherwise nobody could read who wrote what. There is nothing to choose.",
  },
  settings: {
    title: "How the school works",
    usually: "As long as records name it: otherwise old logs would lose their words. There is nothing to choose.",
  },
};

/** Every class with the records of the schema that are in it; `chosen` reads a field of the school's settings. */
export function retentionWords(
  { definitions }: Pick<Schema, "definitions">,
  chosen: (field: string) => Json | undefined = () => undefined,
): readonly RetentionWords[] {
  const all = Object.values(definitions);
  return (Object.entries(WORDS) as [RetentionClass, ClassWords][]).map(([name, words]) => {
    const years = words.chosen && chosen(words.chosen.field);
    return {
      title: words.title,
      usually: words.usually,
      here: words.chosen && typeof years === "number" ? words.chosen.words(years) : "",
      records: all.filter(({ retention }) => retention === name).map(({ plural }) => plural),
    };
  });
}

/** A record of force goes into the pupil's file: it does not go before the file does. */
export function retentionFault(fields: {
  readonly [field: string]: Json;
}): { readonly field: string; readonly sentence: string } | undefined {
  const [file, force] = [fields["keepPupilFile"], fields["keepForce"]];
  if (typeof file !== "number" || typeof force !== "number" || force >= file) return undefined;
  return { field: "keepForce", sentence: `Not before the pupil’s file, which is kept until ${file}.` };
}
