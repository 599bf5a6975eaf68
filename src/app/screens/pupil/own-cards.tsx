// What stands in the pupil's own record: what a first-aider must know, and the names and dates.

import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { LinkButton } from "../../ui/button.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import styles from "./overview.module.css";
import { useDefinition } from "./use-records.ts";
import { useSay } from "./use-say.ts";

/** Without `base` nothing can be changed from here. */
export function FirstAidCard({ pupil, base }: { readonly pupil: ViewRecord | undefined; readonly base?: string }) {
  const words = pupil ? textOf(pupil, "firstAid") : "";
  return (
    <SummaryCard
      title="First aid"
      aside={
        pupil &&
        base !== undefined && (
          <LinkButton kind="quiet" to={`${base}/record/${pupil.id}/edit/first-aid`}>
            Change<span className="visually-hidden">: First aid</span>
          </LinkButton>
        )
      }
      body={
        words === "" ? (
          <p className={styles.until}>Nothing a first-aider must know is written here.</p>
        ) : (
          <p className={styles.firstAid}>{words}</p>
        )
      }
    />
  );
}

/** Likewise. */
export function DetailsCard({ pupil, base }: { readonly pupil: ViewRecord; readonly base?: string }) {
  const say = useSay(pupil.scope);
  const definition = useDefinition("pupil");
  const words = (name: string): string => {
    const field = definition.fields[name];
    return field ? say.value(field, valueOf(pupil, name)) : "";
  };
  const facts = [
    ["Name on paper", [words("givenName"), words("familyName")].join(" ")],
    ["Date of birth", words("birthDate")],
    ["Key adults", words("keyAdults")],
  ] as const;
  return (
    <SummaryCard
      title="Details"
      aside={
        base !== undefined && (
          <LinkButton kind="quiet" to={`${base}/record/${pupil.id}/edit`}>
            Change<span className="visually-hidden">: Details</span>
          </LinkButton>
        )
      }
      body={
        <dl className={styles.details}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value || "Not entered"}</dd>
            </div>
          ))}
        </dl>
      }
    />
  );
}
