// Suspensions and internal suspensions of a pupil: sanctions, beside the placement and never part of it (C21).

import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import type { ReactNode } from "react";
import { WhereTag } from "../../record/where-tag.tsx";
import { dayWords, momentWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Section } from "../../ui/page.tsx";
import { useMayWrite } from "../../use-may-write.ts";
import { useMoment } from "../../use-moment.ts";
import { suspensionTitle } from "./log-words.ts";
import { usePupil } from "./pupil-context.ts";
import styles from "./suspensions.module.css";
import { useDefinition } from "./use-records.ts";
import { useSay } from "./use-say.ts";

interface SanctionsProps {
  readonly title: string;
  /** On the button that begins a new one, where this adult may write it. */
  readonly add: string;
  readonly type: string;
  readonly records: readonly ViewRecord[];
  readonly row: (record: ViewRecord) => ReactNode;
}

function Sanctions({ title, add, type, records, row }: SanctionsProps) {
  const { scope, base } = usePupil();
  const mine = useMayWrite()(useDefinition(type), scope) !== "no";
  return (
    <Section
      title={title}
      aside={
        mine && (
          <LinkButton kind="quiet" to={`${base}/new/${type}`}>
            {add}
          </LinkButton>
        )
      }
    >
      {records.length === 0 ? (
        <p className={styles.none}>None recorded.</p>
      ) : (
        <RowList label={title}>
          {records.map((one) => (
            <RowLink key={one.id} to={`${base}/record/${one.id}`} end={<WhereTag of={one} />}>
              {row(one)}
            </RowLink>
          ))}
        </RowList>
      )}
    </Section>
  );
}

export function Suspensions({ suspensions }: { readonly suspensions: readonly ViewRecord[] }) {
  const { today } = useMoment();
  const say = useSay(suspensions[0]?.scope);
  const { fields } = useDefinition("suspension");
  const words = (record: ViewRecord, name: string): string => {
    const field = fields[name];
    return field ? say.value(field, valueOf(record, name)) : "";
  };
  return (
    <Sanctions
      title="Suspensions"
      add="Record a suspension"
      type="suspension"
      records={suspensions}
      row={(one) => (
        <>
          <span>{suspensionTitle(one, words(one, "category"))}</span>
          <span className={styles.none}>
            {[dayWords(textOf(one, "start"), today), words(one, "reasons")].filter(Boolean).join(". ")}
          </span>
        </>
      )}
    />
  );
}

export function InternalSuspensions({ suspensions }: { readonly suspensions: readonly ViewRecord[] }) {
  const { today } = useMoment();
  const ended = (one: ViewRecord): string =>
    textOf(one, "until") === "" ? "" : ` to ${momentWords(textOf(one, "until"), today)}`;
  return (
    <Sanctions
      title="Internal suspensions"
      add="Record an internal suspension"
      type="internal-suspension"
      records={suspensions}
      row={(one) => (
        <>
          <span>{`${momentWords(textOf(one, "from"), today)}${ended(one)}`}</span>
          <span className={styles.none}>
            {[
              textOf(one, "place"),
              textOf(one, "parentToldAt") === "" ? "Parents not told yet" : "",
              valueOf(one, "couldLeave") === null ? "Not said yet if they could leave" : "",
            ]
              .filter(Boolean)
              .join(". ")}
          </span>
        </>
      )}
    />
  );
}
