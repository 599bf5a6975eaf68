// What a cover adult at the open tablet is shown (A34). The tablet holds more: it is the room's. Every answer goes through
// here while they hold it, whatever the screen asked for.

import type { Summary } from "#ledger/slim.ts";
import { type ViewRecord, createdBy } from "#ledger/view.ts";
import { type Asking, answerQuery } from "./answer-query.ts";
import type { CoverView, Queries, Query, Unsent } from "./door.ts";

type Asked = Exclude<Query, Queries["summaries"]["ask"]>;

/** What is left of an answer for them. */
export async function answerCover(asking: Asking, ask: Asked, view: CoverView): Promise<unknown> {
  const { adult } = asking;
  const sees = (record: ViewRecord): boolean => view.mayRead(record.type, createdBy(record)?.author === adult);
  switch (ask.kind) {
    case "record": {
      const record = (await answerQuery(asking, ask)) as ViewRecord | null;
      return record && sees(record) ? record : null;
    }
    case "records": {
      const { limit = Infinity, ...all } = ask;
      const records = ((await answerQuery(asking, all)) as readonly ViewRecord[]).filter(sees);
      return records.slice(0, Math.min(limit, records.length));
    }
    case "history": {
      const { record: id, scope } = ask;
      const record = (await answerQuery(asking, { kind: "record", id, scope })) as ViewRecord | null;
      return record && sees(record) ? answerQuery(asking, ask) : [];
    }
    case "summary":
      return summaryForCover((await answerQuery(asking, ask)) as Summary, adult, view);
    case "unsent":
      return ((await answerQuery(asking, ask)) as readonly Unsent[]).filter(
        ({ envelope }) => envelope.author === adult,
      );
    default:
      return answerQuery(asking, ask);
  }
}

export function summaryForCover(summary: Summary, adult: string, view: CoverView): Summary {
  return { ...summary, slims: summary.slims.flatMap((slim) => view.slim(slim, slim.by?.author === adult) ?? []) };
}
