// Records opened before, kept while the vault is open, so that a screen drawn again costs no second unsealing.

/** In each of two generations: a few pupils' worth each, about 10 MB in all. */
const MOST_IN_A_GENERATION = 1500;

/** Cipher byte and nonce: 192 random bits name a sealing, so equal heads mean that this very box was opened before. */
const HEAD_BYTES = 25;

interface Opened {
  /** A copy: the box itself need not stay in memory. */
  readonly head: Uint8Array;
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
  const set = (name: string, opened: Opened): void => {
    if (young.size >= MOST_IN_A_GENERATION) {
      old = young;
      young = new Map();
    }
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
    set: (name, box, inside) => set(name, { head: box.slice(0, HEAD_BYTES), inside }),
    empty() {
      young = new Map();
      old = new Map();
    },
  };
}

function headsEqual(head: Uint8Array, box: Uint8Array): boolean {
  for (let i = 0; i < HEAD_BYTES; i += 1) if (head[i] !== box[i]) return false;
  return true;
}
