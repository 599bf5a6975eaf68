// What is asked of each route of the server, in the name of each subject and about each target. A route without a row
// here fails the test: whoever adds a route says what it must be asked.

import { schema } from "#casework/schema.ts";
import type { Change } from "#ledger/change.ts";
import { ROUTES } from "#protocol/routes.ts";
import { PASSWORD, type Said } from "#server/sync/device.fixture.ts";
import type { Named, Subject, TwoSchools } from "./two-schools.ts";

/** Asks the route with this body, as the subject does. */
export type Ask = (body?: unknown) => Promise<Said>;

export interface Question {
  /** What it names; "nobody": it is asked once. */
  readonly about: "nobody" | "pupil" | "device" | "adult" | "kept";
  readonly ask: (ask: Ask, named: string, who: Subject, schools: TwoSchools) => Promise<Said>;
  /** Tables that it may write to though it refuses: wrong passwords are counted and told of (A8). */
  readonly counts?: readonly string[];
  /** What an answer of 200 says, in words. */
  readonly read?: (said: Said, named: string) => string;
}

const nobody = (body?: object): Question => ({ about: "nobody", ask: (ask) => ask(body) });
const of = (about: Question["about"], body: (named: string) => object): Question => ({
  about,
  ask: (ask, named) => ask(body(named)),
});

const device = { name: "Tablet", kind: "shared", publicKey: "k".repeat(43) };
/** Pupils' records first, then the school's. An adult is the owner of an account: another question. */
const WITHDRAWN = Object.values(schema.definitions)
  .filter(({ type }) => type !== "adult")
  .toSorted((a, b) => Number(a.scope === "school") - Number(b.scope === "school") || (a.type < b.type ? -1 : 1));

/** Every type of record that an answer holds something of. */
function typesIn(said: Said, scope: string): string {
  const { rows, entries } = said.body as { rows: Change[]; entries: { change: Change }[] };
  const found = [...rows, ...entries.map(({ change }) => change)].filter((one) => one.scope === scope);
  return inWords(found.map(({ type }) => type));
}

const listed = (names: readonly string[]): string => [...new Set(names)].toSorted().join(" ") || "nothing";

/** Types by name; of most of a pupil's or of the school's, the ones that are missing. */
function inWords(found: readonly string[]): string {
  const parts = (
    [
      ["a pupil's", false],
      ["the school's", true],
    ] as const
  ).flatMap(([whose, ofSchool]) => {
    const all = WITHDRAWN.filter(({ scope }) => (scope === "school") === ofSchool).map(({ type }) => type);
    const there = all.filter((type) => found.includes(type));
    const missing = all.filter((type) => !found.includes(type));
    if (there.length === 0) return [];
    if (missing.length === 0) return [`all of ${whose}`];
    return missing.length < there.length ? [`all of ${whose} but ${listed(missing)}`] : [listed(there)];
  });
  return parts.join(" and ") || "nothing";
}

/** A snapshot to its end: what the device is sent unasked. */
async function snapshot(ask: Ask, epoch: string): Promise<Said> {
  const rows: unknown[] = [];
  const entries: unknown[] = [];
  let grants: unknown;
  let after: unknown;
  for (;;) {
    const place = after === undefined ? {} : { after };
    const said = await ask({ wire: 1, epoch, cursor: null, schema: 1, grants: null, ...place });
    if (said.status !== 200) return said;
    rows.push(...(said.body["rows"] as unknown[]));
    entries.push(...(said.body["entries"] as unknown[]));
    grants ??= said.body["grants"];
    after = said.body["after"];
    if (after === undefined) return { ...said, body: { ...said.body, rows, entries, grants } };
  }
}

/** Withdraws the record of every type in one commit: a verdict for each says who may write it. */
const withdrawals = (pupil: string, { recordOf, world }: TwoSchools): readonly Change[] =>
  WITHDRAWN.map((definition) => {
    const scope = definition.scope === "school" ? "school" : pupil;
    const what = { id: world.newId(), record: recordOf(definition.type, scope), type: definition.type, scope };
    return { kind: "withdraw", ...what, reason: "twice", seen: [what.record] } as unknown as Change;
  });

