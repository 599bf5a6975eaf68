// Plays one act on one tablet, as a person at its screen would: it looks at what is shown, and commits on that.

import type { Change, Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { type RecordId, SCHOOL_SCOPE, type ScopeId, scopeOf } from "#ledger/names.ts";
import type { RecordRow, Side } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { Schema } from "#ledger/schema.ts";
import { allSeenIn, seenIn, sidesSeen, textOf, type ViewRecord, withdrawalsSeen } from "#ledger/view.ts";
import type { AnswerTo, Device, Query } from "#device/device.ts";
import type { Act } from "./acts.ts";
import { newerToySchool } from "./toy-school.ts";
import { type Book, envelopesHere, knowledge } from "./book.ts";
import { asRecord, type Tablet, TEN_YEARS, type World } from "./world.ts";

export interface Playing {
  readonly world: World;
  readonly book: Book;
  /** Texts that are written once only. */
  number: number;
}

/** A command that writes what it is handed. */
const write = defineCommand<{ readonly drafts: (newId: () => RecordId, now: string) => readonly Draft[] }>(
  "write",
  ({ drafts }, { newId, now }) => drafts(newId, now),
);

/** The answer a screen shows now. */
export async function see<Q extends Query>(world: World, device: Device, query: Q): Promise<AnswerTo<Q> | undefined> {
  const watch = device.watch(query);
  const leave = watch.subscribe(() => undefined);
  await world.time.settle();
  const answer = watch.get();
  leave();
  return answer;
}

export async function play(playing: Playing, at: number, act: Act): Promise<void> {
  const { world } = playing;
  const tablet = world.tablets[at % world.tablets.length] as Tablet;
  const n = world.tablets.indexOf(tablet);
  switch (act.act) {
    case "wait":
      return world.time.pass(act.milliseconds);
    case "down":
      world.count("timesDown");
      return tablet.network.down();
    case "up":
      return tablet.network.up();
    case "calm":
      return calm(playing);
    case "serverCrash":
      return world.crashServer({ requests: act.requests, ...(act.points === undefined ? {} : { points: act.points }) });
    case "crash":
      return tablet.crashAt(act.after ? "after-commit" : "before-commit", act.writes);
    case "clock":
      world.count("clocksSet");
      return tablet.setDrift(Math.round(act.years * TEN_YEARS * world.skew));
    case "backUp":
      return world.backUp();
    case "putBack":
      return world.restore();
    case "thinOut":
      return world.thinOut();
    case "newerServer":
      if (world.schema().version >= newerToySchool.version) return undefined;
      world.count("newerServers");
      return world.upgradeServer(newerToySchool);
    case "newerTablet":
      if (tablet.schema().version >= newerToySchool.version) return undefined;
      world.count("newerTablets");
      return restart(playing, n, { schema: newerToySchool });
    case "restart":
    case "powerCut":
      return restart(playing, n, { powerCut: act.act === "powerCut" });
    default:
  }
  if (tablet.crashed()) await restart(playing, n);
  const device = tablet.device();
  switch (act.act) {
    case "nudge":
      return device.nudge();
    case "sendNow":
      void device.sendNow().catch(() => undefined);
      return undefined;
    case "lock":
      world.count("locked");
      for (const tab of tablet.tabs) tab.lock();
      return undefined;
    case "open":
      return device.standing.get().state === "open" ? undefined : tablet.open();
    case "tidy":
      if (device.standing.get().state !== "open") return undefined;
      world.count("tidied");
      return device.tidy().catch((error: unknown) => {
        if (!tablet.crashed()) throw error;
      });
    case "openTab":
      world.count("secondTabs");
      return tablet.openTab();
    default:
  }
  if (device.standing.get().state !== "open") return;
  if (act.act === "letGo") return letGo(playing, tablet);
  const drafts = await draftsOf(playing, device, act);
  if (drafts && drafts.length > 0) await commit(playing, n, drafts);
}

export async function calm(playing: Playing): Promise<void> {
  const { world } = playing;
  for (const [n, tablet] of world.tablets.entries()) {
    if (tablet.crashed()) await restart(playing, n);
    tablet.network.up();
    if (tablet.device().standing.get().state !== "open") await tablet.open();
  }
  for (let i = 0; i < 2; i += 1) {
    for (const tablet of world.tablets)
      void tablet
        .device()
        .sendNow()
        .catch(() => undefined);
    await world.time.pass(4_000);
  }
}

/** Starts the device again; what it kept although it could not say so is written in the book. */
export async function restart(
  { world, book }: Playing,
  n: number,
  how: { readonly powerCut?: boolean; readonly schema?: Schema } = {},
): Promise<void> {
  const tablet = world.tablets[n] as Tablet;
  world.count(how.powerCut ? "powerCuts" : "restarts");
  const { version } = tablet.schema();
  await tablet.restart(how);
  world.history.of(n)({ what: "restarted", powerCut: how.powerCut === true });
  for (const envelope of await tablet.store().read(envelopesHere)) {
    if (book.lines.has(envelope.id)) continue;
    const { changes } = envelope;
    world.count("keptUnsaid");
    book.write({
      tablet: n,
      envelope: envelope.id,
      changes,
      schema: version,
      knew: lastKnew.get(tablet) ?? new Map(),
      confirmed: false,
    });
  }
}

/** What stood on a tablet when it was last told to save. */
const lastKnew = new WeakMap<Tablet, ReadonlyMap<RecordId, ReadonlySet<string>>>();

type Drafts = readonly Draft[];

async function commit({ world, book }: Playing, n: number, drafts: Drafts): Promise<void> {
  const tablet = world.tablets[n] as Tablet;
  const records = new Map(drafts.map((draft) => [draft.record, draft.scope]));
  const knew = await tablet.store().read((tx) => knowledge(tx, records));
  lastKnew.set(tablet, knew);
  let done: Awaited<ReturnType<Device["commit"]>>;
  try {
    done = await tablet.device().commit(write, { drafts: () => drafts });
  } catch (error) {
    if (!tablet.crashed()) throw error;
    book.attempts.push({ drafts, schema: tablet.schema().version, knew });
    return;
  }
  if (isRefusal(done)) throw new Error(`a commit was refused: ${done.code} ${done.sentence}`);
  const { envelope, changes: ids } = done;
  const changes = drafts.map((draft, i) => ({ ...draft, id: ids[i] }) as Change);
  book.write({ tablet: n, envelope, changes, schema: tablet.schema().version, knew, confirmed: true });
  world.history.of(n)({ what: "confirmed", envelope, changes });
  world.count("commits");
  // Counted the moment it is said to be saved: a commit made while others are on their way is not yet sent.
  if (tablet.device().status.get().queued === 0) throw new Error("[S12] nothing is said to wait right after a commit");
  const kept = await unlessStopped(tablet, () => tablet.store().read(envelopesHere));
  if (kept && !kept.some((one) => one.id === envelope)) throw new Error("[S1] a confirmed commit is not on the disk");
}

/** Undefined where the tablet is stopped before, or while, it is looked at: what it throws then is no fault. */
async function unlessStopped<T>(tablet: Tablet, look: () => Promise<T>): Promise<T | undefined> {
  if (tablet.crashed()) return undefined;
  try {
    const seen = await look();
    return tablet.crashed() ? undefined : seen;
  } catch (error) {
    if (tablet.crashed()) return undefined;
    throw error;
  }
}

async function letGo({ world, book }: Playing, tablet: Tablet): Promise<void> {
  const refused = ((await see(world, tablet.device(), { kind: "unsent" })) ?? []).find(
    (one) => one.state === "refused",
  );
  if (!refused) return;
  // The person has decided, whether or not the device lives to say so.
  const line = book.lines.get(refused.envelope.id);
  if (line) line.letGo = true;
  try {
    await tablet.device().letGo(refused.envelope.id);
  } catch (error) {
    if (tablet.crashed()) return;
    throw error;
  }
  world.count("letGo");
}

type Shown = ViewRecord;

async function records(world: World, device: Device, types: readonly string[]): Promise<readonly Shown[]> {
  const summaries = (await see(world, device, { kind: "summaries" })) ?? [];
  const scopes = summaries.map((summary) => summary.scope).sort();
  const found: Shown[] = [];
  for (const scope of scopes)
    found.push(...((await see(world, device, { kind: "records", scope, types, withdrawn: true })) ?? []));
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const head = ({ id, type, scope }: RecordRow) => ({ record: id, type, scope });
const choose = <T>(from: readonly T[], number: number): T | undefined => from[number % Math.max(1, from.length)];

async function draftsOf(playing: Playing, device: Device, act: Act): Promise<Drafts | undefined> {
  const { world } = playing;
  const fresh = (what: string): string => `${what} ${(playing.number += 1)}`;
  const newId = (): RecordId => asRecord(idFrom(world, (playing.number += 1)));
  const shown = async (...types: string[]): Promise<readonly Shown[]> =>
    (await records(world, device, types)).filter((view) => view.withdrawn === null);
  switch (act.act) {
    case "makePupil": {
      const record = newId();
      const scope = scopeOf(record);
      const plan = newId();
      return [
        { kind: "create", record, type: "pupil", scope, group: 1, fields: { name: fresh("Pupil") } },
        {
          kind: "create",
          record: plan,
          type: "plan",
          scope,
          group: 1,
          fields: { review: fresh("review"), risk: "low" },
        },
      ];
    }
    case "note": {
      const pupils = await shown("pupil");
      const chosen = new Set(act.pupils.flatMap((number) => choose(pupils, number) ?? []));
      const occurred = device.localNow();
      return [...chosen].map((pupil): Draft => {
        const fields = { occurred, text: fresh("note") };
        return { kind: "create", record: newId(), type: "note", scope: pupil.scope, group: 1, fields };
      });
    }
    case "amend": {
      const note = choose(await shown("note"), act.note);
      return note && [{ ...head(note), kind: "amend", fields: { text: fresh("amended") }, how: "amended" }];
    }
    case "edit": {
      const plan = choose(await shown("plan"), act.plan);
      if (!plan) return undefined;
      // Now and then two adults write the same words.
      const text = act.value < 2 ? `same words ${act.value}` : fresh(act.field);
      if (act.field === "target" && device.schema.version < newerToySchool.version) return undefined;
      const risks = device.schema.version < newerToySchool.version ? RISKS : [...RISKS, "grave"];
      const to = act.field === "risk" ? (risks[act.value % risks.length] as string) : text;
      return [{ ...head(plan), kind: "set", field: act.field, to, ...seenIn(plan, act.field) }];
    }
    case "editBoth": {
      const plan = choose(await shown("plan"), act.plan);
      return plan
        ? (["review", "reason"] as const).map((field): Draft => {
            return { ...head(plan), kind: "set", group: 1, field, to: fresh(field), ...seenIn(plan, field) };
          })
        : undefined;
    }
    case "addItem": {
      const plan = choose(await shown("plan"), act.plan);
      return plan && [{ ...head(plan), kind: "add", field: "helps", item: newId(), value: fresh("item") }];
    }
    case "removeItem": {
      const plan = choose(await shown("plan"), act.plan);
      const item =
        plan &&
        choose(
          Object.entries(plan.lists["helps"] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
          act.item,
        );
      if (!plan || !item) return undefined;
      const [name, held] = item;
      return [{ ...head(plan), kind: "remove", field: "helps", item: name, from: held.value, base: held.adds }];
    }
    case "withdraw": {
      const record = choose(await shown("plan", "note"), act.record);
      return record && [{ ...head(record), kind: "withdraw", reason: "entered twice", seen: allSeenIn(record) }];
    }
    case "restore": {
      const all = await records(world, device, ["plan", "note"]);
      const record = choose(
        all.filter((view) => view.withdrawn !== null),
        act.record,
      );
      return record && [{ ...head(record), kind: "restore", base: withdrawalsSeen(record) }];
    }
    case "settle": {
      const open = (await records(world, device, ["plan", "note"])).flatMap((record) =>
        record.decisions.filter((one) => one.state === "open").map((decision) => ({ record, decision })),
      );
      const chosen = choose(open, act.decision);
      if (!chosen) return undefined;
      const { record, decision } = chosen;
      const side = choose([decision.kept, ...decision.others], act.side) as Side;
      return [
        { ...head(record), kind: "settle", decision: decision.id, to: side.value, base: sidesSeen(record, decision) },
      ];
    }
    case "reopen": {
      const settled = (await records(world, device, ["plan", "note"])).flatMap((record) =>
        record.decisions.flatMap((one) => (one.settled ? [{ record, id: one.id, base: one.settled.change }] : [])),
      );
      const chosen = choose(settled, act.decision);
      return chosen && [{ ...head(chosen.record), kind: "reopen", decision: chosen.id, base: chosen.base }];
    }
    case "room": {
      const rooms = await shown("room");
      const room = choose(rooms, act.value);
      if (!room || act.value > 3)
        return [
          { kind: "create", record: newId(), type: "room", scope: SCHOOL_SCOPE, fields: { name: fresh("Room") } },
        ];
      return [{ ...head(room), kind: "set", field: "name", to: fresh("Room"), ...seenIn(room, "name") }];
    }
    case "share": {
      const pupil = choose(await shown("pupil"), act.pupil);
      const of = (world.tablets[act.of] as Tablet).deviceId();
      if (!pupil || of === undefined) return undefined;
      const there = (await shown("share")).find(
        (one) => textOf(one, "device") === of && textOf(one, "pupil") === pupil.id,
      );
      world.count(`shared ${act.much}`);
      // More than it was told last that it may.
      if (there && MUCH.indexOf(act.much) > MUCH.indexOf(textOf(there, "much") ?? "all")) world.count("shared again");
      if (there) return [{ ...head(there), kind: "set", field: "much", to: act.much, ...seenIn(there, "much") }];
      const fields = { device: of, pupil: pupil.id as string, much: act.much };
      return [{ kind: "create", record: newId(), type: "share", scope: SCHOOL_SCOPE, fields }];
    }
    case "impossible": {
      const nowhere = newId();
      const lost: Draft = {
        kind: "set",
        record: nowhere,
        type: "plan",
        scope: nowhere as string as ScopeId,
        field: "review",
        to: fresh("lost"),
        from: null,
        base: nowhere as never,
      };
      if (!act.beside) return [lost];
      const plan = choose(await shown("plan"), playing.number);
      if (plan)
        return [
          lost,
          { ...head(plan), kind: "set", field: "review", to: fresh("beside"), ...seenIn(plan, "review") },
        ].map(
          // Now and then they stand or fall as one.
          (draft) => (playing.number % 3 === 0 ? { ...draft, group: 1 } : draft) as Draft,
        );
      return [
        lost,
        { kind: "create", record: newId(), type: "room", scope: SCHOOL_SCOPE, fields: { name: fresh("Room") } },
      ];
    }
    default:
      return undefined;
  }
}

const MUCH: readonly string[] = ["none", "thin", "all"];
const RISKS: readonly string[] = ["low", "some", "high"];
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ids of the simulation's own, in the form of an id. */
function idFrom(world: World, number: number): string {
  let rest = number;
  let text = "";
  while (text.length < 10) {
    text = LETTERS.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return `s${String(world.seed % 1e9).padStart(15, "0")}${text}`;
}
