// One part of the school: the school day, the categories, the templates or the adults. The whole row opens its form.

import { judgingWordIn } from "#casework/neutral-words.ts";
import { type OwnRecord, ownRecordIn } from "#casework/own-record-words.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { type ReactNode, useState } from "react";
import { useParams } from "react-router";
import { useDevice, useWatch } from "../../binding.ts";
import { NotYours } from "../../record/not-yours.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Row, Section, Stack } from "../../ui/page.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { useMayWrite } from "../../use-may-write.ts";
import { useWords } from "../../use-words.ts";
import NotFound from "../more/not-found.tsx";
import { PartOrder } from "./part-order.tsx";
import { PartStarter } from "./part-starter.tsx";
import { type SchoolPartWords, factsOf, inPartOrder, isResting, partAt, titleOf } from "./school-parts.ts";
import styles from "./school-part.module.css";

/** As many categories stand as buttons; the rest is under "More" (screens/today/category-chips.tsx). */
const BUTTONS = 8;

export function SchoolPart() {
  const { part: path } = useParams();
  const part = partAt(path);
  return part === undefined ? <NotFound /> : <Part key={part.path} part={part} />;
}

function Part({ part }: { readonly part: SchoolPartWords }) {
  const all = useWatch({ kind: "records", scope: SCHOOL_SCOPE, types: [part.type] });
  const [ordering, setOrdering] = useState(false);
  const may = useMayWrite();
  const words = useWords();
  const definition = useDevice().schema.definitions[part.type];
  if (all === undefined || !definition) return <Loading />;
  const mine = may(definition) !== "no";
  const records = inPartOrder(part, all);
  const inUse = records.filter((record) => !isResting(part, record));
  const resting = records.filter((record) => isResting(part, record));
  return (
    <Page title={part.title} lead={words.say(part.lead)} back={{ to: "/school", words: "Your school" }}>
      {!mine && <NotYours definition={definition} unsure={false} />}
      {records.length === 0 && (mine ? <PartStarter part={part} /> : <EmptyState title={part.empty} />)}
      {ordering ? (
        <PartOrder
          label={part.title}
          records={inUse}
          placeWords={(at) =>
            part.type === "category" && at >= BUTTONS ? <span className={styles.quiet}> (under More)</span> : null
          }
          onDone={() => setOrdering(false)}
        />
      ) : (
        inUse.length > 0 && (
          <Stack>
            {mine && (
              <Row>
                <LinkButton kind="primary" to={`/school/${part.path}/new`}>
                  {part.add}
                </LinkButton>
                {part.ordered && inUse.length > 1 && (
                  <Button onClick={() => setOrdering(true)}>Change the order</Button>
                )}
                {part.list !== undefined && <LinkButton to={`/school/import/${part.list}`}>Bring in a list</LinkButton>}
              </Row>
            )}
            <InUse part={part} records={inUse} />
          </Stack>
        )
      )}
      {resting.length > 0 && !ordering && (
        <Disclosure words={`${part.rest.words} (${resting.length})`}>
          <Rows part={part} label={part.rest.words} records={resting} />
        </Disclosure>
      )}
    </Page>
  );
}

function InUse({
  part,
  records,
}: {
  readonly part: SchoolPartWords;
  readonly records: readonly ViewRecord[];
}): ReactNode {
  if (part.type !== "category" || records.length <= BUTTONS)
    return <Rows part={part} label={part.title} records={records} />;
  return (
    <>
      <Section title="Buttons" hint="They stand on the log sheet in this order.">
        <Rows part={part} label="Buttons" records={records.slice(0, BUTTONS)} />
      </Section>
      <Section title="Under More">
        <Rows part={part} label="Under More" records={records.slice(BUTTONS)} />
      </Section>
    </>
  );
}

/** A log that may be taken for another record [C55]. */
const MEANT: { readonly [Meant in OwnRecord]: string } = {
  "left-room":
    "This makes a log only. Who left the room is looked for when “Left the room” is tapped, under these buttons or on Today.",
  arrival:
    "This makes a log only. That somebody came from a lesson or was removed from it is said with “Came from a lesson”, under these buttons, or “Add arrival” on Today.",
};

interface RowsProps {
  readonly part: SchoolPartWords;
  readonly label: string;
  readonly records: readonly ViewRecord[];
}

function Rows({ part, label, records }: RowsProps) {
  const device = useDevice();
  const definition = device.schema.definitions[part.type];
  if (!definition) return null;
  return (
    <RowList label={label}>
      {records.map((record) => {
        const facts = factsOf(definition, record);
        const label = part.type === "category" ? textOf(record, "label") : "";
        const judging = judgingWordIn(label);
        const meant = ownRecordIn(label);
        return (
          <RowLink
            key={record.id}
            to={`/school/${part.path}/${record.id}`}
            end={<StatusTag where={device.whereIs(record)} />}
          >
            <span className={styles.name}>{titleOf(record)}</span>
            {facts !== "" && <span className={styles.quiet}>{facts}</span>}
            {meant && <span className={styles.judging}>{MEANT[meant]}</span>}
            {judging && (
              <span className={styles.judging}>
                “{judging.word}” says what somebody thinks. What was seen? For example: {judging.instead}.
              </span>
            )}
          </RowLink>
        );
      })}
    </RowList>
  );
}
