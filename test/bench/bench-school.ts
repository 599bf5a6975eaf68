// Schools and tablets for the server's bench: everything that is sent is sealed and signed beforehand, by the device's
// own code, so that what is timed is the server alone.

import { type RandomBytes, randomId } from "#base/id.ts";
import type { Change, Envelope } from "#ledger/change.ts";
import { DEVICE_HEADER, READER_HEADER } from "#protocol/device-proof.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import { MOST_ENVELOPES, type PushAnswer } from "#protocol/push.ts";
import { ROUTES } from "#protocol/routes.ts";
import { WIRE } from "#protocol/version.ts";
import { createSender, sealEnvelope } from "#device/vault/envelope.ts";
import { proveReader, proveRequest } from "#device/vault/request-proof.ts";
import { createSigningKey } from "#device/vault/signing-key.ts";
import { newDevice } from "#server/accounts/enrol.ts";
import { makeSchool } from "#server/accounts/make-school.ts";
import type { WaymarkServer } from "#server/server.ts";
import type { SchoolRow, Storage } from "#server/storage/storage.ts";

export interface BenchWorld {
  readonly server: WaymarkServer;
  readonly storage: Storage;
  readonly randomBytes: RandomBytes;
  readonly clock: { now(): number };
}

export interface BenchSchool {
  readonly row: SchoolRow;
  readonly tablets: readonly BenchTablet[];
}

export interface BenchTablet {
  /** Envelopes of so many new notes each, about pupils of their own; the pupils come first. */
  notes(envelopes: number, each: number): readonly SealedEnvelope[];
  /** Sends them in full batches, one after the other; gives how many changes were accepted. */
  push(envelopes: readonly SealedEnvelope[], batch?: number): Promise<number>;
  pull(cursor: number | null): Promise<PullAnswer>;
}

/** Few enough that a page of the feed carries several notes of one pupil, as it does in a school. */
const PUPILS = 20;

export async function openSchool(world: BenchWorld, tablets: number): Promise<BenchSchool> {
  const { storage, randomBytes, clock } = world;
  const newId = (): string => randomId(randomBytes);
  const facts = { name: "Fell Road School", demo: false, clockOffset: 0, personas: {}, now: clock.now() };
  const row = makeSchool(facts, newId, randomBytes);
  await storage.transactServer((server) => server.createSchool(row));
  const made: BenchTablet[] = [];
  for (let n = 0; n < tablets; n += 1) made.push(await openTablet(world, row));
  return { row, tablets: made };
}

async function openTablet(world: BenchWorld, school: SchoolRow): Promise<BenchTablet> {
  const { server, storage, randomBytes, clock } = world;
  const newId = <Id extends string>(): Id => randomId<Id>(randomBytes);
  const credential = createSigningKey(randomBytes(32));
  const author = createSigningKey(randomBytes(32));
  const [adult, authorKey] = [newId<string>(), newId<string>()];
  const asked = { name: "Tablet", kind: "shared", publicKey: credential.publicKey } as const;
  const device = newDevice({ clock, newId }, asked);
  await storage.transact(school.id, async (tx) => {
    await tx.putDevice(device);
    const key = { name: authorKey, adult, device: device.id, key: author.publicKey, since: clock.now() };
    await tx.putAuthorKey(key);
  });
  const sender = createSender(school.publicKey, randomBytes);
  let counter = 0;
  let deviceSeq = 0;
  const pupils: string[] = [];

  function seal(changes: readonly Change[]): SealedEnvelope {
    const envelope = {
      format: 1,
      id: newId(),
      school: school.id,
      device: device.id,
      deviceSeq: (deviceSeq += 1),
      author: adult,
      authorKey,
      at: "2026-06-09T10:42:00+01:00",
      schema: 1,
      app: "bench",
      changes,
    } as unknown as Envelope;
    return sealEnvelope({ envelope, sign: (text) => author.sign(text), randomBytes, sender });
  }

  function create(type: string, scope: string | null, fields: object): Change {
    const record = newId<string>();
    return { kind: "create", id: newId(), record, type, scope: scope ?? record, fields } as unknown as Change;
  }

  async function ask<T>(path: string, body: object): Promise<T> {
    const text = JSON.stringify(body);
    const request = { device: device.id, counter: (counter += 1), method: "POST", path, body: text };
    const headers = {
      "content-type": "application/json",
      [DEVICE_HEADER]: proveRequest(credential, request),
      [READER_HEADER]: proveReader({ adult, key: author }, request),
    };
    const answer = await server.handle({ method: "POST", path, headers, body: text });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body) as T;
  }

  return {
    notes(envelopes, each) {
      const sealed: SealedEnvelope[] = [];
      if (pupils.length === 0) {
        const made = Array.from({ length: PUPILS }, (_, n) => create("pupil", null, { name: `Pupil ${n}` }));
        pupils.push(...made.map(({ record }) => record as string));
        sealed.push(seal(made));
      }
      for (let n = 0; n < envelopes; n += 1)
        sealed.push(
          seal(
            Array.from({ length: each }, (_, at) =>
              create("note", pupils[(n * each + at) % PUPILS] ?? null, { occurred: "2026-06-09T10:42", text: NOTE }),
            ),
          ),
        );
      return sealed;
    },
    async push(envelopes, batch = MOST_ENVELOPES) {
      let accepted = 0;
      for (let at = 0; at < envelopes.length;) {
        const part = envelopes.slice(at, at + batch);
        const unsent = envelopes.length - at;
        const answer = await ask<PushAnswer>(ROUTES.push, { wire: WIRE, epoch: null, unsent, envelopes: part });
        const changes = answer.verdicts.flatMap((verdict) => verdict.changes);
        if (changes.length === 0 || changes.some(({ verdict }) => verdict !== "accepted"))
          throw new Error(`not accepted: ${JSON.stringify(answer).slice(0, 500)}`);
        accepted += changes.length;
        at += answer.verdicts.length;
      }
      return accepted;
    },
    pull: (cursor) => ask(ROUTES.pull, { wire: WIRE, epoch: school.epoch, cursor, schema: 1, grants: null }),
  };
}

/** As long as what adults write at the end of a period: some 600 characters. */
const NOTE =
  "Came in calm after break and chose the desk by the window. Finished the first page of the maths task with one prompt, then asked for a movement break and took it. ".repeat(
    4,
  );
