// What the school's own system may not have yet [C31]: a list to type from, to copy or to save as a file, and a tick
// for what stands there already. A copy and a file leave the app: they are for those who may carry records out.

import { mayDo } from "#casework/access.ts";
import { tickHandedOff } from "#casework/commands/hand-over.ts";
import { addDays } from "#casework/day.ts";
import { type PupilsRecords, handOffList, handOffTable } from "#casework/measures/day-end.ts";
import { isRole } from "#casework/roles.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { ClipboardCopy, Download, Undo2 } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useCommit, useDevice, useMe } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { pupilName } from "../../text/names.ts";
import { clockWords } from "../../text/dates.ts";
import { capital, count } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { ChipRadios, Checkboxes } from "../../ui/choice.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { csvOf, tabbedOf } from "../school/csv-text.ts";
import { saveFile } from "../school/save-file.ts";
import { useTakeBack } from "../today/use-take-back.ts";

const WEEK = 6;

interface Tick {
  readonly id: RecordId;
  readonly scope: ScopeId;
}

/** What was done last: its words, and the ticks while they can be taken back here. */
interface Said {
  readonly words: string;
  readonly ticks?: readonly Tick[];
}

export function HandOffSection({ records }: { readonly records: readonly PupilsRecords[] }) {
  const { today } = useMoment();
  const { settings } = useDirectory();
  const names = useNames();
  const mayTake = useMayTake();
  const { busy, commit } = useCommit();
  const [span, setSpan] = useState("today");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<Said>({ words: "" });
  const box = useRef<HTMLDivElement>(null);
  const takeBack = useTakeBack();
  const system = textIn(settings, "ownSystem") || "the school’s own system";
  const rows = useMemo(
    () => handOffList(records, span === "today" ? today : addDays(today, -WEEK), today),
    [records, span, today],
  );
  const shown = useTable(rows, true);
  const whole = useTable(rows, false);
  const tick = async (): Promise<void> => {
    const entries = rows
      .filter(({ id }) => ticked.includes(id))
      .map(({ id, type, pupil }) => ({ id, type, scope: pupil }));
    // The list goes with what was ticked, and its buttons with it.
    box.current?.focus();
    const done = await commit(tickHandedOff, { entries });
    if (isRefusal(done)) return setSaid({ words: done.sentence });
    const scopes = [...new Set(entries.map(({ scope }) => scope))];
    setSaid({
      words: `${count(entries.length, "entry", "entries")} ticked: already there.`,
      ticks: done.records.flatMap((id, at) => (scopes[at] === undefined ? [] : [{ id, scope: scopes[at] }])),
    });
    setTicked([]);
  };
  // A second tap while they are taken back is the same wish: it would say that it is done before it is.
  const undoing = useRef(false);
  const undo = async (ticks: readonly Tick[]): Promise<void> => {
    if (undoing.current) return;
    undoing.current = true;
    await undoOnce(ticks).finally(() => (undoing.current = false));
  };
  const undoOnce = async (ticks: readonly Tick[]): Promise<void> => {
    box.current?.focus();
    const left: Tick[] = [];
    let no = "";
    for (const tick of ticks) {
      const refused = await takeBack.withdraw(tick.id, tick.scope);
      if (refused === undefined) continue;
      no = refused;
      left.push(tick);
    }
    setSaid(left.length === 0 ? { words: "Not ticked any more." } : { words: no, ticks: left });
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(tabbedOf(whole));
      setSaid({ words: `Copied: ${count(rows.length, "entry", "entries")}.` });
    } catch {
      setSaid({ words: "This browser did not allow copying. Save the list as a file instead." });
    }
  };
  return (
    <Section title={capital(system)} hint="What is not ticked may not stand there yet. Notes are not in this list.">
      <Stack>
        <ChipRadios
          label="Which days"
          quietLabel
          options={[
            { value: "today", label: "Today" },
            { value: "week", label: "The last 7 days" },
          ]}
          value={span}
          onChange={(value) => setSpan(value ?? "today")}
        />
        {rows.length === 0 ? (
          <EmptyState title="Nothing waits to be carried over" />
        ) : (
          <>
            <Checkboxes
              label="Tick what is already there"
              options={rows.map(({ id }, at) => {
                const [pupil = "", date = "", time = "", period = "", what = "", lesson = ""] = shown[at + 1] ?? [];
                const day = date === today ? "" : `${date}, `;
                return {
                  value: id,
                  label: `${pupil}: ${what}`,
                  hint: [`${day}${clockWords(`${date}T${time}`)}`, period, lesson]
                    .filter((part) => part !== "")
                    .join(", "),
                };
              })}
              value={ticked}
              onChange={setTicked}
            />
            <Row>
              <Button kind="primary" disabled={busy || ticked.length === 0} onClick={() => void tick()}>
                They are already there
              </Button>
              <Button
                kind="quiet"
                onClick={() => setTicked(ticked.length === rows.length ? [] : rows.map(({ id }) => id))}
              >
                {ticked.length === rows.length ? "Tick none" : "Tick all"}
              </Button>
            </Row>
            {mayTake ? (
              <Row>
                <Button icon={ClipboardCopy} onClick={() => void copy()}>
                  Copy the list
                </Button>
                <Button
                  icon={Download}
                  onClick={() => {
                    saveFile(`waymark-hand-off-${today}.csv`, csvOf(whole));
                    setSaid({
                      words:
                        "Saved where this browser puts its downloads. It holds full names: delete it once it is used.",
                    });
                  }}
                >
                  Save as a CSV file
                </Button>
              </Row>
            ) : (
              <p>
                You can type from this list. A copy or a file of it is made by those who may carry records out: a
                pastoral lead, the SENCO, the DSL or a leader.
              </p>
            )}
            {names.hidden && mayTake && <p>Names are hidden here. A copy and a file hold them in full.</p>}
          </>
        )}
        <div ref={box} tabIndex={-1}>
          <p role="status">{said.words}</p>
          {said.ticks !== undefined && (
            <Row>
              <Button icon={Undo2} onClick={() => void undo(said.ticks ?? [])}>
                Undo<span className="visually-hidden"> what was ticked</span>
              </Button>
            </Row>
          )}
        </div>
      </Stack>
    </Section>
  );
}

/** The list as text; as names are shown on this tablet, or in full for the school's own system. */
function useTable(rows: Parameters<typeof handOffTable>[0], asShown: boolean): readonly (readonly string[])[] {
  const { pupilById, categoryById, periodById, adultName } = useDirectory();
  const names = useNames();
  return useMemo(
    () =>
      handOffTable(rows, {
        pupil(id) {
          const fields = pupilById.get(id)?.pupil.fields;
          return fields === undefined ? "" : asShown ? names.pupil(fields) : pupilName(fields);
        },
        category: (id) => textIn(categoryById.get(id), "label"),
        period: (id) => textIn(periodById.get(id), "name"),
        adult: (id) => adultName(id),
      }),
    [rows, asShown, pupilById, categoryById, periodById, adultName, names],
  );
}

/** Whether the adult here may carry behaviour records out of the app, by their role. */
function useMayTake(): boolean {
  const { schema } = useDevice();
  const me = useMe();
  const { adults } = useDirectory();
  const role = textIn(adults.get(me), "role");
  return isRole(role) && mayDo([role], "take", schema.definitions["behaviour-log"], true);
}
