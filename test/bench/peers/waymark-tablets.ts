// Waymark's own two tablets: the production device over its store and network, at a school that is set up for the bench.
// Every edit is a commit of its own, signed and sealed.

import { randomId } from "#base/id.ts";
import { schema } from "#casework/schema.ts";
import { createDevice } from "#device/create-device.ts";
import type { Device } from "#device/device.ts";
import type { Transport } from "#device/ports.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { createFetchTransport } from "#device/transport/fetch-transport.ts";
import { createSlowHash } from "#device/vault/slow-hash.ts";
import slowHashWorker from "#device/vault/slow-hash.worker.ts?worker&url";
import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import type { ChangeId, RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal, type Refusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { ROUTES } from "#protocol/routes.ts";
import { randomBytes } from "../page-bench.ts";
import { createOwnTurn, type OwnTurn } from "./own-turn.ts";
import type { Tablet, TwoTablets } from "./two-tablets.ts";

const PASSWORD = "four unrelated tall herons";
const PUPILS = 50;
/** So many creates in one commit. */
const AT_ONCE = 50;
const FIELD = "whyHere";

const write = defineCommand<readonly Draft[]>("write", (drafts) => drafts);
const newId = <Id extends string>(): Id => randomId<Id>(randomBytes);

interface Plan {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly text: string;
  /** Its create: the change behind the text that stands. */
  readonly base: ChangeId;
}

export async function createWaymarkTablets(setUpCode: string): Promise<TwoTablets> {
  const turn = createOwnTurn();
  const tablets = await turn.during(setUpTablets)(setUpCode, turn.scheduler);
  return {
    create: turn.during(tablets.create),
    edit: turn.during(tablets.edit),
    sync: turn.during(tablets.sync),
    found: turn.during(tablets.found),
  };
}

async function setUpTablets(setUpCode: string, scheduler: OwnTurn["scheduler"]): Promise<TwoTablets> {
  const lines = [createLine(), createLine()] as const;
  const devices = [
    deviceOver("tablet-a", lines[0].transport, scheduler),
    deviceOver("tablet-b", lines[1].transport, scheduler),
  ] as const;
  const [first, second] = devices;
  lines[0].isUp = lines[1].isUp = true;
  await begun(first);
  await begun(second);
  accepted(
    await first.setUp({
      code: setUpCode,
      schoolName: "Fell Road School",
      givenName: "Ada",
      familyName: "Holt",
      login: "ada.holt",
      password: PASSWORD,
      deviceName: "Tablet 1",
      deviceKind: "shared",
    }),
  );
  const { code } = accepted(await first.ask("POST", ROUTES.deviceCodes, {})).body as { code: string };
  const refused = await second.enrol({ code, name: "Tablet 2", kind: "shared" });
  if (refused) throw new Error(refused.sentence);
  accepted(await second.signIn({ login: "ada.holt", password: PASSWORD }));
  const pupils = await pupilsOn(first);
  await sync(0);
  await sync(1);
  let plans: readonly Plan[] = [];

  async function sync(tablet: Tablet): Promise<number> {
    lines[tablet].isUp = true;
    const device = devices[tablet];
    let there = performance.now();
    // What it says itself: it counts what waits in its store, behind the write that keeps the answer.
    const leave = device.status.subscribe(() => {
      if (device.status.get().queued > 0) there = Number.NaN;
      else if (Number.isNaN(there)) there = performance.now();
    });
    if (device.status.get().queued > 0) there = Number.NaN;
    const { ok, words } = await device.sendNow();
    lines[tablet].isUp = false;
    leave();
    const { queued, refused } = device.status.get();
    if (!ok || queued + refused > 0) throw new Error(`${words} (${queued} waiting, ${refused} refused)`);
    return there;
  }

  return {
    async create(texts) {
      const made: Plan[] = [];
      for (let at = 0; at < texts.length; at += AT_ONCE) {
        const part = texts.slice(at, at + AT_ONCE).map((text, n) => ({
          id: newId<RecordId>(),
          scope: pupils[(at + n) % pupils.length] as ScopeId,
          text,
        }));
        const drafts = part.map(({ id, scope, text }): Draft => ({
          kind: "create",
          record: id,
          type: "plan",
          scope,
          fields: { [FIELD]: text },
        }));
        const { changes } = accepted(await first.commit(write, drafts));
        made.push(...part.map((plan, n) => ({ ...plan, base: changes[n] as ChangeId })));
      }
      plans = made;
    },
    async edit(tablet, texts) {
      for (const [n, { id, scope, text, base }] of plans.entries()) {
        const to = texts[n] as string;
        const draft: Draft = { kind: "set", record: id, type: "plan", scope, field: FIELD, to, from: text, base };
        accepted(await devices[tablet].commit(write, [draft]));
      }
    },
    sync,
    async found() {
      const texts = new Set<string>();
      const asking = new Set<string>();
      const wanted = new Set<string>(plans.map(({ id }) => id));
      for (const device of devices)
        for (const scope of new Set(plans.map((plan) => plan.scope)))
          for (const record of await plansOf(device, scope)) {
            if (!wanted.has(record.id)) continue;
            texts.add(String(record.fields[FIELD]?.value));
            for (const { state, kept, others } of record.decisions) {
              if (state === "open") asking.add(record.id);
              for (const side of [kept, ...others]) texts.add(String(side.value));
            }
          }
      return { texts, flagged: asking.size };
    },
  };
}

/** The network of one tablet, which can be taken away. */
function createLine(): { isUp: boolean; readonly transport: Transport } {
  const { send } = createFetchTransport({ timeoutMs: 120_000 });
  const line = {
    isUp: false,
    transport: {
      send: (...asked: Parameters<Transport["send"]>) =>
        line.isUp ? send(...asked) : Promise.resolve({ reached: false, why: "offline" } as const),
    },
  };
  return line;
}

function deviceOver(name: string, transport: Transport, scheduler: OwnTurn["scheduler"]): Device {
  return createDevice({
    ports: {
      store: createDexieStore({ name, schema }),
      transport,
      clock: { now: () => Date.now(), offsetMinutes: () => 0 },
      scheduler,
      randomBytes,
      slowHash: createSlowHash(() => slowHashWorker),
    },
    schema,
    app: "bench",
    // Signing in is not what is measured.
    slowHashCost: { memoryKib: 256, passes: 1 },
  });
}

async function begun(device: Device): Promise<void> {
  while (device.standing.get().state === "starting") await new Promise((resolve) => setTimeout(resolve, 10));
}

async function pupilsOn(device: Device): Promise<readonly ScopeId[]> {
  const ids = Array.from({ length: PUPILS }, () => newId<ScopeId>());
  const drafts = ids.map((scope, n): Draft => ({
    kind: "create",
    record: scope as string as RecordId,
    type: "pupil",
    scope,
    fields: { givenName: `Given ${n}`, familyName: `Family ${n}` },
  }));
  accepted(await device.commit(write, drafts));
  return ids;
}

async function plansOf(device: Device, scope: ScopeId): Promise<readonly ViewRecord[]> {
  const watched = device.watch({ kind: "records", scope, types: ["plan"] });
  return new Promise((resolve) => {
    const look = (): void => {
      const records = watched.get();
      if (records === undefined) return;
      leave();
      resolve(records);
    };
    let leave = (): void => undefined;
    leave = watched.subscribe(look);
    look();
  });
}

function accepted<T extends object>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(result.sentence);
  return result as T;
}
