// Two schools on one server, for the access matrix: an adult of every role on a device of their own, two room tablets,
// and each way of not being let in. In the first school one pupil is on everybody's caseload and one on nobody's; of
// both there is a record of every type.

import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToBase64 } from "#base/bytes.ts";
import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { grantRules } from "#casework/grant-rules.ts";
import { mayHold } from "#casework/holding.ts";
import { type Role, roles } from "#casework/roles.ts";
import { schema } from "#casework/schema.ts";
import { ADULT_HEADER } from "#protocol/device-proof.ts";
import { COVER_KEY } from "#protocol/envelope.ts";
import { ROUTES } from "#protocol/routes.ts";
import { appendToAudit } from "#server/audit/chain.ts";
import { makeSchool } from "#server/accounts/make-school.ts";
import {
  PASSWORD,
  type AskOptions,
  type Said,
  type TestDevice,
  createTestDevice,
} from "#server/sync/device.fixture.ts";
import { type WorldOnFile, createWorldOnFile } from "./world-on-file.ts";

/** Whose it is that is named: the first school's within the caseload and outside, the second school's, nobody's. */
export const PLACES = ["own", "other", "other school", "absent"] as const;
export type PlaceName = (typeof PLACES)[number];
export type Named = { readonly [P in PlaceName]: string };

export interface Subject {
  readonly name: string;
  /** Whose tablet words the questions: its keys, its session, its adult. */
  readonly tablet: TestDevice;
  /** Tables that being refused may write to. */
  readonly leaves?: readonly string[];
  /** How the question reaches the server. */
  readonly asks: (method: "GET" | "POST", path: string, body: unknown) => Promise<Said>;
}

export interface TwoSchools {
  readonly world: WorldOnFile;
  readonly subjects: readonly Subject[];
  readonly pupil: Named;
  readonly device: Named;
  readonly adult: Named;
  readonly kept: Named;
  /** The record of each type in a pupil's scope, and of the school. */
  recordOf(type: string, scope: string): string;
}

/** Whoever covers for a day is let in at a tablet by a colleague, and never signs in. */
const WITHOUT_ACCOUNT = new Set<string>(["cover"]);
const LONG_AGO = "2020-01-31T10:00:00+00:00";
const HALF_AN_HOUR = 30 * 60_000;
const ofPupil = Object.values(schema.definitions).filter(({ scope }) => scope !== "school");
const ofSchool = Object.values(schema.definitions).filter(({ scope }) => scope === "school");

