// Special educational needs: the rounds of assess, plan, do and review, and what a device of one's own may know.

import { areasOfNeed, apdrSteps, senOutcomes } from "#casework/codes/sen.ts";
import { labelOf } from "#ledger/code-list.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { Link } from "react-router";
import { useDirectory } from "../../directory.ts";
import { WhereTag } from "../../record/where-tag.tsx";
import { dateWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useWords } from "../../use-words.ts";
import { type Cycle, apdrCycles } from "./apdr-cycles.ts";
import { CircumstancesSection } from "./circumstances-section.tsx";
import { usePupil } from "./pupil-context.ts";
import { ReviewDate } from "./review-date.tsx";
import { SubPage } from "./sub-page.tsx";
import styles from "./support-page.module.css";
import { useRecords } from "./use-records.ts";

export function SupportPage() {
  const { scope, base } = usePupil();
  const notes = useRecords(scope, ["sen-note"]);
  if (notes === undefined) return <Loading />;
  const cycles = apdrCycles(notes);
  return (
    <SubPage
      title="Support"
      lead="Assess, plan, do, review: each round with what was expected and what came of it."
      aside={cycles.length > 0 && <LinkButton to={`${base}/new/sen-note`}>Add a SEN note</LinkButton>}
    >
      {cycles.length === 0 && (
        <EmptyState
          title="No SEN notes yet"
          action={
            <LinkButton kind="primary" to={`${base}/new/sen-note`}>
              Add a SEN note
            </LinkButton>
          }
        >
          Begin with what was found out: what is hard, what goes well, who says so.
        </EmptyState>
      )}
      {cycles.map((cycle) => (
        <CycleCard key={cycle.key} cycle={cycle} base={base} />
      ))}
      <CircumstancesSection />
    </SubPage>
  );
}

function CycleCard({ cycle, base }: { readonly cycle: Cycle; readonly base: string }) {
  const dates = cycle.from === cycle.to ? dateWords(cycle.from) : `${dateWords(cycle.from)} to ${dateWords(cycle.to)}`;
  return (
    <SummaryCard
      title={cycle.area === "" ? "Special educational needs" : labelOf(areasOfNeed, cycle.area)}
      level={3}
      aside={<span className={styles.soft}>{dates}</span>}
      body={
        <div className={styles.round}>
          {cycle.notes.map((note) => (
            <NoteBlock key={note.id} note={note} base={base} />
          ))}
          {cycle.reviewOn !== "" && (
            <p className={styles.next}>
              <span className={styles.soft}>Look at this again</span>
              <ReviewDate day={cycle.reviewOn} />
            </p>
          )}
        </div>
      }
    />
  );
}

function NoteBlock({ note, base }: { readonly note: ViewRecord; readonly base: string }) {
  const { adultName } = useDirectory();
  const { say } = useWords();
  const text = (field: string): string => textOf(note, field);
  const author = note.stamps[note.created]?.author;
  const outcome = text("outcome");
  return (
    <article className={styles.note}>
      <div className={styles.head}>
        <h4>
          <Link to={`${base}/record/${note.id}`} className={styles.link}>
            {text("step") === "" ? "Note" : labelOf(apdrSteps, text("step"))}
          </Link>
        </h4>
        {outcome !== "" && <Tag tone="neutral">{labelOf(senOutcomes, outcome)}</Tag>}
        {note.amendments.some((one) => one.how === "amended") && <Tag tone="quiet">Edited</Tag>}
        <WhereTag of={note} />
      </div>
      <p className={styles.soft}>
        {adultName(author)}, {dateWords(text("on"))}
      </p>
      {text("provision") !== "" && <p className={styles.provision}>{text("provision")}</p>}
      <p className={styles.words}>{text("note")}</p>
      {text("expected") !== "" && (
        <p className={styles.words}>
          <span className={styles.soft}>Expected: </span>
          {text("expected")}
        </p>
      )}
      {text("pupilView") !== "" && (
        <p className={styles.words}>
          <span className={styles.soft}>{say("In the pupil’s words: ")}</span>
          {text("pupilView")}
        </p>
      )}
      {text("homeView") !== "" && (
        <p className={styles.words}>
          <span className={styles.soft}>Home says: </span>
          {text("homeView")}
        </p>
      )}
    </article>
  );
}
