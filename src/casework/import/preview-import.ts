// The preview of a file: the way in for screens. Pure: the same file, school and day give the same rows (ids apart).

import type { ImportKind } from "./import-columns.ts";
import { previewAdults } from "./preview-adults.ts";
import { previewContacts } from "./preview-contacts.ts";
import { previewPeriods } from "./preview-periods.ts";
import { previewPupils } from "./preview-pupils.ts";
import { pupilColumns } from "./import-columns.ts";
import type { ImportFile, ImportSetting, KnownSchool, PreviewRow } from "./preview.ts";

export interface ImportPreview {
  readonly rows: readonly PreviewRow[];
  readonly counts: Readonly<Record<PreviewRow["outcome"], number>>;
  /** Sentences about the whole file. */
  readonly notes: readonly string[];
}

const previews: Readonly<Record<ImportKind, typeof previewPupils>> = {
  pupils: previewPupils,
  contacts: previewContacts,
  adults: previewAdults,
  periods: previewPeriods,
};

/**
 * What importing the file would do to the school as it is known. Importing twice is safe: rows that say what is there
 * come back as "same". Check the columns first (`checkColumns`).
 */
export function previewImport(file: ImportFile, known: KnownSchool, setting: ImportSetting): ImportPreview {
  const rows = previews[file.kind](file, known, setting);
  const count = (outcome: PreviewRow["outcome"]): number => rows.filter((row) => row.outcome === outcome).length;
  const kept = pupilColumns.filter(
    ({ fills, name }) => fills?.[0] === "circumstances" && file.matches[name] !== undefined,
  );
  const notes: string[] = [];
  if (rows.length === 0) notes.push("The file has no rows below its header.");
  if (file.kind === "pupils" && !setting.holdsCircumstances && kept.length > 0)
    notes.push(
      `This tablet is shared, so it leaves these columns out: ${kept.map(({ label }) => label).join(", ")}. Import them on a device of your own.`,
    );
  return {
    rows,
    counts: { new: count("new"), changed: count("changed"), same: count("same"), wrong: count("wrong") },
    notes,
  };
}