export async function createTwoSchools(): Promise<TwoSchools> {
  const world = await createWorldOnFile({ schema, mayHold, grantRules });
  const { newId } = world;
  const head = createTestDevice(world, "personal");
  await head.setUp();
  const school = head.home().school;

  async function join(
    role: Role,
    kind: "shared" | "personal",
    name: string = role,
    administrator = false,
  ): Promise<TestDevice> {
    const adult = newId<string>();
    const fields = { givenName: "Ada", familyName: "Reed", role };
    const create = { kind: "create", id: newId(), record: adult, type: "adult", scope: "school", fields };
    await head.push([head.commit([create as unknown as Change])]);
    const code = await head.ask("POST", ROUTES.deviceCodes, {});
    const invited = await head.ask("POST", ROUTES.invitations, { adult, administrator });
    const tablet = createTestDevice(world, kind);
    await tablet.enrol(code.body["code"] as string);
    const said = await tablet.signIn(`${name}.${kind}`, PASSWORD, invited.body["code"] as string);
    if (said.status !== 200) throw new Error(`${name} could not join: ${JSON.stringify(said.body)}`);
    return tablet;
  }

  /** Whoever stands at the room's tablet after the adult there let them in: the session in its browser is not theirs. */
  async function letIn(tablet: TestDevice): Promise<Subject> {
    const seed = world.randomBytes(32);
    const cover = newId<string>();
    const fields = {
      ...{ givenName: "Robin", familyName: "Cole", day: "2026-06-09" },
      key: bytesToBase64(ed25519.getPublicKey(seed)),
    };
    const vouch = { kind: "create", id: newId(), record: cover, type: "cover", scope: "school", fields };
    const { verdicts } = await tablet.push([tablet.commit([vouch as unknown as Change])]);
    if (verdicts[0]?.changes[0]?.verdict !== "accepted") throw new Error("the cover adult was not let in");
    const theirs = { author: cover, authorKey: COVER_KEY, seed };
    const at: TestDevice = {
      ...tablet,
      author: () => ({ id: cover, seed, key: COVER_KEY }),
      commit: (changes, lies) => tablet.commit(changes, { ...theirs, ...lies }),
    };
    const headers = { cookie: cookiesOf(tablet), [ADULT_HEADER]: cover };
    return {
      name: "cover at the room's tablet",
      tablet: at,
      asks: (method, path, body) => tablet.ask(method, path, body, { headers }),
    };
  }

  const subjects: Subject[] = [itself("administrator", head)];
  for (const role of roles.filter((one) => !WITHOUT_ACCOUNT.has(one)))
    subjects.push(itself(role, await join(role, "personal")));
  subjects.push(itself("administrator who is a school-admin", await join("school-admin", "personal", "keys", true)));
  subjects.push(itself("iap-adult at the room's tablet", await join("iap-adult", "shared")));
  const room = subjects.at(-1)?.tablet as TestDevice;
  subjects.push(await letIn(room));
  subjects.push(itself("dsl at the room's tablet", await join("dsl", "shared")));
  const dsl = subjects.find(({ name }) => name === "dsl")?.tablet as TestDevice;
  const stranger = createTestDevice(world, "personal");
  const gone = await join("dsl", "personal", "gone");
  const ended = await join("dsl", "personal", "ended");
  const locked = await join("dsl", "personal", "locked");
  await head.ask("POST", ROUTES.revokeDevice, { device: gone.home().device });
  await head.ask("POST", ROUTES.lockDevice, { device: locked.home().device, locked: true });
  await head.ask("POST", ROUTES.endAdult, { adult: ended.author().id });
  const whole = cookiesOf(head);
  const asks = (options: AskOptions, cookie: string): Subject["asks"] => {
    return (method, path, body) => head.ask(method, path, body, { ...options, headers: { cookie } });
  };
  subjects.push(
    { name: "no credential", tablet: head, asks: asks({ signed: false }, "") },
    { name: "a session without a device", tablet: head, asks: asks({ signed: false }, whole) },
    { name: "a device without a session", tablet: head, asks: asks({}, "") },
    { name: "a session of another device", tablet: head, asks: asks({}, cookiesOf(dsl)) },
    {
      name: "an unknown device",
      tablet: head,
      asks: (method, path, body) => stranger.ask(method, path, body, { signed: true, headers: { cookie: whole } }),
    },
    itself("a device out of use", gone),
    itself("a device locked from afar", locked),
    itself("an adult whose account ended", ended),
    {
      name: "a session that ran out",
      tablet: head,
      leaves: ["session"],
      async asks(...asked) {
        world.pass(HALF_AN_HOUR + 1);
        const said = await asks({}, whole)(...asked);
        world.pass(-HALF_AN_HOUR - 1);
        return said;
      },
    },
  );

  const pupil = { own: newId(), other: newId(), "other school": newId(), absent: newId() };
  const there = makeSchool(
    { name: "Other School", demo: false, clockOffset: 0, personas: {}, now: world.now() },
    newId,
    world.randomBytes,
  );
  await world.storage.transactServer((server) => server.createSchool(there));
  const keyAdults = subjects.map(({ tablet }) => tablet.author().id);
  /** What makes a caseload: a placement that runs or ended long ago, and who is key adult. */
  const fieldsOf = (type: string, isOwn: boolean): { readonly [field: string]: unknown } => {
    if (type === "placement") return isOwn ? { stage: "in-iap" } : { stage: "completed", endedOn: "2020-01-31" };
    // Whoever came to the room is in its reach until the day, or the removal, is over; this one is, for years.
    if (type === "visit" || type === "removal") return { when: LONG_AGO, backAt: LONG_AGO, parentToldAt: LONG_AGO };
    return type === "pupil" && isOwn ? { keyAdults } : {};
  };
  const recordIds = new Map<string, string>();
  const recordOf = (type: string, scope: string): string => {
    const id = recordIds.get(`${type}|${scope}`) ?? (schema.definitions[type]?.scope === "owner" ? scope : newId());
    recordIds.set(`${type}|${scope}`, id);
    return id;
  };
  for (const [where, scopes] of [
    [school, [pupil.own, pupil.other]],
    [there.id, [pupil["other school"]]],
  ] as const)
    await world.storage.transact(where, async (tx) => {
      const wanted = [
        ...scopes.flatMap((scope) => ofPupil.map(({ type }) => ({ type, scope }))),
        ...ofSchool.filter(({ type }) => type !== "adult").map(({ type }) => ({ type, scope: "school" })),
      ];
      const first = await tx.takeSequence(wanted.length);
      const rows = wanted.map(({ type, scope }, i) => {
        const fields = fieldsOf(type, scope === pupil.own);
        return rowOf({ type, scope, seq: first + i, id: where === school ? recordOf(type, scope) : newId(), fields });
      });
      // An own pupil in the other school too: its scope is known there and nowhere here.
      await tx.putRecords(rows.map((row) => (row.type === "pupil" ? { ...row, id: row.scope as never } : row)));
      await tx.appendChanges(
        rows.map((row) => ({
          seq: row.seq,
          change: { kind: "set", ...changeOf(row, newId), field: "title", from: null, to: "words", base: row.created },
          author: newId(),
          device: newId(),
          at: "2026-06-01T09:00:00Z",
          received: "2026-06-01T09:00:00Z",
          outcome: "applied",
          envelope: newId(),
          schema: 1,
        })) as never,
      );
      const line = { at: world.now(), what: "pupilRead", who: "", device: "", facts: "{}" };
      await appendToAudit(
        tx,
        scopes.map((about) => ({ ...line, about })),
      );
      await tx.touchGrants();
    });

  const device = {
    own: head.home().device,
    other: subjects[1]?.tablet.home().device as string,
    "other school": newId(),
    absent: newId(),
  };
  const adult = { own: "", other: subjects[1]?.tablet.author().id as string, "other school": newId(), absent: newId() };
  const kept = { own: "kept-own", other: "kept-other", "other school": "kept-away", absent: "kept-none" };
  const aside = (id: string, scope: string) => ({
    ...{ id, envelope: newId<string>(), device: device.own, author: dsl.author().id, reason: "notAllowed" as const },
    ...{ schema: 1, received: world.now() },
    body: JSON.stringify({
      stamp: { author: dsl.author().id, device: device.own, at: "2026-06-01T09:00:00Z" },
      changes: [withdrawal("sen-note", scope)],
    }),
  });
  const withdrawal = (type: string, scope: string) => ({
    ...{
      kind: "withdraw",
      id: newId(),
      record: recordOf(type, scope),
      type,
      scope,
      reason: "twice",
      seen: [recordOf(type, scope)],
    },
  });
  await world.storage.transact(school, async (tx) => {
    await tx.quarantine(aside(kept.own, pupil.own));
    await tx.quarantine(aside(kept.other, pupil.other));
  });
  await world.storage.transact(there.id, async (tx) => {
    await tx.quarantine(aside(kept["other school"], pupil["other school"]));
    await tx.putDevice({
      ...{ id: device["other school"], name: "Away", kind: "personal", publicKey: "x", lastSeq: 0, counter: 0 },
      ...{
        window: "",
        revoked: false,
        lastContact: 0,
        unsent: 0,
        app: "",
        enrolledAt: 0,
        former: "",
        lostAt: null,
        lockedAt: null,
        lockedBy: "",
        secondCopy: null,
      },
    });
    const account = { login: "away", password: "", role: "dsl", administrator: true, ended: null };
    await tx.putAccount({ ...account, adult: adult["other school"] });
    await tx.putRecords([
      rowOf({ type: "adult", scope: "school", seq: 1, id: adult["other school"], fields: { role: "dsl" } }),
    ]);
  });
  await world.keep();
  return { world, subjects, pupil, device, adult, kept, recordOf };

  function rowOf(of: {
    readonly type: string;
    readonly scope: string;
    readonly seq: number;
    readonly id: string;
    readonly fields: { readonly [field: string]: unknown };
  }): RecordRow {
    const { fields, ...rest } = of;
    // Named like the record: whoever withdraws it can say that they saw it made.
    const created = rest.id;
    return {
      ...rest,
      schema: 1,
      created,
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, by: created }])),
      lists: {},
      amendments: [],
      withdrawn: null,
      decisions: [],
      stamps: { [created]: { author: newId(), device: newId(), at: "2026-06-01T09:00:00Z" } },
    } as unknown as RecordRow;
  }
}

/** The cookies as they are now: what a question does to them must not change the next one. */
const cookiesOf = (tablet: TestDevice): string =>
  [tablet.cookie(), tablet.deviceCookie()].filter((one) => one !== undefined).join("; ");

function itself(name: string, tablet: TestDevice): Subject {
  const cookie = cookiesOf(tablet);
  return { name, tablet, asks: (method, path, body) => tablet.ask(method, path, body, { headers: { cookie } }) };
}

const changeOf = (row: RecordRow, newId: () => string) => {
  return { id: newId(), record: row.id, type: row.type, scope: row.scope };
};
