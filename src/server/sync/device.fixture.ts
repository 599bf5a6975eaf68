// A device as the server sees it, for the tests of this room: it keeps keys and counts, seals with other code than
// the server opens with, and can be told to lie about anything.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { inject, onTestFinished } from "vitest";
import { base64ToBytes, bytesToBase64, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import { type RandomBytes, randomId } from "#base/id.ts";
import { canonicalJson, type Json } from "#base/json.ts";
import type { Change, Envelope } from "#ledger/change.ts";
import type { Schema } from "#ledger/schema.ts";
import {
  DEVICE_HEADER,
  READER_HEADER,
  proofHeader,
  provenText,
  readerHeader,
  readerText,
} from "#protocol/device-proof.ts";
import { type SealedEnvelope, SIGNED_PREFIX, WIRE_KEY_INFO, sealedContext } from "#protocol/envelope.ts";
import type { PullAnswer, PullRequest } from "#protocol/pull.ts";
import type { PushAnswer } from "#protocol/push.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { Enrolled, SetupAnswer, SignedIn } from "#protocol/session.ts";
import {
  type DemoSchool,
  type ServerDeps,
  type ServerRequest,
  type ServerStream,
  type WaymarkServer,
  createServer,
} from "../server.ts";
import { openPostgresStorage } from "../storage/postgres-storage.ts";
import { openSqliteStorage } from "../storage/sqlite-storage.ts";
import type { Storage } from "../storage/storage.ts";
import type { GrantRules } from "./grants.ts";
import { verifyOnThreads } from "./look-ahead.ts";
import { toySchema } from "./toy.fixture.ts";

/** Bytes from a seed, the same every time. */
export function seededBytes(seed: number): RandomBytes {
  let state = seed >>> 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      bytes[i] = (t ^ (t >>> 14)) & 255;
    }
    return bytes;
  };
}

export const START = Date.UTC(2026, 5, 9, 10, 0);
export const PASSWORD = "four unrelated tall herons";

export interface World {
  readonly server: WaymarkServer;
  readonly storage: Storage;
  readonly randomBytes: RandomBytes;
  readonly newId: <Id extends string>() => Id;
  readonly log: readonly string[];
  /** Lets time pass, in milliseconds. */
  pass(milliseconds: number): void;
  now(): number;
  /** Another server over the same storage: what a restart is. */
  restart(schema?: Schema): WaymarkServer;
}

export interface WorldOptions {
  readonly schema?: Schema;
  readonly demo?: () => DemoSchool;
  readonly later?: (task: () => void) => void;
  readonly wrap?: (storage: Storage) => Storage;
  readonly grantRules?: GrantRules;
  readonly after?: ServerDeps["after"];
  readonly limits?: ServerDeps["limits"];
  readonly verifyAside?: ServerDeps["verifyAside"];
}

/** SQLite in memory; in a run that has a PostgreSQL, tables of this test's own in it. */
async function openTestStorage(clock: { now(): number }): Promise<Storage> {
  const url = inject("postgres" as never) as string | undefined;
  if (url === undefined) return openSqliteStorage({ file: ":memory:", clock });
  const storage = await openPostgresStorage({ url, schema: `w_${crypto.randomUUID().replaceAll("-", "")}`, clock });
  onTestFinished(() => storage.close());
  return storage;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const randomBytes = seededBytes(7);
  let now = START;
  const clock = { now: () => now };
  const opened = await openTestStorage(clock);
  const storage = options.wrap?.(opened) ?? opened;
  const log: string[] = [];
  const start = (schema: Schema): WaymarkServer =>
    createServer({
      storage,
      schema,
      clock,
      randomBytes,
      version: "0.0.0-test",
      mayHold: (definition, kind) => kind === "personal" || definition.onSharedDevice,
      // As cheap as argon2 allows: what is tested here is not how slow it is.
      passwordCost: { memoryKib: 8, passes: 1 },
      log: (text) => void log.push(text),
      verifyAside: options.verifyAside ?? verifyOnThreads,
      ...(options.demo ? { demo: options.demo } : {}),
      ...(options.grantRules ? { grantRules: options.grantRules } : {}),
      ...(options.later ? { later: options.later } : {}),
      ...(options.after ? { after: options.after } : {}),
      ...(options.limits ? { limits: options.limits } : {}),
    });
  return {
    server: start(options.schema ?? toySchema),
    storage,
    randomBytes,
    newId: () => randomId(randomBytes),
    log,
    pass: (milliseconds) => void (now += milliseconds),
    now: () => now,
    restart: (schema = options.schema ?? toySchema) => start(schema),
  };
}

export interface Said {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: { readonly [name: string]: string };
}

export interface AskOptions {
  readonly signed?: boolean;
  /** Who shows that they have it open: its adult, unless told; nobody: as a locked device asks. */
  readonly reader?: "nobody" | { readonly id: string; readonly seed: Uint8Array };
  readonly counter?: number;
  readonly headers?: { readonly [name: string]: string };
  /** Sent instead of the body's JSON. */
  readonly text?: string;
  readonly server?: WaymarkServer;
}

