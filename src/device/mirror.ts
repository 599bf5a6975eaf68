// A second copy of what only this device has [V37], beside the database: browsers have replaced a damaged database by an
// empty one without a word. It is kept in files of sealed boxes, brought back when the database knows nothing of itself,
// and helps against nothing that empties the whole browser.
//
// It follows the database and never leads: where the database does not know whose it is, not a file is touched.

import { base64ToBytes, bytesToBase64 } from "#base/bytes.ts";
import { createMutex } from "#base/mutex.ts";
import * as v from "valibot";
import type { Mirror, Scheduler, Store, Touched } from "./ports.ts";
import type { StoredCopy } from "./store/stored-copy.ts";
import type { Stored } from "./store/stored-tables.ts";

/** A burst of commits is one look at the outbox, when it is over: nothing is copied beside an adult who saves. */
const REST_MS = 200;
/** A burst that does not end is looked at so long after it began. */
const BURST_MS = 2_000;
const LONGEST_MS = 5_000;
const FACTS = "facts";

export interface MirrorDeps {
  readonly store: Store;
  readonly mirror: Mirror;
  readonly scheduler: Scheduler;
  /** Whether the copy stands, as the last try to write it went: a browser may have such files in name alone. */
  readonly onKept: (isKept: boolean) => void;
}

export interface MirrorKeeper {
  /** Before anything is read: brings back what was lost. How many entries; undefined where nothing had to be. */
  recover(): Promise<number | undefined>;
  touched(touched: Touched): void;
  /** The device is nobody's any more: nothing of it stays. */
  clear(): Promise<void>;
  stop(): void;
}

export function createMirror({ store, mirror, scheduler, onKept }: MirrorDeps): MirrorKeeper {
  const turns = createMutex();
  /** As they were written last by this page; undefined before the first look. */
  let written: Map<string, string> | undefined;
  let rest: (() => void) | undefined;
  let burst: (() => void) | undefined;

  function calm(): void {
    rest?.();
    burst?.();
    rest = undefined;
    burst = undefined;
  }

  function look(): void {
    calm();
    // No room, or a browser that takes it away: the database is the one that must not fail, and is told of.
    void turns.run(follow).catch(() => {
      written = undefined;
      onKept(false);
    });
  }

  async function follow(): Promise<void> {
    const copy = await store.copyRows();
    if (!copy.control.some(({ key }) => key === "enrolled")) return;
    const wanted = filesOf(copy);
    written ??= new Map((await mirror.read()).map(({ name, text }) => [name, text]));
    // What is new before what is gone: between the two there is one too many, and not one too few.
    for (const [name, text] of wanted) {
      if (written.get(name) === text) continue;
      await mirror.put(name, text);
      written.set(name, text);
    }
    for (const name of [...written.keys()]) {
      if (wanted.has(name)) continue;
      await mirror.delete(name);
      written.delete(name);
    }
    onKept(true);
  }

  /** Undefined where it takes too long: nobody stands before a tablet that does not begin. */
  function inTime<T>(reading: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const giveUp = scheduler.after(LONGEST_MS, () => resolve(undefined));
      reading.then(resolve, reject).finally(giveUp);
    });
  }

  return {
    recover: () =>
      turns.run(async () => {
        // Nothing is brought back into a database that knows whose it is: the files are not even looked at.
        if (await store.read((tx) => tx.control("enrolled")).catch(() => undefined)) return undefined;
        const files = await inTime(mirror.read());
        const copy = files && copyFrom(files);
        if (!copy || !(await store.bringBack(copy))) return undefined;
        return copy.pending.length + copy.jots.length;
      }),
    touched({ parts }) {
      if (!parts.some((part) => part !== "rows" && part !== "drafts" && part !== "counts")) return;
      rest?.();
      rest = scheduler.after(REST_MS, look);
      burst ??= scheduler.after(BURST_MS, look);
    },
    clear: () =>
      turns.run(async () => {
        written = undefined;
        for (const { name } of await mirror.read()) await mirror.delete(name);
      }),
    stop: calm,
  };
}

function filesOf(copy: StoredCopy): ReadonlyMap<string, string> {
  const files = new Map<string, string>([[FACTS, JSON.stringify({ control: copy.control, slots: copy.slots })]]);
  for (const jot of copy.jots) files.set(`jot-${String(jot["id"])}`, JSON.stringify(jot));
  for (const row of copy.pending) {
    const box = row["box"];
    const written = { ...row, box: box instanceof Uint8Array ? bytesToBase64(box) : "" };
    files.set(`pending-${String(row["deviceSeq"])}`, JSON.stringify(written));
  }
  return files;
}

const rowShape = v.record(v.string(), v.any());
const factsShape = v.object({ control: v.array(rowShape), slots: v.array(rowShape) });
const pendingShape = v.looseObject({ deviceSeq: v.number(), box: v.string() });

/** Undefined where it does not say whose it is. A file that is damaged is left out, and the others are brought back. */
function copyFrom(files: readonly { readonly name: string; readonly text: string }[]): StoredCopy | undefined {
  const parsed = files.flatMap(({ name, text }) => {
    try {
      return [{ name, value: JSON.parse(text) as unknown }];
    } catch {
      return [];
    }
  });
  const facts = v.safeParse(factsShape, parsed.find(({ name }) => name === FACTS)?.value);
  if (!facts.success || !facts.output.control.some(({ key }) => key === "enrolled")) return undefined;
  const named = (prefix: string) => parsed.filter(({ name }) => name.startsWith(prefix)).map(({ value }) => value);
  return {
    ...facts.output,
    jots: named("jot-").filter((value): value is Stored => v.is(rowShape, value)),
    pending: named("pending-").flatMap((value) => {
      const row = v.safeParse(pendingShape, value);
      if (!row.success) return [];
      try {
        return [{ ...row.output, box: base64ToBytes(row.output.box) }];
      } catch {
        return [];
      }
    }),
  };
}
