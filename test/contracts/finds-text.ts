// Looks for a text in whatever is stored, in the encodings a disk may hold it in.

/** The tables in which the text stands, in UTF-8, UTF-16 or base64url, once each. */
export function findsText(
  stored: readonly { readonly table: string; readonly stored: unknown }[],
  text: string,
): readonly string[] {
  const found = new Set<string>();
  const needles = needlesFor(text);
  for (const one of stored) if (holds(one.stored, text, needles)) found.add(one.table);
  return [...found];
}

function needlesFor(text: string): readonly string[] {
  const utf8 = new TextEncoder().encode(text);
  const utf16 = new Uint8Array([...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]));
  return [latin1(utf8), latin1(utf16), ...[0, 1, 2].map((shift) => inner64(utf8, shift))];
}

function holds(value: unknown, text: string, needles: readonly string[]): boolean {
  if (typeof value === "string")
    return value.includes(text) || needles.some((needle) => latin1(new TextEncoder().encode(value)).includes(needle));
  if (value instanceof Uint8Array) return needles.some((needle) => latin1(value).includes(needle));
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => holds(key, text, needles) || holds(inner, text, needles));
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** What stands in a base64url text wherever these bytes begin, `shift` bytes into a group of three. */
function inner64(bytes: Uint8Array, shift: number): string {
  const text = btoa(latin1(new Uint8Array([...new Uint8Array(shift), ...bytes])))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  const before = Math.ceil((shift * 8) / 6);
  return text.slice(before, Math.floor(((shift + bytes.length) * 8) / 6));
}