export interface Lies {
  readonly deviceSeq?: number;
  readonly author?: string;
  readonly authorKey?: string;
  readonly school?: string;
  readonly device?: string;
  readonly schema?: number;
  readonly id?: string;
  /** Written on the outside, and sealed with it, while the inside says otherwise. */
  readonly outside?: Partial<Pick<SealedEnvelope, "id" | "school" | "device" | "deviceSeq">>;
  /** Signs with this seed instead of the author's. */
  readonly seed?: Uint8Array;
}

export type TestDevice = ReturnType<typeof createTestDevice>;

export function createTestDevice(world: World, kind: "shared" | "personal" = "shared") {
  const { randomBytes, newId } = world;
  const credential = randomBytes(32);
  const publicKey = bytesToBase64(ed25519.getPublicKey(credential));
  let counter = 0;
  /** As a browser keeps them: the last of each name. */
  const jar = new Map<string, string>();
  let enrolled: Enrolled | undefined;
  let author: { readonly id: string; readonly seed: Uint8Array; readonly key: string } | undefined;
  let deviceSeq = 0;
  const self = { name: "Tablet", kind, publicKey };
  const home = (): Enrolled => {
    if (!enrolled) throw new Error("this test device belongs to no school yet");
    return enrolled;
  };

  function requestFor(method: "GET" | "POST", path: string, body?: unknown, options: AskOptions = {}): ServerRequest {
    const text = options.text ?? (body === undefined ? undefined : JSON.stringify(body));
    const headers: Record<string, string> = {
      "content-type": "application/json",
      ...(jar.size === 0 ? {} : { cookie: [...jar.values()].join("; ") }),
    };
    if (options.signed ?? enrolled !== undefined) {
      const number = options.counter ?? (counter += 1);
      const hash = bytesToBase64(sha256(utf8ToBytes(text ?? "")));
      const proven = provenText(method, path, number, hash);
      const device = enrolled?.device ?? newId();
      const signature = ed25519.sign(utf8ToBytes(proven), credential);
      headers[DEVICE_HEADER] = proofHeader(device, number, bytesToBase64(signature));
      const reader = options.reader ?? author;
      if (reader && reader !== "nobody") {
        const word = ed25519.sign(utf8ToBytes(readerText(device, proven)), reader.seed);
        headers[READER_HEADER] = readerHeader(reader.id, bytesToBase64(word));
      }
    }
    return { method, path, headers: { ...headers, ...options.headers }, body: text };
  }

  async function ask(method: "GET" | "POST", path: string, body?: unknown, options: AskOptions = {}): Promise<Said> {
    const request = requestFor(method, path, body, options);
    const answer = await (options.server ?? world.server).handle(request);
    const set = answer.headers["set-cookie"];
    const pair = set?.split(";", 1)[0];
    if (pair !== undefined) jar.set(pair.split("=", 1)[0] ?? "", pair);
    return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body) as Record<string, unknown> };
  }

  async function registerKey(adultId: string): Promise<Said> {
    const seed = randomBytes(32);
    const said = await ask("POST", ROUTES.authorKeys, { key: bytesToBase64(ed25519.getPublicKey(seed)) });
    if (said.status === 200) author = { id: adultId, seed, key: said.body["name"] as string };
    return said;
  }

  async function settleIn(said: Said): Promise<Said> {
    if (said.status !== 200) return said;
    const { enrolled: told, signedIn } = said.body as unknown as SetupAnswer;
    enrolled = told;
    await registerKey(signedIn.adult);
    return said;
  }

  function envelopeOf(changes: readonly Change[], lies: Lies = {}): Envelope {
    if (!author) throw new Error("nobody is at this test device");
    return {
      format: 1,
      id: lies.id ?? newId(),
      school: lies.school ?? home().school,
      device: lies.device ?? home().device,
      deviceSeq: lies.deviceSeq ?? (deviceSeq += 1),
      author: lies.author ?? author.id,
      authorKey: lies.authorKey ?? author.key,
      at: "2026-06-09T11:00:00+01:00",
      schema: lies.schema ?? 1,
      app: "test",
      changes,
    } as unknown as Envelope;
  }

  function seal(envelope: Envelope, lies: Lies = {}): SealedEnvelope {
    const secret = randomBytes(32);
    const ours = x25519.getPublicKey(secret);
    const theirs = base64ToBytes(home().serverKey);
    const key = hkdf(
      sha256,
      x25519.getSharedSecret(secret, theirs),
      concatBytes(ours, theirs),
      utf8ToBytes(WIRE_KEY_INFO),
      32,
    );
    const { id, school, device, deviceSeq: number } = { ...envelope, ...lies.outside };
    const outside = { id, school, device, deviceSeq: number };
    const text = utf8ToBytes(canonicalJson(envelope as unknown as Json));
    const signature = ed25519.sign(concatBytes(utf8ToBytes(SIGNED_PREFIX), text), lies.seed ?? author!.seed);
    const nonce = randomBytes(24);
    const box = xchacha20poly1305(key, nonce, utf8ToBytes(sealedContext(outside))).encrypt(
      concatBytes(signature, text),
    );
    return {
      ...outside,
      cipher: 1,
      senderKey: bytesToBase64(ours),
      nonce: bytesToBase64(nonce),
      box: bytesToBase64(box),
    };
  }

  return {
    ask,
    requestFor,
    listen: (options: AskOptions = {}): Promise<ServerStream> =>
      (options.server ?? world.server).listen(requestFor("POST", ROUTES.listen, { wire: 1 }, options)),
    seal,
    envelopeOf,
    registerKey,
    home,
    publicKey,
    author: () => author!,
    /** The session's. */
    cookie: () => jar.get("waymark"),
    forgetCookie: () => void jar.delete("waymark"),
    /** The one by which a browser without storage is known. */
    deviceCookie: () => jar.get("waymark-device"),
    /** Sets up the school of this world; the first administrator is at this device. */
    async setUp(over: Record<string, unknown> = {}): Promise<Said> {
      const code = over["code"] ?? (await world.server.newSetUpCode());
      const who = { schoolName: "Fell Road School", givenName: "Ada", familyName: "Holt", login: "ada.holt" };
      return settleIn(await ask("POST", ROUTES.setup, { code, ...who, password: PASSWORD, device: self, ...over }));
    },
    async enterDemo(persona: string, kind = self.kind): Promise<Said> {
      return settleIn(await ask("POST", ROUTES.demoEnter, { persona, device: { ...self, kind } }));
    },
    async enrol(code: string): Promise<Said> {
      const said = await ask("POST", ROUTES.enrol, { code, device: self });
      if (said.status === 200) enrolled = said.body["enrolled"] as Enrolled;
      return said;
    },
    async signIn(login: string, password: string, invitation?: string): Promise<Said> {
      const said = await ask("POST", ROUTES.signIn, {
        login,
        password,
        ...(invitation === undefined ? {} : { invitation }),
      });
      if (said.status === 200) await registerKey((said.body as unknown as SignedIn).adult);
      return said;
    },
    /** Is this device from now on: it was let in, or goes on under another name. */
    become(told: Enrolled): void {
      enrolled = told;
    },
    /** A sealed commit of these changes, with the device's next number. */
    commit(changes: readonly Change[], lies: Lies = {}): SealedEnvelope {
      return seal(envelopeOf(changes, lies), lies);
    },
    async push(envelopes: readonly SealedEnvelope[], options: AskOptions = {}): Promise<PushAnswer> {
      const body = { wire: 1, epoch: null, unsent: envelopes.length, envelopes };
      const said = await ask("POST", ROUTES.push, body, options);
      if (said.status !== 200) throw new Error(`push: ${said.status} ${JSON.stringify(said.body)}`);
      return said.body as unknown as PushAnswer;
    },
    async pull(request: Partial<PullRequest> = {}, options: AskOptions = {}): Promise<PullAnswer> {
      const body = { wire: 1, epoch: home().epoch, cursor: null, schema: 1, ...request };
      const said = await ask("POST", ROUTES.pull, body, options);
      if (said.status !== 200) throw new Error(`pull: ${said.status} ${JSON.stringify(said.body)}`);
      return said.body as unknown as PullAnswer;
    },
  };
}

