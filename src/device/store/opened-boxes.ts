// Records opened before, kept while the vault is open, so that a screen drawn again costs no second unsealing.

/** Bytes of boxes in each of two generations: a few dozen pupils' worth each, about 10 MB in all when they are open. */
const MOST_IN_A_GENERATION = 1_500_000;

/** Cipher byte and nonce: 192 random bits name a sealing, so equal heads mean that this very box was opened before. */
const HEAD_BYTES = 25;

interface Opened {
  /** A copy: the box itself need not stay in memory. */
  readonly head: Uint8Array;
  readonly length: number;
  readonly inside: unknown;
}

export interface OpenedBoxes {
  /** What was in this box, if it is the one that was opened under this name last. */
  get(name: string, box: Uint8Array): unknown;
  set(name: string, box: Uint8Array, inside: unknown): void;
  empty(): void;
}

export function createOpenedBoxes(): OpenedBoxes {
  let young = new Map<string, Opened>();
  let old = new Map<string, Opened>();
  let youngLength = 0;
  const set = (name: string, opened: Opened): void => {
    if (youngLength >= MOST_IN_A_GENERATION) {
      old = young;
      young = new Map();
      youngLength = 0;
    }
    youngLength += opened.length;
    young.set(name, opened);
  };
  return {
    get(name, box) {
      const fresh = young.get(name);
      const kept = fresh ?? old.get(name);
      if (!kept || !headsEqual(kept.head, box)) return undefined;
      if (!fresh) set(name, kept);
      return kept.inside;
    },
    set: (name, box, inside) => set(name, { head: box.slice(0, HEAD_BYTES), length: box.length, inside }),
    empty() {
      young = new Map();
      old = new Map();
      youngLength = 0;
    },
  };
}

function headsEqual(head: Uint8Array, box: Uint8Array): boolean {
  for (let i = 0; i < HEAD_BYTES; i += 1) if (head[i] !== box[i]) return false;
  return true;
}
