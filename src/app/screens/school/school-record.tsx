// The form of one record of the school, new or there already; how it is taken out of use; and for an adult, their
// invitation and the end of their account.

import type { JsonObject } from "#base/json.ts";
import { editRecord } from "#casework/commands/edit-record.ts";
import { type RecordId, SCHOOL_SCOPE } from "#ledger/names.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, valueOf } from "#ledger/view.ts";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useCommit, useDevice, useMe, useWatch } from "../../binding.ts";
import { useWord } from "../../online/use-word.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Card, Page, Row, Section } from "../../ui/page.tsx";
import NotFound from "../more/not-found.tsx";
import { useMayWrite } from "../../use-may-write.ts";
import { AccountOf } from "./account-of.tsx";
import { EndAccount } from "./end-account.tsx";
import { Invitation } from "./invitation.tsx";
import { partFault } from "./part-faults.ts";
import { ServerRefused } from "./server-refused.tsx";
import { type SchoolPartWords, isResting, nextOrder, partAt, titleOf } from "./school-parts.ts";

export function SchoolRecord() {
  const { part: path, id } = useParams();
  const part = partAt(path);
  const all = useWatch(part === undefined ? null : { kind: "records", scope: SCHOOL_SCOPE, types: [part.type] });
  if (part === undefined) return <NotFound />;
  if (all === undefined) return <Loading />;
  const inUse = all.filter((one) => !isResting(part, one));
  if (id === undefined) return <Form part={part} others={inUse} known={begun(part, nextOrder(all))} />;
  const record = all.find((one) => one.id === (id as RecordId));
  return record === undefined ? (
    <Page title={part.title} back={{ to: `/school/${part.path}`, words: part.title }}>
      <EmptyState title="This record is not on this tablet" />
    </Page>
  ) : (
    <Form key={id} part={part} record={record} others={inUse.filter((one) => one.id !== id)} />
  );
}

/** What a new one begins with, asked or not. */
function begun(part: SchoolPartWords, order: number): JsonObject {
  if (part.ordered) return part.type === "category" ? { order, tone: "neutral" } : { order };
  if (part.type === "adult") return { active: true };
  return part.type === "school-period" ? { kind: "lesson" } : {};
}

interface FormProps {
  readonly part: SchoolPartWords;
  readonly record?: ViewRecord;
  readonly known?: JsonObject;
  /** The others of the list that are in use. */
  readonly others: readonly ViewRecord[];
}

function Form({ part, record, known, others }: FormProps) {
  const definition = useDevice().schema.definitions[part.type];
  const navigate = useNavigate();
  const me = useMe();
  const word = useWord();
  const may = useMayWrite();
  const [no, setNo] = useState<Refusal | undefined>();
  const back = `/school/${part.path}`;
  if (!definition) return <NotFound />;
  // Their places and whether they are in use have buttons of their own.
  const own = ["order", part.rest.field];
  return (
    <Page title={record ? titleOf(record) : part.add} back={{ to: back, words: part.title }} narrow>
      <Card>
        <RecordForm
          definition={definition}
          record={record}
          only={Object.keys(definition.fields).filter((name) => !own.includes(name))}
          known={known}
          check={(fields) => partFault(part.type, fields, others)}
          first={async (fields, seen) => {
            if (part.type !== "adult" || !seen || valueOf(seen, "role") === fields["role"]) return undefined;
            const refused = await word();
            setNo(refused);
            return refused;
          }}
          draft={{
            key: record ? `edit/${part.type}/${record.id}` : `new/${part.type}`,
            what: record ? `${part.title}: ${titleOf(record)}` : part.add,
            path: `${back}/${record?.id ?? "new"}`,
          }}
          onDone={() => void navigate(back)}
          onCancel={() => void navigate(back)}
        />
      </Card>
      {no && <ServerRefused refusal={no} title="Nothing was saved" />}
      {record && part.type === "adult" && record.id !== (me as string) && !isResting(part, record) && (
        <Invitation adult={record} />
      )}
      {record && part.type === "adult" && record.id !== (me as string) && (
        <AccountOf key={`account ${record.id}`} adult={record} />
      )}
      {record && part.type === "adult" && record.id !== (me as string) && <EndAccount key={record.id} adult={record} />}
      {record && record.id !== (me as string) && may(definition) !== "no" && <Rest part={part} record={record} />}
    </Page>
  );
}

/** Out of use, or in use again: never deleted, so that old logs keep their words and their names. */
function Rest({ part, record }: { readonly part: SchoolPartWords; readonly record: ViewRecord }) {
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState<string | undefined>();
  const resting = isResting(part, record);
  const { field, value, words, again } = part.rest;
  const turn = async (): Promise<void> => {
    const done = await commit(editRecord, { seen: record, to: { [field]: resting ? !value : value } });
    setFault(isRefusal(done) ? done.sentence : undefined);
  };
  return (
    <Section title={resting ? words : "Out of use"} hint={resting ? part.rest.restingHint : part.rest.hint}>
      {fault !== undefined && (
        <div role="alert">
          <Inset kind="problem" title="That was not saved">
            <p>{fault}</p>
          </Inset>
        </div>
      )}
      <Row>
        <Button disabled={busy} onClick={() => void turn()}>
          {resting ? again : words}
        </Button>
      </Row>
    </Section>
  );
}
