// Suspensions of a pupil: beside the placement, never part of it.

import { type ViewRecord, textOf } from "#ledger/view.ts";
import { WhereTag } from "../../record/where-tag.tsx";
import { dayWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Section } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { suspensionTitle } from "./log-words.ts";
import styles from "./suspensions.module.css";
import { useDefinition } from "./use-records.ts";
import { useSay } from "./use-say.ts";

export function Suspensions({
  suspensions,
  base,
}: {
  readonly suspensions: readonly ViewRecord[];
  readonly base: string;
}) {
  const { today } = useMoment();
  const say = useSay(suspensions[0]?.scope);
  const { fields } = useDefinition("suspension");
  const words = (record: ViewRecord, name: string): string => {
    const field = fields[name];
    return field ? say.value(field, record.fields[name]?.value ?? null) : "";
  };
  return (
    <Section
      title="Suspensions"
      aside={
        <LinkButton kind="quiet" to={`${base}/new/suspension`}>
          Record a suspension
        </LinkButton>
      }
    >
      {suspensions.length === 0 ? (
        <p className={styles.none}>None recorded.</p>
      ) : (
        <RowList label="Suspensions">
          {suspensions.map((one) => (
            <RowLink key={one.id} to={`${base}/record/${one.id}`} end={<WhereTag of={one} />}>
              <span>{suspensionTitle(one, words(one, "category"))}</span>
              <span className={styles.none}>
                {[dayWords(textOf(one, "start"), today), words(one, "reasons")].filter(Boolean).join(". ")}
              </span>
            </RowLink>
          ))}
        </RowList>
      )}
    </Section>
  );
}
