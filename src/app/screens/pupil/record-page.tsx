// One record by itself: a log, a note, a contact, a milestone. Its values with their histories, and the ways to
// correct it: nothing is erased, a withdrawn record can be brought back.

import { restoreRecord } from "#casework/commands/withdraw-record.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { RecordId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, createdBy, whenOf } from "#ledger/view.ts";
import { History, NotebookPen, PenLine, Undo2 } from "lucide-react";
import { useState } from "react";
import { useParams } from "react-router";
import { useCommit, useDevice, useWatch } from "../../binding.ts";
import { AmendSheet, WithdrawSheet } from "../../record/record-sheets.tsx";
import { WhereTag } from "../../record/where-tag.tsx";
import { momentWords, stampMoment } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { useMayWrite } from "../../use-may-write.ts";
import { FieldFacts, isEmpty } from "./field-facts.tsx";
import { editPath, homeOf } from "./homes.ts";
import { logTitle, nameOf } from "./log-words.ts";
import { usePupil } from "./pupil-context.ts";
import { RecordHistorySheet } from "./record-history-sheet.tsx";
import { SubPage } from "./sub-page.tsx";
import { useSay } from "./use-say.ts";

export function RecordPage() {
  const { record: id = "" } = useParams();
  const { scope } = usePupil();
  const { schema } = useDevice();
  const record = useWatch({ kind: "record", id: id as RecordId, scope });
  if (record === undefined) return <Loading />;
  const definition = record === null ? undefined : schema.definitions[record.type];
  if (record === null || !definition)
    return (
      <EmptyState title="This record is not on this tablet">It may not have arrived yet, or was never here.</EmptyState>
    );
  return <OneRecord record={record} definition={definition} />;
}

type Open = "history" | "amend" | "withdraw" | undefined;

function OneRecord({ record, definition }: { readonly record: ViewRecord; readonly definition: RecordDefinition }) {
  const { base } = usePupil();
  const say = useSay(record.scope);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const made = createdBy(record);
  const isLog = definition.mode === "log";
  const mine = useMayWrite()(definition, record.scope) !== "no";
  const title = isLog ? logTitle(record, definition, say) : nameOf(record, definition, say) || definition.label;
  const written = made ? `${say.adult(made.author)}, ${momentWords(stampMoment(made.at), say.today)}` : "";
  const happened = isLog ? momentWords(whenOf(record, definition), say.today) : "";
  return (
    <SubPage
      title={title}
      lead={isLog ? `${happened}. Written by ${written}.` : `Added by ${written}.`}
      back={homeOf(base, record.type)}
      aside={<WhereTag of={record} showSent />}
    >
      {record.withdrawn ? (
        <Withdrawn record={record} mine={mine} />
      ) : (
        <Row>
          {!mine ? null : isLog ? (
            <Button icon={PenLine} onClick={() => setOpen("amend")}>
              Add or correct
            </Button>
          ) : (
            <LinkButton icon={PenLine} to={editPath(base, record.id)}>
              Change
            </LinkButton>
          )}
          {mine && record.type === "behaviour-log" && (
            <LinkButton icon={NotebookPen} to={`${base}/behaviour/${record.id}`}>
              In depth
            </LinkButton>
          )}
          {mine && (
            <Button kind="quiet" icon={Undo2} onClick={() => setOpen("withdraw")}>
              Take back
            </Button>
          )}
          <Button kind="quiet" icon={History} onClick={() => setOpen("history")}>
            History
          </Button>
        </Row>
      )}
      {definition.layout
        .filter((section) => section.fields.some((name) => !isEmpty(record, name)))
        .map((section) => (
          <SummaryCard
            key={section.title}
            title={section.title}
            level={3}
            body={<FieldFacts record={record} definition={definition} section={section} onlyFilled />}
          />
        ))}
      {open === "history" && <RecordHistorySheet record={record} onClose={close} />}
      {open === "amend" && <AmendSheet record={record} definition={definition} onClose={close} />}
      {open === "withdraw" && <WithdrawSheet record={record} definition={definition} onClose={close} />}
    </SubPage>
  );
}

function Withdrawn({ record, mine }: { readonly record: ViewRecord; readonly mine: boolean }) {
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState<string | undefined>();
  const bringBack = async (): Promise<void> => {
    const done = await commit(restoreRecord, { seen: record });
    setFault(isRefusal(done) ? done.sentence : undefined);
  };
  return (
    <Inset kind="plain" title="Withdrawn">
      <p>{record.withdrawn?.reason}</p>
      {fault !== undefined && <p role="alert">{fault}</p>}
      {mine && (
        <Row>
          <Button disabled={busy} onClick={() => void bringBack()}>
            Bring back
          </Button>
        </Row>
      )}
    </Inset>
  );
}
