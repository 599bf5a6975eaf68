// Where bringing in a list stands: chosen, laid against what is there, running, done. A part is one commit, durable on
// this tablet before the next begins; stopping between two leaves nothing half-written.

import type { ImportKind } from "#casework/import/import-columns.ts";
import { importRows } from "#casework/import/import-rows.ts";
import { type ColumnMatches, checkColumns, suggestMatches } from "#casework/import/match-columns.ts";
import type { ImportPreview } from "#casework/import/preview-import.ts";
import type { ImportAct, KnownSchool, PreviewRow } from "#casework/import/preview.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { useEffect, useMemo, useRef, useState } from "react";
import { useDevice, useOpen } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useWord } from "../../online/use-word.ts";
import { useNewId } from "../../new-id.ts";
import { useMoment } from "../../use-moment.ts";
import type { ChosenList } from "./choose-list.tsx";
import { useWords } from "../../use-words.ts";
import { chunksOf } from "./import-chunks.ts";
import { checkKind } from "./import-kinds.ts";
import { knownSchool } from "./known-school.ts";
import { listPreview } from "./list-preview.ts";

export interface ImportResult {
  /** The local moment it ended at. */
  readonly at: string;
  readonly made: number;
  readonly changed: number;
  readonly same: number;
  /** Rows with a problem: left out, or brought in without one cell. */
  readonly problems: readonly PreviewRow[];
  readonly wrong: number;
  /** Rows that were not reached. */
  readonly rest: number;
  /** Why it ended early, where it did. */
  readonly stopped: string | undefined;
}

export type ImportStage =
  | { readonly at: "choose" }
  | { readonly at: "looking"; readonly done: number; readonly all: number }
  | { readonly at: "preview"; readonly known: KnownSchool }
  | { readonly at: "running"; readonly done: number; readonly all: number; readonly stopping: boolean }
  | { readonly at: "done"; readonly result: ImportResult };

export interface ImportAtWork {
  readonly stage: ImportStage;
  readonly list: ChosenList | undefined;
  readonly matches: ColumnMatches;
  readonly missing: Refusal | undefined;
  /** Once the columns fit and it is known what is there. */
  readonly preview: ImportPreview | undefined;
  choose(list: ChosenList): void;
  match(matches: ColumnMatches): void;
  run(): void;
  stop(): void;
  /** Another file. */
  again(): void;
}

export function useImport(kind: ImportKind): ImportAtWork {
  const device = useDevice();
  const { deviceKind } = useOpen();
  const { pupilById } = useDirectory();
  const { today } = useMoment();
  const newId = useNewId();
  const words = useWords();
  const word = useWord();
  const [stage, setStage] = useState<ImportStage>({ at: "choose" });
  const [list, setList] = useState<ChosenList | undefined>();
  const [matches, setMatches] = useState<ColumnMatches>({});
  // What is under way belongs to one sitting: another file, or leaving the page, begins another.
  const sitting = useRef(0);
  const stopping = useRef(false);
  useEffect(
    () => () => {
      sitting.current += 1;
      stopping.current = true;
    },
    [],
  );
  const missing =
    list && (checkColumns(kind, list.table.columns, matches) ?? checkKind(kind, list.table.columns, matches, words));
  const known = stage.at === "preview" ? stage.known : undefined;
  const fits = missing === undefined;
  const preview = useMemo(
    () =>
      list && known && fits
        ? listPreview(kind, list.table, matches, known, {
            schema: device.schema,
            today,
            newId,
            holdsCircumstances: deviceKind === "personal",
          })
        : undefined,
    [kind, list, known, fits, matches, device, today, newId, deviceKind],
  );

  async function look(): Promise<void> {
    const own = (sitting.current += 1);
    const over = (): boolean => own !== sitting.current;
    const pupils = [...pupilById.values()].map((entry) => entry.scope);
    const onProgress = (done: number, all: number): void => setStage({ at: "looking", done, all });
    onProgress(0, pupils.length);
    const found = await knownSchool({ device, kind, pupils, onProgress, over });
    if (found && !over()) setStage({ at: "preview", known: found });
  }

  async function run(rows: readonly PreviewRow[]): Promise<void> {
    const own = (sitting.current += 1);
    const toDo = rows.filter((row) => row.acts.length > 0);
    const done: PreviewRow[] = [];
    let stopped: string | undefined;
    stopping.current = false;
    // Another role lets somebody see more: the password is wanted for it (A48).
    const isOtherRole = (act: ImportAct): boolean => act.do === "edit" && "role" in act.edit.to;
    if (kind === "adults" && toDo.some(({ acts }) => acts.some(isOtherRole))) stopped = (await word())?.sentence;
    if (own !== sitting.current) return;
    const show = (): void => {
      if (own === sitting.current)
        setStage({ at: "running", done: done.length, all: toDo.length, stopping: stopping.current });
    };
    for (const chunk of stopped === undefined ? chunksOf(toDo) : []) {
      show();
      if (stopping.current) {
        stopped = "You stopped it.";
        break;
      }
      const committed = await device.commit(importRows, { rows: chunk });
      if (isRefusal(committed)) {
        stopped = committed.sentence;
        break;
      }
      done.push(...chunk);
    }
    if (own !== sitting.current) return;
    const count = (some: readonly PreviewRow[], outcome: PreviewRow["outcome"]): number =>
      some.filter((row) => row.outcome === outcome).length;
    setStage({
      at: "done",
      result: {
        at: device.localNow(),
        made: count(done, "new"),
        changed: count(done, "changed"),
        same: count(rows, "same"),
        wrong: count(rows, "wrong"),
        problems: rows.filter((row) => row.problems.length > 0),
        rest: toDo.length - done.length,
        stopped,
      },
    });
  }

  return {
    stage,
    list,
    matches,
    missing,
    preview,
    choose(next) {
      setList(next);
      setMatches(suggestMatches(kind, next.table.columns));
      void look();
    },
    match: setMatches,
    run() {
      if (preview) void run(preview.rows);
    },
    stop() {
      stopping.current = true;
      setStage((now) => (now.at === "running" ? { ...now, stopping: true } : now));
    },
    again() {
      sitting.current += 1;
      setList(undefined);
      setStage({ at: "choose" });
    },
  };
}
