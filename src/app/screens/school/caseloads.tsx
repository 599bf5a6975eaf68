// Who works with whom, and from when to when: what an adult may see follows from it. Room staff need none, because the
// room's pupils are theirs; nor do those who see every pupil.

import { SCHOOL_SCOPE } from "#ledger/names.ts";
import type { Refusal } from "#ledger/refusal.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useDevice, useOpen, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useWord } from "../../online/use-word.ts";
import { NotYours } from "../../record/not-yours.tsx";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { dateWords } from "../../text/dates.ts";
import { count, listWords } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Card, Page, Row } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMayWrite } from "../../use-may-write.ts";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import NotFound from "../more/not-found.tsx";
import { ServerRefused } from "./server-refused.tsx";
import styles from "./school-part.module.css";

const BACK = "/school/caseloads";
/** So many pupils are named in a row; the rest is counted. */
const NAMED = 3;

function useCaseloads(): readonly ViewRecord[] | undefined {
  return useWatch({ kind: "records", scope: SCHOOL_SCOPE, types: ["caseload"] });
}

export function Caseloads() {
  const definition = useDevice().schema.definitions["caseload"];
  const { deviceKind } = useOpen();
  const words = useWords();
  const { today } = useMoment();
  const may = useMayWrite();
  const all = useCaseloads();
  if (!definition) return <NotFound />;
  if (all === undefined) return <Loading />;
  const over = all.filter((one) => textOf(one, "until") !== "" && textOf(one, "until") < today);
  const running = all.filter((one) => !over.includes(one));
  const mine = may(definition) !== "no";
  return (
    <Page
      title="Who works with whom"
      lead={`Which ${words.pupils} an adult works with, from the first day to the last. The room’s adults see the room’s ${words.pupils} without it.`}
      back={{ to: "/school", words: "Your school" }}
    >
      {deviceKind === "shared" ? (
        <EmptyState title="This is not kept on shared tablets">Look at it on a device of your own.</EmptyState>
      ) : (
        <>
          {mine ? (
            <Row>
              <LinkButton kind="primary" to={`${BACK}/new`}>
                Add a caseload
              </LinkButton>
            </Row>
          ) : (
            <NotYours definition={definition} unsure={false} />
          )}
          {running.length === 0 ? (
            <EmptyState title="No caseloads">
              Without one, class teachers see nobody but the {words.pupils} they receive back.
            </EmptyState>
          ) : (
            <Rows label="Caseloads" records={running} />
          )}
          {over.length > 0 && (
            <Disclosure words={`Over (${over.length})`}>
              <Rows label="Caseloads that are over" records={over} />
            </Disclosure>
          )}
        </>
      )}
    </Page>
  );
}

function Rows({ label, records }: { readonly label: string; readonly records: readonly ViewRecord[] }) {
  const { adultName } = useDirectory();
  const { today } = useMoment();
  const sorted = records.toSorted((a, b) =>
    adultName(textOf(a, "adult")).localeCompare(adultName(textOf(b, "adult")), "en-GB"),
  );
  return (
    <RowList label={label}>
      {sorted.map((one) => (
        <RowLink
          key={one.id}
          to={`${BACK}/${one.id}`}
          end={textOf(one, "from") > today && <Tag tone="quiet">Not yet</Tag>}
        >
          <span className={styles.name}>{adultName(textOf(one, "adult"))}</span>
          <Whom record={one} />
          <span className={styles.quiet}>{daysOf(one)}</span>
        </RowLink>
      ))}
    </RowList>
  );
}

function Whom({ record }: { readonly record: ViewRecord }) {
  const { pupilById } = useDirectory();
  const names = useNames();
  const words = useWords();
  const several = (field: string): readonly string[] => {
    const value = valueOf(record, field);
    return Array.isArray(value) ? value.map(String) : [];
  };
  const pupils = several("pupils");
  const named = pupils
    .slice(0, NAMED)
    .map((id) => names.pupil(pupilById.get(id)?.pupil.fields) || `another ${words.pupil}`);
  const rest = pupils.length - named.length;
  const told = [
    ...several("years").map((year) => `Year ${year}`),
    ...named,
    ...(rest > 0 ? [count(rest, `more ${words.pupil}`, `more ${words.pupils}`)] : []),
  ];
  return <span>{told.length === 0 ? `No ${words.pupils} chosen yet` : listWords(told)}</span>;
}

function daysOf(record: ViewRecord): string {
  const [from, until, reason] = ["from", "until", "reason"].map((field) => textOf(record, field));
  const days = until ? `${dateWords(from ?? "")} to ${dateWords(until)}` : `Since ${dateWords(from ?? "")}`;
  return reason ? `${days} · ${reason}` : days;
}

export function CaseloadForm() {
  const { id } = useParams();
  const definition = useDevice().schema.definitions["caseload"];
  const navigate = useNavigate();
  const { today } = useMoment();
  const all = useCaseloads();
  const word = useWord();
  const [no, setNo] = useState<Refusal | undefined>();
  if (!definition) return <NotFound />;
  if (all === undefined) return <Loading />;
  const record = id === undefined ? undefined : all.find((one) => one.id === (id as string));
  const done = (): void => void navigate(BACK);
  return (
    <Page
      title={id === undefined ? "Add a caseload" : "Caseload"}
      back={{ to: BACK, words: "Who works with whom" }}
      narrow
    >
      {id !== undefined && record === undefined ? (
        <EmptyState title="This record is not on this tablet" />
      ) : (
        <Card>
          <RecordForm
            definition={definition}
            record={record}
            known={record ? undefined : { from: today }}
            first={async () => {
              const refused = await word();
              setNo(refused);
              return refused;
            }}
            draft={{
              key: record ? `edit/caseload/${record.id}` : "new/caseload",
              what: "Caseload",
              path: `${BACK}/${record?.id ?? "new"}`,
            }}
            onDone={done}
            onCancel={done}
          />
        </Card>
      )}
      {no && <ServerRefused refusal={no} title="Nothing was saved" />}
    </Page>
  );
}
