// Digests that were made, so that forty tablets that ask about one pupil cost one reading of that pupil's records. Each
// is true for ever: its key names everything it was made of.

export interface DigestMemory {
  get(key: string): string | undefined;
  put(key: string, digest: string): void;
}

/** Some hundred bytes each. */
const MOST = 5_000;

export function createDigestMemory(): DigestMemory {
  const digests = new Map<string, string>();
  return {
    get: (key) => digests.get(key),
    put(key, digest) {
      if (digests.size >= MOST) digests.clear();
      digests.set(key, digest);
    },
  };
}
