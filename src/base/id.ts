// Random names for things. Never time-ordered: an id stands in clear on a device and must tell nothing.

/** Fills and returns `length` random bytes. The one source of randomness, handed in. */
export type RandomBytes = (length: number) => Uint8Array;

export type Brand<T, Name extends string> = T & { readonly [brand in `is${Name}`]: true };

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A random id of 26 characters (130 bits), lower case, without i, l, o and u. */
export function randomId<Id extends string>(randomBytes: RandomBytes): Id {
  let id = "";
  for (const byte of randomBytes(26)) id += ALPHABET.charAt(byte & 31);
  return id as Id;
}

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** True for the form `randomId` gives; says nothing about whether the thing exists. */
export function isId(text: unknown): text is string {
  return typeof text === "string" && ID.test(text);
}
