// Left the room, in two taps: this page, then the pupil. It is saved with the tap; who was told is asked after that.

import { places } from "#casework/codes/day.ts";
import { leaveRoom, tellOfLeaving } from "#casework/commands/leave-room.ts";
import { withdrawRecord } from "#casework/commands/withdraw-record.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, createdBy, textOf } from "#ledger/view.ts";
import { Undo2 } from "lucide-react";
import { useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useCommit, useMe, useWatch } from "../../binding.ts";
import { type PupilEntry, type SchoolFacts, useDirectory } from "../../directory.ts";
import { useNewId } from "../../new-id.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { pastWords, savedWords, stampMoment } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { RowButton, RowList } from "../../ui/list-row.tsx";
import { Page, Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { listWords } from "../../text/words.ts";
import { useWords } from "../../use-words.ts";
import type { RoomRow } from "../today/room-rows.ts";
import { OneTapChoice } from "./one-tap-choice.tsx";
import { stateWords } from "./state-words.ts";
import { useActOn } from "./use-act-on.ts";
import { useRoomRows } from "./use-room-rows.ts";
import { whoToTell } from "./who-to-tell.ts";

/** Whoever may be in the room stands first; nobody is left out but those who are looked for already. */
const order = ({ where, expected }: RoomRow): number =>
  where.sure && (where.state === "here" || where.state === "late") ? 0 : expected ? 1 : 2;

export default function LeftTheRoom() {
  const { pupilById, ready } = useDirectory();
  const words = useWords();
  const names = useNames();
  const newId = useNewId();
  const { localNow } = useMoment();
  const period = useSchoolDay().now;
  const { commit } = useCommit();
  // The id is made before the tap: two taps make one record.
  const [id] = useState<RecordId>(newId);
  // The address says what was saved, so that it stands here again after a lock or a reload.
  const [asked, setAsked] = useSearchParams();
  const entry = pupilById.get(asked.get("pupil") ?? "");
  const saved = asked.get("left") as RecordId | null;
  const writing = useRef(false);
  const [fault, setFault] = useState("");
  const rows = useRoomRows()
    .filter(({ where }) => where.leftOpen === undefined)
    .sort((a, b) => order(a) - order(b));
  const leave = async (row: RoomRow): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const done = await commit(leaveRoom, {
      pupil: row.entry.scope as ScopeId,
      id,
      ...(period === undefined ? {} : { period: period.id }),
    });
    writing.current = false;
    if (isRefusal(done)) setFault(done.sentence);
    else setAsked({ pupil: row.entry.scope, left: id }, { replace: true });
  };
  return (
    <Page
      title="Left the room"
      lead={saved === null ? `Tap the ${words.pupil} who left. It is saved at once.` : undefined}
      back={{ to: "/today", words: "Today" }}
      narrow
    >
      {fault !== "" && (
        <Inset kind="problem" title="Not saved">
          <p>{fault}</p>
        </Inset>
      )}
      {saved !== null && entry ? (
        <Saved key={saved} id={saved} entry={entry} />
      ) : !ready ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState title={`No ${words.pupil} stands in the room’s list`} />
      ) : (
        <RowList label={`Which ${words.pupil} left?`}>
          {rows.map((row) => (
            <RowButton
              key={row.entry.scope}
              onPress={() => void leave(row)}
              end={<span>{row.where.state === "not-said" ? "" : stateWords(row, localNow)}</span>}
            >
              {names.pupil(row.entry.pupil.fields)}
            </RowButton>
          ))}
        </RowList>
      )}
    </Page>
  );
}

/** As the record stands now, not as it was saved: it may be looked at again hours later, by somebody else [C38]. */
function Saved({ id, entry }: { readonly id: RecordId; readonly entry: PupilEntry }) {
  const names = useNames();
  const directory = useDirectory();
  const navigate = useNavigate();
  const scope = entry.scope as ScopeId;
  const record = useWatch({ kind: "record", id, scope });
  const me = useMe();
  const { localNow } = useMoment();
  const { act, busy, fault } = useActOn(id, scope);
  const tell = (value: string): void => {
    const who = whoToTell(directory).find((one) => one.value === value);
    void act(tellOfLeaving, (seen) => ({ left: seen, ...(who?.isAdult ? { told: value } : { toldWho: value }) }));
  };
  const undo = (): void => {
    void act(withdrawRecord, (seen) => ({ seen, reason: "Undone by its author" })).then(
      (done) => done && void navigate("/today"),
    );
  };
  if (record === undefined) return <Loading />;
  if (record === null) return <EmptyState title="This record is not on this tablet" />;
  if (record.withdrawn) return <EmptyState title="This was taken back" />;
  const made = createdBy(record);
  const at = (field: string): string => pastWords(textOf(record, field), localNow);
  const found = textOf(record, "foundAt") !== "";
  const place = labelOf(places, textOf(record, "foundWhere"));
  const told = toldWords(record, directory);
  return (
    <>
      <Inset title={`Saved on this tablet ${savedWords(stampMoment(made?.at ?? ""), localNow)}`}>
        <p role="status">
          {names.pupil(entry.pupil.fields)} left the room
          {found
            ? ` ${at("when")} and was found ${at("foundAt")}${place === "" ? "" : `: ${place}`}.`
            : ". It stays open on Today until somebody has found them."}
          {fault !== "" && ` ${fault}`}
        </p>
        {/* Somebody else puts a wrong tap right on Today, in words of their own. */}
        {!found && made?.author === me && (
          <Row>
            <Button icon={Undo2} disabled={busy} onClick={undo}>
              Undo
            </Button>
          </Row>
        )}
      </Inset>
      {told !== "" ? (
        <p role="status">
          {told}: told.{textOf(record, "toldAt") !== "" && ` That was ${at("toldAt")}.`}
        </p>
      ) : found ? null : (
        <OneTapChoice
          question="Who was told?"
          options={whoToTell(directory)}
          onChoose={tell}
          onCancel={() => void navigate("/today")}
        />
      )}
      <Row end>
        <LinkButton kind="primary" to="/today">
          Back to Today
        </LinkButton>
      </Row>
    </>
  );
}

/** Who was told, as far as the record says; "" for nobody. */
function toldWords(left: ViewRecord, school: SchoolFacts): string {
  const known = whoToTell(school);
  const label = (value: string, otherwise: string): string =>
    known.find((one) => one.value === value)?.label ?? otherwise;
  const [adult, other] = [textOf(left, "told"), textOf(left, "toldWho")];
  return listWords([
    ...(adult === "" ? [] : [label(adult, school.adultName(adult))]),
    ...(other === "" ? [] : [label(other, other)]),
  ]);
}
