// "Worried about safety?" Who hears it and how they are reached, from what stands on the tablet; then that they were
// told: who, when, how. There is no box for what was said, on purpose (C26). Open until it is acknowledged (C27).

import { toldWays } from "#casework/codes/room.ts";
import { tellDsl } from "#casework/commands/tell-dsl.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCommit } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useNewId } from "../../new-id.ts";
import { useLinkOptions } from "../../record/link-options.ts";
import { PickMany } from "../../record/pick-many.tsx";
import { clockWords } from "../../text/dates.ts";
import { capital } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Card, Page, Row, Section, Stack } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { useTakeBack } from "../today/use-take-back.ts";
import { TellNow } from "./tell-now.tsx";
import { ToldList } from "./told-list.tsx";
import { useSafetyContacts } from "./use-safety-contacts.ts";

export default function Safety() {
  const { ready } = useDirectory();
  return (
    <Page title="Worried about safety?" back={{ to: "/today", words: "Today" }} narrow>
      {!ready ? (
        <Loading />
      ) : (
        <Stack gap="loose">
          <TellNow />
          <Telling />
          <ToldList />
        </Stack>
      )}
    </Page>
  );
}

interface Saved {
  readonly words: string;
  /** The record, while it can be taken back here. */
  readonly id?: RecordId;
  readonly scope: ScopeId;
}

function Telling() {
  const [asked] = useSearchParams();
  const newId = useNewId();
  // Made before the tap: two taps make one record.
  const [id, setId] = useState<RecordId>(newId);
  const { leads } = useSafetyContacts();
  const { pupils, adultName } = useDirectory();
  const names = useNames();
  const words = useWords();
  const { localNow } = useMoment();
  const adults = useLinkOptions("adult", undefined);
  const { busy, commit } = useCommit();
  const [pupil, setPupil] = useState<string | null>(asked.get("pupil"));
  const [told, setTold] = useState<string | null>(leads.length === 1 ? (leads[0]?.adult ?? null) : null);
  const [how, setHow] = useState<string | null>(null);
  const [saved, setSaved] = useState<Saved | undefined>();
  const takeBack = useTakeBack();
  const [fault, setFault] = useState<{ readonly sentence: string; readonly field: string } | undefined>();
  const errorOf = (field: string): string | undefined => (fault?.field === field ? fault.sentence : undefined);
  const send = async (): Promise<void> => {
    setSaved(undefined);
    if (pupil === null) return setFault({ sentence: `Say which ${words.pupil} it is about.`, field: "told-pupil" });
    const done = await commit(tellDsl, { pupil: pupil as ScopeId, told: told ?? "", how: how ?? "", id });
    if (isRefusal(done)) return setFault({ sentence: done.sentence, field: `told-${done.field ?? "told"}` });
    setFault(undefined);
    const line = `Saved on this tablet ${clockWords(localNow)}: ${adultName(told ?? undefined)} was told. It stays open until the DSL acknowledges it.`;
    setSaved({ words: line, id, scope: pupil as ScopeId });
    setPupil(null);
    setHow(null);
    setId(newId());
  };
  // Of the wrong pupil, or tapped by mistake: the DSL would look for what was never said.
  const undo = async ({ id: told, scope }: Saved): Promise<void> => {
    if (told === undefined) return;
    const no = await takeBack.withdraw(told, scope);
    setSaved({ words: no ?? "Taken back. Nothing waits for the DSL from this.", scope });
  };
  return (
    <Section title="I have told them" hint="Who was told, when and how. Nothing of what was said.">
      {saved !== undefined && (
        <Inset kind="note">
          <p role="status">{saved.words}</p>
          {saved.id !== undefined && (
            <Row>
              <Button icon={Undo2} onClick={() => void undo(saved)}>
                Undo
              </Button>
            </Row>
          )}
        </Inset>
      )}
      <Card>
        <Form onSend={send} faults={fault === undefined ? [] : [fault]}>
          <PickMany
            id="told-pupil"
            label={`${capital(words.pupil)} it is about`}
            error={errorOf("told-pupil")}
            options={pupils.map(({ scope, pupil: one }) => ({
              value: scope as string,
              label: names.pupil(one.fields),
            }))}
            value={pupil === null ? [] : [pupil]}
            onChange={(chosen) => setPupil(chosen.at(-1) ?? null)}
          />
          {leads.length > 0 ? (
            <ChipRadios
              id="told-told"
              label="Who was told"
              error={errorOf("told-told")}
              options={leads.map(({ adult }) => ({ value: adult, label: adultName(adult) }))}
              value={told}
              onChange={setTold}
            />
          ) : (
            <Select
              id="told-told"
              label="Who was told"
              hint="Your school has not said here who the DSL is."
              error={errorOf("told-told")}
              options={adults}
              value={told}
              onChange={setTold}
              none="Choose one"
            />
          )}
          <ChipRadios
            id="told-how"
            label="How"
            error={errorOf("told-how")}
            options={toldWays.codes.map(({ code, label }) => ({ value: code, label }))}
            value={how}
            onChange={setHow}
          />
          <Row>
            <Button kind="primary" type="submit" disabled={busy}>
              Save that they were told
            </Button>
          </Row>
        </Form>
      </Card>
    </Section>
  );
}
