// The pupil's own timetable: which lesson stands in each period, also when it is missed. Today takes from it which lesson
// that is, who teaches it, and in which periods the room expects the pupil (C18, C36).

import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { useDirectory } from "../../directory.ts";
import { WhereTag } from "../../record/where-tag.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Section } from "../../ui/page.tsx";
import { useMayWrite } from "../../use-may-write.ts";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { usePupil } from "./pupil-context.ts";
import { slotFacts, slotTitle, slotsInOrder } from "./slot-words.ts";
import styles from "./suspensions.module.css";
import { useDefinition, useRecords } from "./use-records.ts";
import { useSay } from "./use-say.ts";

export function TimetableSection() {
  const { scope, base } = usePupil();
  const definition = useDefinition("timetable-slot");
  const slots = useRecords(scope, ["timetable-slot"]);
  const { periodById } = useDirectory();
  const { today } = useMoment();
  const words = useWords();
  const mine = useMayWrite()(definition, scope) !== "no";
  if (slots === undefined) return null;
  const ordered = slotsInOrder(slots, periodById);
  const isOver = (slot: ViewRecord): boolean => textOf(slot, "until") !== "" && textOf(slot, "until") < today;
  const over = ordered.filter(isOver);
  const now = ordered.filter((slot) => !isOver(slot));
  return (
    <Section
      title="Lessons"
      hint={`The ${words.pupil}’s own timetable. Today says from it which lesson is missed, and whom the room expects.`}
      aside={
        mine && (
          <LinkButton kind="quiet" to={`${base}/new/timetable-slot`}>
            Add a lesson
          </LinkButton>
        )
      }
    >
      {now.length === 0 ? <p className={styles.none}>None yet.</p> : <Slots label="Lessons" slots={now} />}
      {over.length > 0 && (
        <Disclosure words={`Earlier (${over.length})`}>
          <Slots label="Earlier lessons" slots={over} />
        </Disclosure>
      )}
    </Section>
  );
}

function Slots({ label, slots }: { readonly label: string; readonly slots: readonly ViewRecord[] }) {
  const { scope, base } = usePupil();
  const { fields } = useDefinition("timetable-slot");
  const { periodById } = useDirectory();
  const say = useSay(scope);
  const where = fields["where"];
  return (
    <RowList label={label}>
      {slots.map((slot) => (
        <RowLink key={slot.id} to={`${base}/record/${slot.id}`} end={<WhereTag of={slot} />}>
          <span>{slotTitle(slot, periodById)}</span>
          <span className={styles.none}>{slotFacts(slot, where ? say.value(where, valueOf(slot, "where")) : "")}</span>
        </RowLink>
      ))}
    </RowList>
  );
}
