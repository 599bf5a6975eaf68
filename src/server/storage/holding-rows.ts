// What each device was told that it may hold, and when it said that it holds that and nothing else.

import type { Kysely } from "kysely";
import type { SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

type HoldingPart = Pick<SchoolTx, "lastHolding" | "holdings" | "putHolding">;

export function holdingRows(db: Kysely<Tables>, school: string): HoldingPart {
  const all = (device: string) =>
    db
      .selectFrom("holding")
      .select(["device", "since", "version", "held", "confirmed"])
      .where("school", "=", school)
      .where("device", "=", device);
  return {
    lastHolding: (device) => all(device).orderBy("since", "desc").limit(1).executeTakeFirst(),
    holdings: (device) => all(device).orderBy("since").execute(),
    async putHolding(holding) {
      const { version, confirmed } = holding;
      await db
        .insertInto("holding")
        .values({ school, ...holding })
        .onConflict((c) => c.columns(["school", "device", "since"]).doUpdateSet({ version, confirmed }))
        .execute();
    },
  };
}
