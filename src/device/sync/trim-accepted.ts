// What the feed has brought back is kept as it was sent, for as long as a backup may be old [S9].

import type { Store } from "../ports.ts";

const DAY = 86_400_000;
/** Longer than the oldest backup a school is promised to be restored from. */
const KEPT_DAYS = 90;
/** Kept whatever the clock says: a clock that jumps ten years must not take the only copy. */
const ALWAYS_KEPT = 500;

export async function trimAccepted(store: Store, now: number): Promise<void> {
  // As a rule the oldest is not old enough, and nothing else need be read.
  const [oldest] = await store.read((tx) => tx.accepted(1));
  if (!oldest || oldest.at >= now - KEPT_DAYS * DAY) return;
  const held = await store.read((tx) => tx.accepted());
  // From the oldest on, and never from the middle: what is kept is whole from its first number [S17].
  const candidates = held.slice(0, -ALWAYS_KEPT);
  const firstKept = candidates.findIndex((row) => row.at >= now - KEPT_DAYS * DAY);
  const old = firstKept === -1 ? candidates : candidates.slice(0, firstKept);
  if (old.length === 0) return;
  await store.write(
    "relaxed",
    async (tx) => {
      await tx.deleteAccepted(old.map((row) => row.deviceSeq));
      const letGo = await tx.control("letGo");
      if (!letGo) return;
      const gone = new Set<string>(old.map((row) => row.id));
      await tx.setControl("letGo", Object.fromEntries(Object.entries(letGo).filter(([id]) => !gone.has(id))));
    },
    { scopes: [], parts: [] },
  );
}
