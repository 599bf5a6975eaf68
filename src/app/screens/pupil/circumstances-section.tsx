// Identifiers and circumstances of a pupil: on a device of one's own, for those who may read them; never on a tablet that
// several adults share (A4).

import { mayHold } from "#casework/holding.ts";
import { useOpen } from "../../binding.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Section } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { FieldFacts, isEmpty } from "./field-facts.tsx";
import { editPath } from "./homes.ts";
import { usePupil } from "./pupil-context.ts";
import styles from "./support-page.module.css";
import { useDefinition, useRecords } from "./use-records.ts";

export function CircumstancesSection() {
  const { deviceKind } = useOpen();
  const { scope, base } = usePupil();
  const definition = useDefinition("circumstances");
  const held = mayHold(definition, deviceKind);
  const records = useRecords(scope, ["circumstances"]);
  if (!held)
    return (
      <Inset kind="plain" title="Circumstances are not kept on shared tablets">
        <p>
          SEN provision, UPN, free school meals, care and social worker stand on a device of your own, never on a tablet
          that several adults pick up.
        </p>
      </Inset>
    );
  const record = records?.[0];
  return (
    <Section
      title="Circumstances"
      aside={
        records !== undefined &&
        record === undefined && <LinkButton to={`${base}/new/circumstances`}>Add circumstances</LinkButton>
      }
    >
      {record === undefined ? (
        <p className={styles.soft}>Nothing is written here yet.</p>
      ) : (
        definition.layout
          .filter((section) => section.fields.some((name) => !isEmpty(record, name)))
          .map((section) => (
            <SummaryCard
              key={section.title}
              title={section.title}
              level={3}
              aside={
                <LinkButton kind="quiet" to={editPath(base, record.id, section)}>
                  Change<span className="visually-hidden">: {section.title}</span>
                </LinkButton>
              }
              body={<FieldFacts record={record} definition={definition} section={section} onlyFilled />}
            />
          ))
      )}
      {record !== undefined && (
        <LinkButton kind="quiet" to={editPath(base, record.id)}>
          Change all circumstances
        </LinkButton>
      )}
    </Section>
  );
}
