// What no protocol does and a disk, a bug or a hand may: something of what the server told a tablet is silently another
// thing from now on. Its cursor says that everything is here, and every box opens.

import type { ScopeId } from "#ledger/names.ts";
import type { Json } from "#base/json.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Entry } from "#protocol/pull.ts";
import type { StoreTx } from "#device/ports.ts";
import type { Chance } from "./chance.ts";
import { play, type Playing } from "./play.ts";
import type { Tablet } from "./world.ts";

interface Held {
  readonly rows: readonly RecordRow[];
  readonly entries: readonly Entry[];
}

/** Each is undefined where there is nothing that it could happen to. */
const ROTS: { readonly [what: string]: (held: Held, chance: Chance) => Held | undefined } = {
  rowLost: ({ rows, entries }, chance) => {
    const lost = chance.pick(rows);
    return {
      rows: rows.filter((row) => row !== lost),
      entries: entries.filter(({ change }) => change.record !== lost.id),
    };
  },
  fieldAltered: ({ rows, entries }, chance) => {
    const row = chance.pick(rows);
    const [name, state] = Object.entries(row.fields)[0] ?? [];
    if (name === undefined || state === undefined) return undefined;
    const fields = { ...row.fields, [name]: { ...state, value: `${String(state.value as Json)}.` } };
    return { rows: rows.map((one) => (one === row ? { ...row, fields } : one)), entries };
  },
  historyLost: ({ rows, entries }, chance) => {
    if (entries.length === 0) return undefined;
    const lost = chance.pick(entries);
    return { rows, entries: entries.filter((one) => one !== lost) };
  },
};

/**
 * Something rots on one tablet, and somebody goes on writing there without a network. What was altered is written in the
 * history, by tablet and scope.
 */
export async function rot(playing: Playing, chance: Chance): Promise<void> {
  const { world } = playing;
  const tablet = chance.pick(world.tablets);
  const n = world.tablets.indexOf(tablet);
  const horizon = (await tablet.store().read((tx) => tx.control("horizon"))) ?? 0;
  const scopes = await tablet.store().read(async (tx) => (await tx.summaries()).map(({ scope }) => scope));
  scopes.sort();
  tablet.network.down();
  const what = chance.pick(Object.keys(ROTS));
  let altered: ScopeId | undefined;
  while (scopes.length > 0) {
    const [scope] = scopes.splice(chance.below(scopes.length), 1) as [ScopeId];
    const held = await tablet.store().read((tx) => heldOf(tx, scope, horizon));
    const rotten = held.rows.length > 0 ? ROTS[what]?.(held, chance) : undefined;
    if (!rotten) continue;
    await plant(tablet, scope, rotten, horizon);
    world.count(what);
    world.history.of(n)({ what: "rotted", scope });
    altered = scope;
    break;
  }
  const written = new Set(playing.book.lineOf.keys());
  await play(playing, n, { act: "note", pupils: [0, 1, 2] });
  await play(playing, n, { act: "edit", plan: chance.below(3), field: "review", value: 5 });
  // Without its line of the history a change that was brought long ago is taken for one that is still to come.
  for (const [id, { changes }] of playing.book.lineOf)
    if (what === "historyLost" && !written.has(id) && changes.some((one) => one.id === id && one.scope === altered))
      playing.book.misled.add(id);
  await world.time.pass(5_000);
  tablet.network.up();
}

/** Histories up to the horizon are nobody's any more: the server has let them go, and a tablet may have them or not. */
async function heldOf(tx: StoreTx, scope: ScopeId, horizon: number): Promise<Held> {
  const rows = await tx.rows({ scope });
  const entries = await tx.entriesOfEach(
    rows.map(({ id }) => id),
    scope,
  );
  return { rows, entries: entries.flat().filter(({ seq }) => seq > horizon) };
}

async function plant(tablet: Tablet, scope: ScopeId, { rows, entries }: Held, horizon: number): Promise<void> {
  await tablet.store().write(
    "strict",
    async (tx) => {
      const summary = await tx.summary(scope);
      const before = await tx.rows({ scope });
      const old = await tx.entriesOfEach(
        before.map(({ id }) => id),
        scope,
      );
      await tx.purgeScope(scope);
      await tx.putPacked(rows, [...old.flat().filter(({ seq }) => seq <= horizon), ...entries]);
      if (summary) await tx.putSummary(summary);
    },
    // Nobody is told.
    { scopes: [], parts: [] },
  );
}
