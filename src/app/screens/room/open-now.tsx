// What is open in the room and cannot wait: who left and is not found, who was removed from a lesson and is not back or
// whose parents do not know, and whose place nobody knows. Above the list until it is done.

import type { ScopeId } from "#ledger/names.ts";
import { slimsOf } from "../../directory.ts";
import { type RoomRow, notFound, openRemovals } from "../today/room-rows.ts";
import { DontKnowCard } from "./dont-know-card.tsx";
import { LeftCard } from "./left-card.tsx";
import styles from "./open-now.module.css";
import { RemovalCard } from "./removal-card.tsx";

export default function OpenNow({ rows }: { readonly rows: readonly RoomRow[] }) {
  const each = rows.map((row) => ({ row, scope: row.entry.scope as ScopeId, fields: row.entry.pupil.fields }));
  return (
    <section className={styles.open} aria-label="Open now">
      <h2 className="visually-hidden">Open now</h2>
      {each.flatMap(({ row, scope, fields }) =>
        notFound(row.entry).map((left) => <LeftCard key={left.id} left={left} scope={scope} pupil={fields} />),
      )}
      {each.flatMap(({ row, scope, fields }) => {
        const said = slimsOf(row.entry, "whereabouts").find(({ id }) => id === row.where.record);
        return row.where.state === "dont-know" && said
          ? [<DontKnowCard key={said.id} said={said} scope={scope} pupil={fields} />]
          : [];
      })}
      {each.flatMap(({ row, scope, fields }) =>
        openRemovals(row.entry).map((removal) => (
          <RemovalCard key={removal.id} removal={removal} scope={scope} pupil={fields} />
        )),
      )}
    </section>
  );
}
