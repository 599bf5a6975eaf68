// A stored row as text: what is clear as it stands, sealed bytes in hexadecimal.

const MOST = 1_200;

export function storedText(stored: unknown): string {
  if (typeof stored !== "object" || stored === null) return String(stored);
  return Object.entries(stored)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join("\n");
}

function valueText(value: unknown): string {
  if (value instanceof Uint8Array) return bytesText(value);
  if (value instanceof ArrayBuffer) return bytesText(new Uint8Array(value));
  return JSON.stringify(value) ?? "";
}

function bytesText(bytes: Uint8Array): string {
  const hex = [...bytes.subarray(0, MOST / 3)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${bytes.length} bytes\n${hex}${bytes.length > MOST / 3 ? " …" : ""}`;
}
