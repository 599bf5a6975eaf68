// For tests: carries drafts out on records held in memory, through the same merge as the server's.

import type { Change, Draft } from "#ledger/change.ts";
import type { Command, CommandContext } from "#ledger/command.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { schema } from "../schema.ts";

/** A readable id of the proper form: "1a" gives 26 characters that end in it. */
export const idFor = <Id extends string>(tail: string): Id => tail.padStart(26, "0") as Id;

export interface Desk {
  readonly rows: Map<RecordId, RecordRow>;
  context(author: string, now: string): CommandContext;
  /** Runs a command and carries its drafts out; the refusal where there is one. */
  run<Input>(command: Command<Input>, input: Input, author?: string, now?: string): readonly Draft[] | Refusal;
  view(id: RecordId): ViewRecord;
}

export function createDesk(): Desk {
  const rows = new Map<RecordId, RecordRow>();
  let made = 0;
  const fresh = (): string => idFor(`z${(made += 1)}`);
  const context = (author: string, now: string): CommandContext => ({
    schema,
    author: idFor<AdultId>(author),
    now,
    newId: () => fresh() as RecordId,
  });
  return {
    rows,
    context,
    run(command, input, author = "a1", now = "2026-06-09T10:42") {
      const drafts = command.run(input, context(author, now));
      if (isRefusal(drafts)) return drafts;
      for (const draft of drafts) {
        const change = { ...draft, id: fresh() as ChangeId } as Change;
        const stamp = { author: idFor<AdultId>(author), device: idFor<DeviceId>("d1"), at: `${now}:00+01:00` };
        const merged = merge({
          row: rows.get(change.record),
          change,
          stamp,
          seq: made,
          schema: schema.version,
          definition: schema.definitions[change.type],
        });
        if (isRefusal(merged)) return merged;
        rows.set(change.record, merged.row);
      }
      return drafts;
    },
    view(id) {
      const row = rows.get(id);
      if (!row) throw new Error(`no record ${id}`);
      return { ...row, unsent: [] };
    },
  };
}