/** Nothing is in them, so none is filed: what the author may not add is set aside before anybody looks for what is wrong. */
const additions = (pupil: string, { world }: TwoSchools): readonly Change[] =>
  WITHDRAWN.map(({ type, scope }) => {
    const record = scope === "owner" ? pupil : world.newId<string>();
    const at = scope === "school" ? "school" : pupil;
    return { kind: "create", id: world.newId(), record, type, scope: at, fields: {} } as unknown as Change;
  });

export const QUESTIONS: { readonly [route: string]: Question } = {
  [`GET ${ROUTES.start}`]: nobody(),
  [`POST ${ROUTES.setup}`]: nobody({
    ...{ code: "AAAA-BBBB", schoolName: "S", givenName: "A", familyName: "B", login: "a.b", password: PASSWORD },
    device,
  }),
  [`POST ${ROUTES.enrol}`]: nobody({ code: "AAAA-BBBB", device }),
  [`POST ${ROUTES.readmit}`]: of("device", (id) => ({ school: "0".repeat(26), id, device, code: "AAAA-BBBB" })),
  [`POST ${ROUTES.renew}`]: nobody({ publicKey: "k".repeat(43), lastSeq: 0 }),
  [`POST ${ROUTES.lost}`]: { ...nobody({}), read: (said) => (said.body["was"] === undefined ? "nothing" : "its own") },
  [`POST ${ROUTES.signIn}`]: {
    ...nobody({ login: "dsl.personal", password: "not the right one" }),
    counts: ["attempt", "audit", "school"],
  },
  [`POST ${ROUTES.signOut}`]: nobody({}),
  [`POST ${ROUTES.authorKeys}`]: nobody({ key: "k".repeat(43) }),
  [`POST ${ROUTES.deviceCodes}`]: nobody({}),
  [`POST ${ROUTES.invitations}`]: of("adult", (adult) => ({ adult })),
  [`GET ${ROUTES.devices}`]: {
    ...nobody(),
    read: (said) => `${new Set((said.body["devices"] as { name: string }[]).map(({ name }) => name)).size} names`,
  },
  [`POST ${ROUTES.holdings}`]: of("device", (id) => ({ device: id })),
  [`POST ${ROUTES.revokeDevice}`]: of("device", (id) => ({ device: id })),
  [`POST ${ROUTES.lockDevice}`]: of("device", (id) => ({ device: id, locked: true })),
  [`POST ${ROUTES.endAdult}`]: of("adult", (adult) => ({ adult })),
  [`GET ${ROUTES.quarantine}`]: {
    ...nobody(),
    read: (said) => listed((said.body["kept"] as { id: string }[]).map(({ id }) => id)),
  },
  [`POST ${ROUTES.settleQuarantined}`]: of("kept", (id) => ({ id, how: "dealtWith", why: "Spoken to" })),
  [`POST ${ROUTES.withdrawInvitation}`]: of("adult", (adult) => ({ adult })),
  [`GET ${ROUTES.accounts}`]: {
    ...nobody(),
    read: (said) => `${(said.body["accounts"] as unknown[]).length} accounts`,
  },
  [`POST ${ROUTES.administrator}`]: of("adult", (adult) => ({ adult, administrator: true })),
  [`GET ${ROUTES.stepUp}`]: nobody(),
  [`POST ${ROUTES.stepUp}`]: { ...nobody({ password: "not the right one" }), counts: ["attempt", "audit", "school"] },
  [`POST ${ROUTES.readPupil}`]: {
    ...of("pupil", (pupil) => ({ pupil })),
    read: (said) => inWords((said.body["rows"] as { type: string }[]).map(({ type }) => type)),
  },
  [`GET ${ROUTES.emergency}`]: { ...nobody(), read: () => "the list" },
  [`POST ${ROUTES.openEmergency}`]: of("pupil", (pupil) => ({ pupil, reason: "Found alone by the gate" })),
  [`POST ${ROUTES.emergencySeen}`]: of("pupil", (id) => ({ id })),
  [`POST ${ROUTES.audit}`]: {
    ...of("pupil", (pupil) => ({ pupil })),
    read: (said) => ((said.body["lines"] as unknown[]).length > 0 ? "lines" : "none"),
  },
  [`POST ${ROUTES.push}`]: {
    about: "pupil",
    ask: (ask, named, who, schools) =>
      ask({
        ...{ wire: 1, epoch: null, unsent: 1 },
        envelopes: [
          who.tablet.commit([...withdrawals(named, schools), ...additions(named, schools)], { deviceSeq: 1_000 }),
        ],
        kept: 1_000,
      }),
    read: (said) => {
      const [envelope] = said.body["verdicts"] as { result: string; changes: { verdict: string }[] }[];
      if (envelope?.result !== "processed") return envelope?.result ?? "no verdict";
      const typesBySaid = new Map<string, string[]>();
      for (const [i, { verdict }] of envelope.changes.entries()) {
        const isNew = i >= WITHDRAWN.length;
        const told = isNew ? (verdict === "quarantined" ? "not to add" : "to add") : verdict;
        typesBySaid.set(told, [...(typesBySaid.get(told) ?? []), WITHDRAWN[i % WITHDRAWN.length]?.type ?? "?"]);
      }
      typesBySaid.delete("not to add");
      return [...typesBySaid].map(([verdict, names]) => `${verdict}: ${inWords(names)}`).join("; ");
    },
  },
  [`POST ${ROUTES.clearDevice}`]: nobody({}),
  [`POST ${ROUTES.jots}`]: {
    about: "nobody",
    ask: (ask, _named, { tablet }, { world }) => {
      const { school, device: id } = tablet.home();
      const box = { cipher: 1, senderKey: "k".repeat(43), nonce: "n".repeat(32), box: "b".repeat(30) };
      return ask({ jots: [{ id: world.newId(), school, device: id, ...box }] });
    },
    read: (said) => `${(said.body["kept"] as unknown[]).length} kept`,
  },
  [`POST ${ROUTES.pull}`]: {
    about: "pupil",
    async ask(ask, named, who) {
      const { epoch } = who.tablet.home();
      const first = await snapshot(ask, epoch);
      if (first.status !== 200) return first;
      const { version } = first.body["grants"] as { version: string };
      const unasked = typesIn(first, named);
      const asked = { wire: 1, epoch, cursor: first.body["cursor"], schema: 1, grants: version, want: [named] };
      const said = await ask(asked);
      // What is asked for by name is what is sent unasked, and no more.
      return said.status === 200 && typesIn(said, named) !== unasked
        ? { ...said, status: 599, body: { code: `asked by name: ${typesIn(said, named)}; unasked: ${unasked}` } }
        : said;
    },
    read: typesIn,
  },
  // Where the device stands elsewhere nothing is compared; what a comparison tells is in src/server/sync/compare.test.ts.
  [`POST ${ROUTES.compare}`]: {
    ...of("pupil", (pupil) => ({
      ...{ wire: 1, epoch: "0".repeat(26), cursor: 0, horizon: 0, grants: "none" },
      scopes: [{ scope: pupil, digest: "x" }],
    })),
    read: (said) => listed([...(said.body["same"] as string[]), ...(said.body["differs"] as string[])]),
  },
  [`POST ${ROUTES.listen}`]: nobody({ wire: 1 }),
  [`POST ${ROUTES.demoEnter}`]: nobody({ persona: "room", device }),
  [`POST ${ROUTES.demoLeave}`]: nobody({}),
};

/** The targets of a question: the names of what it is asked about, own ones being the subject's. */
export function targetsOf({ about }: Question, who: Subject, schools: TwoSchools): Partial<Named> {
  if (about === "nobody") return { own: "" };
  if (about === "device") return { ...schools.device, own: who.tablet.home().device };
  if (about === "adult") return { ...schools.adult, own: who.tablet.author().id };
  return schools[about];
}