/** A colleague on a second tablet of the same school: invited, signed in, with a key of their own. */
export async function addColleague(
  world: World,
  admin: TestDevice,
  name: string,
  kind: "shared" | "personal" = "shared",
): Promise<TestDevice> {
  const { newId } = world;
  const adultId = newId();
  const fields = { givenName: name, familyName: "Reed", role: "iap-adult" };
  const create = {
    kind: "create",
    id: newId(),
    record: adultId,
    type: "adult",
    scope: "school",
    fields,
  } as unknown as Change;
  await admin.push([admin.commit([create])]);
  const code = await admin.ask("POST", ROUTES.deviceCodes, {});
  const invitation = await admin.ask("POST", ROUTES.invitations, { adult: adultId });
  const device = createTestDevice(world, kind);
  await device.enrol(code.body["code"] as string);
  await device.signIn(name.toLowerCase(), PASSWORD, invitation.body["code"] as string);
  return device;
}

/** The shortest way to write changes of the toy schema. */
export function writer(world: World) {
  const { newId } = world;
  return {
    create: (
      type: string,
      scope: string | null,
      fields: { readonly [field: string]: Json },
      more: object = {},
    ): Change => {
      const record = newId();
      return {
        kind: "create",
        id: newId(),
        record,
        type,
        scope: scope ?? record,
        fields,
        ...more,
      } as unknown as Change;
    },
    set: (of: Change, field: string, from: Json, to: Json, base: string, more: object = {}): Change =>
      ({
        kind: "set",
        id: newId(),
        record: of.record,
        type: of.type,
        scope: of.scope,
        field,
        from,
        to,
        base,
        ...more,
      }) as unknown as Change,
  };
}
