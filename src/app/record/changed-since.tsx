// While somebody wrote, somebody else changed the same field: said beside it, before it becomes a decision.

import { jsonEqual } from "#base/json.ts";
import type { Field } from "#ledger/field.ts";
import { type ViewRecord, seenIn, valueOf } from "#ledger/view.ts";
import { useMe } from "../binding.ts";
import { useDirectory } from "../directory.ts";
import { Inset } from "../ui/inset.tsx";
import styles from "./record-form.module.css";
import { useValueWords } from "./use-value-words.ts";

export function ChangedSince({
  field,
  name,
  seen,
  record,
}: {
  readonly field: Field;
  readonly name: string;
  /** Undefined: there was no record yet when they began. */
  readonly seen: ViewRecord | undefined;
  readonly record: ViewRecord;
}) {
  const me = useMe();
  const { adultName } = useDirectory();
  const words = useValueWords(record.scope);
  if (field.class === "list" || jsonEqual(seen ? valueOf(seen, name) : null, valueOf(record, name))) return null;
  // Of a log it is the amendment that says it, not the entry it belongs to.
  const amended = record.amendments.findLast((one) => one.fields[name] !== undefined);
  const author = record.stamps[amended?.change ?? seenIn(record, name).base]?.author;
  const who = author === me ? "You" : adultName(author);
  return (
    <div className={styles.since}>
      <Inset kind="note">
        <p>
          {who} changed this while you were writing. It says now: {words(field, valueOf(record, name)) || "nothing"}
        </p>
      </Inset>
    </div>
  );
}
