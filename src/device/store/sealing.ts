// Between a record and its stored form. `toStored` seals, and is the one gate into a sealed table: both stores send
// every value through it (Dexie as DBCore middleware, below all else), so that no code path can write one in clear.

import type { DBCore, Middleware } from "dexie";
import { Locked, type Sealer } from "../ports.ts";
import { createOpenedBoxes } from "./opened-boxes.ts";
import type { Stored } from "./stored-tables.ts";
import { StoreTrouble } from "./store-trouble.ts";
import { CLEAR_TABLES, isSealed, SEALED_TABLES, type SealedName } from "./tables.ts";

/** The first byte of every box so far (vault/box.ts); other ciphers are added here when they are built. */
const KNOWN_CIPHERS: readonly number[] = [1];

const SPACE = 0x20;

/**
 * The padding rule [V15]: a text is filled up with spaces, which JSON does not mind, to a multiple of 128 bytes;
 * from 2 KiB on, to a multiple of an eighth of the power of two below it (at most 12.5 % more, eight sizes to a
 * doubling).
 */
export function paddedLength(length: number): number {
  const step = length < 2048 ? 128 : 2 ** (Math.floor(Math.log2(length)) - 3);
  return Math.max(step, Math.ceil(length / step) * step);
}

/** What is to be sealed, as JSON already: it was written to be measured. */
export class WrittenJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export interface Sealing {
  useSealer(sealer: Sealer | null): void;
  /** Throws `Locked` while the vault is shut. */
  sealer(): Sealer;
  /**
   * The form that goes to the disk. Takes `{ ...clear keys, plain }` and seals `plain` (anything, or `WrittenJson`), or a value read as it is
   * stored, whose clear part may have changed. Throws on anything else [V14].
   */
  toStored(table: string, value: Stored): Stored;
  /**
   * What is in the box, as `read` makes it; read only, since a box opened again gives the same object. Throws
   * `Locked`, or `StoreTrouble` "damaged" when the box does not open or `read` finds that it stands in the wrong place.
   */
  open<T>(table: SealedName, stored: Stored, read?: (plain: unknown, stored: Stored) => T): T;
  /** What `open` will give for a value that was sealed just now: it need not be opened to be read again. */
  remember(table: SealedName, stored: Stored, inside: unknown): void;
}

export function createSealing(database: string): Sealing {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const opened = createOpenedBoxes();
  let current: Sealer | null = null;

  const sealer = (): Sealer => {
    if (!current) throw new Locked();
    return current;
  };

  /** Database, table, key and version: what the box is sealed to [V12]. */
  const contextOf = (table: SealedName, value: Stored): string => {
    const [key, version] = SEALED_TABLES[table].bound;
    const context = `${database}|${table}|${value[key] as string}`;
    return version === undefined ? context : `${context}|${value[version] as string}`;
  };

  const encode = (plain: unknown): Uint8Array => {
    const text = plain instanceof WrittenJson ? plain.text : JSON.stringify(plain);
    // Most texts have one byte a letter: then they are written where they stay.
    const padded = new Uint8Array(paddedLength(text.length));
    const { read, written } = encoder.encodeInto(text, padded);
    const length = read === text.length ? written : encoder.encode(text).length;
    if (read === text.length && paddedLength(length) === padded.length) return padded.fill(SPACE, length);
    const longer = new Uint8Array(paddedLength(length)).fill(SPACE, length);
    encoder.encodeInto(text, longer);
    return longer;
  };

  return {
    useSealer(next) {
      current = next;
      opened.empty();
    },
    sealer,
    toStored(table, value) {
      if (!isSealed(table)) {
        if (Object.hasOwn(CLEAR_TABLES, table)) return value;
        throw new TypeError(`${table} is no table of this store`);
      }
      const clear: readonly string[] = SEALED_TABLES[table].clear;
      const stored: { [property: string]: unknown } = {};
      for (const name of clear) {
        if (value[name] === undefined) throw new TypeError(`a row for ${table} has no ${name}`);
        stored[name] = value[name];
      }
      if (Object.keys(value).length !== clear.length + 1) throw clearRow(table);
      if (value["plain"] !== undefined) {
        stored["box"] = sealer().seal(contextOf(table, value), encode(value["plain"]));
      } else {
        const box = value["box"];
        if (!(box instanceof Uint8Array) || !KNOWN_CIPHERS.includes(box[0] ?? 0)) throw clearRow(table);
        stored["box"] = box;
      }
      return stored;
    },
    open<T>(table: SealedName, stored: Stored, read?: (plain: unknown, stored: Stored) => T): T {
      const keys = sealer();
      const box = stored["box"];
      if (!(box instanceof Uint8Array)) throw new StoreTrouble("damaged");
      const context = contextOf(table, stored);
      const kept = opened.get(context, box);
      if (kept !== undefined) return kept as T;
      let plain: unknown;
      try {
        plain = JSON.parse(decoder.decode(keys.open(context, box)));
        if (read) plain = read(plain, stored);
      } catch (cause) {
        if (cause instanceof Locked) throw cause;
        throw new StoreTrouble("damaged", { cause });
      }
      opened.set(context, box, plain);
      return plain as T;
    },
    remember(table, stored, inside) {
      sealer();
      const box = stored["box"];
      if (box instanceof Uint8Array) opened.set(contextOf(table, stored), box, inside);
    },
  };
}

function clearRow(table: string): TypeError {
  return new TypeError(`a row in clear was handed to ${table}, which is sealed`);
}

/** Seals whatever goes to a sealed table. It stands lowest of all, next to IndexedDB: nothing can go round it. */
export function sealingMiddleware(sealing: Sealing): Middleware<DBCore> {
  return {
    stack: "dbcore",
    name: "sealing",
    level: -10,
    create: (core) => ({
      table(name) {
        const table = core.table(name);
        return {
          ...table,
          mutate(request) {
            if (request.type !== "put" && request.type !== "add") return table.mutate(request);
            return table.mutate({ ...request, values: request.values.map((value) => sealing.toStored(name, value)) });
          },
        };
      },
    }),
  };
}
