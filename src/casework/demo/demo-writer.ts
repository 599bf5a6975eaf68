// Writes the demo as its adults would have: each act through a command, on the record as it stood for them.

import type { Change, Stamp } from "#ledger/change.ts";
import type { Command } from "#ledger/command.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { dayOf } from "../day.ts";
import { schema } from "../schema.ts";
import { ukOffset } from "./school-calendar.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface DemoChange {
  readonly author: AdultId;
  /** ISO 8601 with the offset of England. */
  readonly at: string;
  readonly change: Change;
}

export interface DemoWriter {
  newId(): RecordId;
  /** Carries out a command as an adult at a local moment; the records it made or changed. Throws when it is refused. */
  write<Input>(author: AdultId, at: string, command: Command<Input>, input: Input): readonly RecordId[];
  /**
   * Keeps an act for its time: what changes a record that is there already waits until everything is made, and then
   * happens in the order of the days, so that nobody edits what was written after them.
   */
  later(at: string, act: () => void): void;
  /** A record as it stands after everything written so far. */
  view(id: RecordId): ViewRecord;
  /** Carries out what waits, then gives everything written, oldest first. */
  finish(): readonly DemoChange[];
}

/** `now` is the moment the demo stands at: nothing is written after it. */
export function createDemoWriter(random: SeededRandom, now: string): DemoWriter {
  const rows = new Map<RecordId, RecordRow>();
  const changes: DemoChange[] = [];
  const device = random.newId<DeviceId>();
  const lastAt = new Map<RecordId, string>();
  const ownerSince = new Map<string, string>();
  const waiting: { readonly at: string; readonly act: () => void }[] = [];

  /**
   * A record's changes follow one another by their stamps, and nothing is about a pupil before the pupil is on roll,
   * so that sorting all changes by time keeps an order that can be filed.
   */
  function stampAfter(records: readonly RecordId[], scopes: readonly string[], moment: string): string {
    let at = `${moment}:${String(random.whole(0, 59)).padStart(2, "0")}`;
    for (const scope of scopes) {
      const since = ownerSince.get(scope) ?? "";
      if (since > at) at = since;
    }
    for (const record of records) {
      const last = lastAt.get(record) ?? "";
      if (last > at) at = last;
    }
    for (const record of records) lastAt.set(record, at);
    return `${at}${ukOffset(dayOf(at))}`;
  }

  return {
    newId: () => random.newId(),
    later(at, act) {
      waiting.push({ at, act });
    },
    write(author, at, command, input) {
      if (at > now) throw new Error(`${command.name} at ${at}, which is after ${now}`);
      const context = { schema, author, now: at, newId: () => random.newId<RecordId>() };
      const drafts = command.run(input, context);
      if (isRefusal(drafts)) throw new Error(`${command.name} at ${at}: ${drafts.field ?? ""} ${drafts.sentence}`);
      const records = drafts.map((draft) => draft.record);
      const scopes = drafts.map((draft) => draft.scope);
      const stamp: Stamp = { author, device, at: stampAfter(records, scopes, at) };
      for (const { kind, record, scope } of drafts)
        if (kind === "create" && (scope as string) === record) ownerSince.set(scope, stamp.at.slice(0, 19));
      for (const draft of drafts) {
        // One by one: the groups of different acts would run into each other when they are filed together.
        const { group: _apart, ...alone } = draft;
        const change = { ...alone, id: random.newId<ChangeId>() } as Change;
        const row = rows.get(change.record);
        const definition = schema.definitions[change.type];
        const merged = merge({ row, change, stamp, seq: changes.length + 1, schema: schema.version, definition });
        if (isRefusal(merged)) throw new Error(`${command.name} at ${at}: ${merged.sentence}`);
        rows.set(change.record, merged.row);
        changes.push({ author, at: stamp.at, change });
      }
      return records;
    },
    view(id) {
      const row = rows.get(id);
      if (!row) throw new Error(`the demo has no record ${id}`);
      return { ...row, unsent: [] };
    },
    finish() {
      for (const { act } of waiting.sort((a, b) => compare(a.at, b.at))) act();
      waiting.length = 0;
      // By local time: a record's own changes never cross a change of the clocks out of order.
      return changes.sort((a, b) => compare(a.at.slice(0, 19), b.at.slice(0, 19)));
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
