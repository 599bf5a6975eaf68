// What a device knows of itself stands in clear, so anyone with the tablet in hand can change it: it is parsed when it
// is read (E2). Keys that this version does not know are not asked for, and stay.

import * as v from "valibot";
import { enrolledShape } from "#protocol/session.ts";
import { jotBoxShape, sealedJotShape } from "#protocol/jot.ts";
import type { Control, JotRow, Slot } from "../ports.ts";
import { StoreTrouble } from "./store-trouble.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const moment = v.number();

const controlShapes = {
  enrolled: enrolledShape,
  deviceKeys: v.object({ signing: v.string(), secret: v.string() }),
  deviceName: v.string(),
  former: v.array(v.string()),
  renewing: v.object({ signing: v.string() }),
  requestCounter: count,
  deviceSeq: count,
  cursor: count,
  snapshotAfter: v.string(),
  epoch: v.string(),
  offeredEpoch: v.string(),
  unheard: v.object({ epoch: v.string(), envelopes: v.array(v.string()) }),
  letGo: v.record(v.string(), v.array(v.string())),
  lastContact: moment,
  upToDate: moment,
  authorKeys: v.record(v.string(), v.string()),
  keysWanted: v.string(),
  damaged: v.boolean(),
  keyEpochs: v.record(v.string(), v.string()),
  horizon: count,
  auditSeen: v.object({ epoch: v.string(), number: count, hash: v.string() }),
  auditDiffers: count,
  differed: v.object({ at: moment, scopes: count, still: count }),
  grants: v.string(),
  holdingsLost: v.boolean(),
  filling: count,
  latestSeen: v.object({ at: moment, contact: moment }),
  schoolLock: v.boolean(),
  pinTries: v.record(v.string(), count),
  jotKeys: v.object({ publicKey: v.string(), box: v.string() }),
  preferences: v.record(v.string(), v.any()),
} satisfies { readonly [K in keyof Control]: v.GenericSchema };

export const CONTROL_KEYS = Object.keys(controlShapes) as readonly (keyof Control)[];

const slotShape = v.object({
  id: v.string(),
  kind: v.picklist(["phrase", "online", "pin"]),
  wraps: v.picklist(["vault", "author", "both"]),
  adult: v.nullable(v.string()),
  label: v.string(),
  params: v.record(v.string(), v.any()),
  box: v.string(),
});

export function parseControl<K extends keyof Control>(key: K, value: unknown): Control[K] {
  return parsed(controlShapes[key], value) as Control[K];
}

/**
 * A slot of a kind that is not known yet is one more way in that this version cannot go; so is one that was damaged. The
 * other ways in stay.
 */
export function parseSlots(values: readonly unknown[]): readonly Slot[] {
  const known = slotShape.entries.kind.options as readonly unknown[];
  return values
    .filter((value) => known.includes((value as { readonly kind?: unknown } | null)?.kind))
    .flatMap((value) => {
      const slot = v.safeParse(slotShape, value);
      return slot.success ? [slot.output as unknown as Slot] : [];
    });
}

const jotShape = v.object({ id: v.string(), aside: v.boolean(), box: jotBoxShape, wire: sealedJotShape });

/** One that was damaged can be read by nobody, here or on the server. */
export function parseJots(values: readonly unknown[]): readonly JotRow[] {
  return values.flatMap((value) => {
    const jot = v.safeParse(jotShape, value);
    return jot.success ? [jot.output as JotRow] : [];
  });
}

function parsed(shape: v.GenericSchema, value: unknown): unknown {
  const result = v.safeParse(shape, value);
  if (!result.success) throw new StoreTrouble("damaged", { cause: new v.ValiError(result.issues) });
  return result.output;
}
