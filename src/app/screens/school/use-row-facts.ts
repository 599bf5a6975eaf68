// What a line of a list would write, in one line of words: enough to see that the columns were understood.

import type { ImportAct, PreviewRow } from "#casework/import/preview.ts";
import { valueOf } from "#ledger/view.ts";
import { useDevice } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useValueWords } from "../../record/use-value-words.ts";
import { useNames } from "../../shell/hidden-names.tsx";

/** Names stand in their own column already. */
const IN_THE_NAME: readonly string[] = ["givenName", "familyName", "name"];

/** "9 June 2012", "Year 9", "Mother": nobody needs to be told what it is. A yes or a word alone says nothing. */
const SPEAKS_FOR_ITSELF: readonly string[] = ["date", "choice", "choices", "formatted"];

/** "Year 9 · Tutor group: 9B" of a new record; "Tutor group: 9C (was 9B)" of a changed one; whose contact it is. */
export function useRowFacts(): (row: PreviewRow) => string {
  const { schema } = useDevice();
  const { pupilById } = useDirectory();
  const names = useNames();
  const words = useValueWords(undefined);
  const factsOf = (act: ImportAct): readonly string[] => {
    const { type, scope } = act.do === "make" ? act.record : act.edit.seen;
    const fields = schema.definitions[type]?.fields ?? {};
    const owner = type === "contact" ? names.pupil(pupilById.get(scope ?? "")?.pupil.fields) : "";
    const told = Object.entries(act.do === "make" ? act.record.fields : act.edit.to).map(([name, value]) => {
      const field = fields[name];
      if (!field) return "";
      const now = words(field, value);
      if (act.do === "make") {
        if (IN_THE_NAME.includes(name)) return "";
        return SPEAKS_FOR_ITSELF.includes(field.kind) ? now : `${field.label}: ${now}`;
      }
      const was = words(field, valueOf(act.edit.seen, name));
      return `${field.label}: ${now}${was === "" ? "" : ` (was ${was})`}`;
    });
    return [owner === "" ? "" : `For ${owner}`, ...told].filter((text) => text !== "");
  };
  return ({ acts }) => acts.flatMap(factsOf).join(" · ");
}
