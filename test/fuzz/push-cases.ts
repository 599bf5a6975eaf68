// The ways in which a push can be something else than what a tablet of this school would send. Each case is one request.

import { COVER_KEY, type SealedEnvelope } from "#protocol/envelope.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { ServerRequest } from "#server/server.ts";
import type { Chance } from "../simulation/chance.ts";
import type { FuzzTablet, Inside } from "./fuzz-tablet.ts";
import { mutateJson, mutateText } from "./mutate-json.ts";

export interface CaseDeps {
  readonly chance: Chance;
  readonly tablet: FuzzTablet;
  /** Of the same school. */
  readonly colleague: FuzzTablet;
  readonly newId: () => string;
  readonly pupil: string;
  /** Requests that were sent before, the same bytes. */
  readonly sent: readonly ServerRequest[];
}

const body = (...envelopes: unknown[]) => ({ wire: 1, epoch: null, unsent: envelopes.length, envelopes });

/** What a tablet really sends: one to three changes of the kinds there are. */
function valid({ chance, tablet, newId, pupil }: CaseDeps): Inside {
  const made = newId();
  const one = (type: string, scope: string, record: string, fields: object) => ({
    ...{ kind: "create", id: newId(), record, type, scope, fields },
  });
  const changes = chance.pick<() => readonly object[]>([
    () => [one("note", pupil, made, { text: "Calm." })],
    () => [one("pupil", made, made, { name: "Bo" }), one("plan", made, newId(), { goal: "Back to maths" })],
    () => [
      { ...one("plan", pupil, made, {}), group: 1 },
      {
        kind: "add",
        id: newId(),
        record: pupil,
        type: "pupil",
        scope: pupil,
        field: "helps",
        item: newId(),
        value: "x",
      },
    ],
    () => [
      {
        kind: "set",
        id: newId(),
        record: pupil,
        type: "pupil",
        scope: pupil,
        field: "name",
        to: "B",
        from: "A",
        base: newId(),
      },
    ],
    () => [{ kind: "withdraw", id: newId(), record: pupil, type: "pupil", scope: pupil, reason: "twice", seen: [] }],
    () => [
      { kind: "amend", id: newId(), record: pupil, type: "note", scope: pupil, fields: { text: "y" }, how: "amended" },
    ],
  ])();
  return tablet.inside(changes);
}

/** A foreign name in a place that names somebody. */
const foreign = ({ chance, tablet, colleague, newId }: CaseDeps): Inside =>
  chance.pick<() => Inside>([
    () => ({ author: colleague.adult }),
    () => ({ author: newId() }),
    () => ({ author: colleague.adult, authorKey: colleague.authorKey }),
    () => ({ authorKey: colleague.authorKey }),
    () => ({ authorKey: COVER_KEY }),
    () => ({ author: newId(), authorKey: COVER_KEY }),
    () => ({ school: newId() }),
    () => ({ device: colleague.home.device }),
    () => ({ device: newId() }),
    () => ({ deviceSeq: tablet.nextSeq() + 1 + chance.below(5) }),
    () => ({ deviceSeq: 2 ** 53 - 1 }),
    () => ({ at: chance.pick(["2016-06-09T10:00:00Z", "2036-06-09T10:00:00+01:00"]) }),
  ])();

export const PUSH_CASES: { readonly [name: string]: (deps: CaseDeps) => ServerRequest } = {
  valid: (deps) => ask(deps, body(deps.tablet.seal(valid(deps)))),
  "other bytes": (deps) => say(deps, mutateText(JSON.stringify(body(deps.tablet.seal(valid(deps)))), deps.chance)),
  "altered on the way": (deps) => {
    const text = JSON.stringify(body(deps.tablet.seal(valid(deps))));
    return { ...deps.tablet.request(ROUTES.push, mutateText(text, deps.chance), { over: text }) };
  },
  "another structure": (deps) => ask(deps, mutateJson(body(deps.tablet.seal(valid(deps))), deps.chance)),
  "another box": (deps) => {
    const sealed = deps.tablet.seal(valid(deps));
    const field = deps.chance.pick(["box", "nonce", "senderKey"] as const);
    const weak = { senderKey: "A".repeat(43), nonce: "", box: "" }[field];
    return ask(
      deps,
      body({ ...sealed, [field]: deps.chance.hits(0.3) ? weak : mutateText(sealed[field], deps.chance) }),
    );
  },
  "another inside": (deps) => {
    const inside = valid(deps);
    const other = mutateJson(inside, deps.chance);
    const { id, school, device, deviceSeq } = inside;
    const sealable =
      typeof other === "object" && other !== null && !Array.isArray(other) ? (other as Inside) : { other };
    return ask(deps, body(sealed(deps, sealable, { id, school, device, deviceSeq })));
  },
  "a forged name inside": (deps) => ask(deps, body(deps.tablet.seal({ ...valid(deps), ...foreign(deps) }))),
  "a forged name outside": (deps) => ask(deps, body(deps.tablet.seal(valid(deps), foreign(deps)))),
  "signed by a colleague": (deps) => ask(deps, body(deps.tablet.seal(valid(deps), {}, deps.colleague.seed))),
  "a colleague's name and signature": (deps) => {
    const { adult: author, authorKey, seed } = deps.colleague;
    return ask(deps, body(deps.tablet.seal({ ...valid(deps), author, authorKey }, {}, seed)));
  },
  "the colleague's tablet in the proof": (deps) =>
    deps.tablet.request(ROUTES.push, JSON.stringify(body(deps.tablet.seal(valid(deps)))), {
      device: deps.chance.pick([deps.colleague.home.device, deps.newId(), "x", ""]),
    }),
  "the same request again": (deps) =>
    deps.sent.length === 0 ? PUSH_CASES["valid"]!(deps) : deps.chance.pick(deps.sent),
  "the same body in another request": (deps) =>
    deps.sent.length === 0 ? PUSH_CASES["valid"]!(deps) : say(deps, deps.chance.pick(deps.sent).body ?? ""),
  "an old or wild number": (deps) =>
    deps.tablet.request(ROUTES.push, JSON.stringify(body(deps.tablet.seal(valid(deps)))), {
      counter: deps.chance.pick([1, 2, 0, -1, 1.5, 2 ** 53 - 1, 2 ** 60]),
    }),
  "several in disorder": (deps) => {
    const [one, two] = [deps.tablet.seal(valid(deps)), deps.tablet.seal({ ...valid(deps), ...foreign(deps) })];
    return ask(
      deps,
      body(
        ...deps.chance.pick([
          [two, one],
          [one, one],
          [one, two, one],
          [two, two],
        ]),
      ),
    );
  },
};

const say = ({ tablet }: CaseDeps, text: string): ServerRequest => tablet.request(ROUTES.push, text);
const ask = (deps: CaseDeps, value: unknown): ServerRequest => say(deps, JSON.stringify(value));

/** What has no canonical JSON (a lone surrogate, a number that is none) cannot be sealed: then the honest one is. */
function sealed(deps: CaseDeps, inside: Inside, outside: Inside): SealedEnvelope {
  try {
    return deps.tablet.seal(inside, outside);
  } catch {
    return deps.tablet.seal(valid(deps));
  }
}
