// What waits for a person: the cards, one after the other. A card that was decided stays where it stood, with its
// Undo, until this page is left.

import type { ChangeId, RecordId, ScopeId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useState } from "react";
import { Link } from "react-router";
import { useDevice, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { DecisionCardView } from "./decision-card.tsx";
import styles from "./decisions-screen.module.css";
import { type Waiting, waitingIn } from "./waiting-decisions.ts";

export function DecisionsScreen() {
  const summaries = useWatch({ kind: "summaries" });
  const [sitting, setSitting] = useState<readonly Waiting[]>([]);
  if (summaries === undefined) return <Loading />;
  const open = waitingIn(summaries);
  // What was open when the page was opened, or has come since, in the order it came.
  const fresh = open.filter((one) => !sitting.some((held) => held.record === one.record));
  if (fresh.length > 0) setSitting([...sitting, ...fresh]);
  const left = open.reduce((sum, one) => sum + one.count, 0);
  const all = [...sitting, ...fresh];
  return (
    <Page
      title="Decisions"
      lead={left === 0 ? undefined : left === 1 ? "One thing to decide." : `${left} things to decide.`}
      narrow
    >
      {all.length === 0 ? (
        <EmptyState title="Nothing to decide" action={<LinkButton to="/today">Back to Today</LinkButton>}>
          When two adults change the same thing without seeing each other's words, both are kept and you choose here.
        </EmptyState>
      ) : (
        <div className={styles.cards}>
          {byScope(all).map(([scope, held]) => (
            <PupilDecisions key={scope} scope={scope} waiting={held} />
          ))}
        </div>
      )}
      {all.length > 0 && left === 0 && <p className={styles.done}>Done. Nothing else to decide.</p>}
    </Page>
  );
}

function byScope(all: readonly Waiting[]): readonly (readonly [ScopeId, readonly Waiting[]])[] {
  const groups = new Map<ScopeId, Waiting[]>();
  for (const one of all) groups.set(one.scope, [...(groups.get(one.scope) ?? []), one]);
  return [...groups];
}

function PupilDecisions({ scope, waiting }: { readonly scope: ScopeId; readonly waiting: readonly Waiting[] }) {
  const { pupilById } = useDirectory();
  const names = useNames();
  const pupil = pupilById.get(scope);
  return (
    <section className={styles.pupil} aria-label={pupil ? names.pupil(pupil.pupil.fields) : "Your school"}>
      <h2 className={styles.name}>
        {pupil ? <Link to={`/pupils/${scope}`}>{names.pupil(pupil.pupil.fields)}</Link> : "Your school"}
      </h2>
      {waiting.map((one) => (
        <RecordDecisions key={one.record} id={one.record} scope={one.scope} />
      ))}
    </section>
  );
}

/** The decisions of one record: those that wait, and those decided while this page is open. */
function RecordDecisions({ id, scope }: { readonly id: RecordId; readonly scope: ScopeId }) {
  const record = useWatch({ kind: "record", id, scope });
  const [shown, setShown] = useState<readonly ChangeId[]>([]);
  if (!record) return null;
  const open = record.decisions.filter((one) => one.state === "open").map((one) => one.id);
  const fresh = open.filter((one) => !shown.includes(one));
  if (fresh.length > 0) setShown([...shown, ...fresh]);
  return <Cards record={record} ids={[...shown, ...fresh]} />;
}

function Cards({ record, ids }: { readonly record: ViewRecord; readonly ids: readonly ChangeId[] }) {
  const { schema } = useDevice();
  const definition = schema.definitions[record.type];
  if (!definition) return null;
  return (
    <>
      {ids.map((id) => {
        const decision = record.decisions.find((one) => one.id === id);
        return decision && <DecisionCardView key={id} record={record} decision={decision} definition={definition} />;
      })}
    </>
  );
}
