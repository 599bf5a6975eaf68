// One entry about several pupils: each gets a record of their own, the others are links.

import { Undo2 } from "lucide-react";
import { logForSeveral } from "#casework/commands/log-behaviour.ts";
import { withdrawRecords } from "#casework/commands/withdraw-record.ts";
import { type OwnRecord, ownRecordIn } from "#casework/own-record-words.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useMemo, useRef, useState } from "react";
import { readOnce, useCommit, useDevice } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { clockWords } from "../../text/dates.ts";
import { listWords } from "../../text/words.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { ChipCheckboxes } from "../../ui/choice.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row, Section } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import { CategoryChips } from "./category-chips.tsx";
import { MEANT_WORDS } from "./own-records.tsx";
import { roomRows } from "./room-rows.ts";

interface Done {
  readonly words: string;
  readonly at: string;
  readonly logs: readonly { readonly id: RecordId; readonly scope: ScopeId }[];
  readonly takenBack: boolean;
  /** Another record that the words of the category may be taken for [C55]. */
  readonly meant: OwnRecord | undefined;
}

export default function LogForSeveral() {
  const { localNow } = useMoment();
  const directory = useDirectory();
  const names = useNames();
  const words = useWords();
  const { busy, commit } = useCommit();
  const device = useDevice();
  // A second tap comes before anything was drawn anew: it is the same log.
  const writing = useRef(false);
  const day = useSchoolDay();
  const period = day.now;
  const rows = useMemo(() => roomRows(directory, { day, localNow }), [directory, day, localNow]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fault, setFault] = useState("");
  const [done, setDone] = useState<Done | undefined>();
  const here = rows.filter((row) => row.expected);
  const whole = here.length > 1 && here.every((row) => chosen.includes(row.entry.scope));
  // A concern about everybody is a concern about nobody: it says nothing of any one child.
  const categories = whole
    ? directory.categories.filter((one) => textIn(one, "tone") !== "concern")
    : directory.categories;
  const log = async (category: RecordId): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const answer = await commit(logForSeveral, {
      pupils: chosen as readonly RecordId[],
      category,
      ...(period === undefined ? {} : { period: period.id }),
    });
    writing.current = false;
    if (isRefusal(answer)) {
      setFault(answer.sentence);
      return;
    }
    setFault("");
    const who = listWords(chosen.map((id) => names.pupil(directory.pupilById.get(id)?.pupil.fields)));
    const label = textIn(directory.categoryById.get(category), "label");
    setDone({
      words: `${label}, ${who}`,
      meant: ownRecordIn(label),
      at: localNow,
      logs: answer.records.map((id, at) => ({ id, scope: chosen[at] as ScopeId })),
      takenBack: false,
    });
    setChosen([]);
  };
  const undo = async (): Promise<void> => {
    if (!done) return;
    const each = await Promise.all(done.logs.map((log) => readOnce(device, { kind: "record", ...log })));
    const seen = each.filter((one) => one !== null);
    const undone = await commit(withdrawRecords, { seen, reason: "Undone by its author" });
    if (isRefusal(undone)) setFault(undone.sentence);
    else setDone({ ...done, takenBack: true });
  };
  return (
    <Page
      title="Log for several"
      lead={`Tap the ${words.pupils}, then what you saw.`}
      back={{ to: "/today", words: "Today" }}
    >
      {fault !== "" && (
        <Inset kind="problem" title="Not saved">
          <p>{fault}</p>
        </Inset>
      )}
      <div role="status">
        {done && (
          <Inset
            title={
              done.takenBack
                ? `Taken back – ${done.words}`
                : `Saved on this tablet ${clockWords(done.at)} – ${done.words}`
            }
          >
            {!done.takenBack && done.meant && <p>{MEANT_WORDS[done.meant]}</p>}
            {!done.takenBack && (
              <Row>
                {done.meant && (
                  <LinkButton to={done.meant === "left-room" ? "/today/left" : "/today/arrival"}>
                    {done.meant === "left-room" ? "Left the room" : "Add arrival"}
                  </LinkButton>
                )}
                <Button icon={Undo2} onClick={() => void undo()}>
                  Undo
                </Button>
                <LinkButton to="/today" kind="quiet">
                  Back to Today
                </LinkButton>
              </Row>
            )}
          </Inset>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState title="Nobody is in IAP at the moment" />
      ) : (
        <>
          <Section
            title={words.Pupils}
            aside={
              here.length > 1 && (
                <Button
                  kind="quiet"
                  onClick={() => setChosen(whole ? [] : here.map(({ entry }) => entry.scope as string))}
                >
                  {whole ? "Nobody" : `Whole room, ${here.length}`}
                </Button>
              )
            }
          >
            <ChipCheckboxes
              label={words.Pupils}
              quietLabel
              options={[...here, ...rows.filter((row) => !row.expected)].map(({ entry }) => ({
                value: entry.scope,
                label: names.pupil(entry.pupil.fields),
              }))}
              value={chosen}
              onChange={setChosen}
            />
          </Section>
          {chosen.length > 0 && (
            <Section
              title="What did you see?"
              hint={whole ? "For the whole room: what goes well, or is good to note." : undefined}
            >
              <CategoryChips categories={categories} disabled={busy} onChoose={(one) => void log(one)} />
            </Section>
          )}
        </>
      )}
    </Page>
  );
}
