// Looks for typed words in everything a browser left on disk: every file of its profile, in the encodings in which a
// browser or our own code could have written them. Run it after the browser has gone.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { constants, inflateRawSync } from "node:zlib";
import { unpackLevelDb } from "./leveldb-text.ts";

export interface Residue {
  readonly word: string;
  readonly encoding: string;
  readonly file: string;
}

export interface Scan {
  readonly found: readonly Residue[];
  readonly files: number;
  readonly bytes: number;
}

/** Words of fewer letters turn up by chance in megabytes of noise. */
const SHORTEST = 6;

/** Every place where a word stands in clear below `profile`. Look at `files` too: a scan of nothing finds nothing. */
export function scanForResidue(profile: string, words: readonly string[]): Scan {
  const short = words.find((word) => word.length < SHORTEST);
  if (short !== undefined) throw new Error(`"${short}" is too short to be looked for`);
  const needles = words.flatMap((word) => needlesOf(word));
  const found: Residue[] = [];
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    files += 1;
    bytes += content.length;
    for (const { how, text } of readings(content)) {
      for (const { word, encoding, needle } of needles) {
        if (text.includes(needle)) found.push({ word, encoding: `${encoding}${how}`, file: relative(profile, path) });
      }
    }
  }
  return { found, files, bytes };
}

/** The bytes as they lie, and what they unpack to. */
function readings(content: Buffer): readonly { readonly how: string; readonly text: Buffer }[] {
  const unpacked = (unpackLevelDb(content) ?? []).map((text) => ({ how: ", packed in LevelDB", text }));
  return [{ how: "", text: content }, ...unpacked, ...gzipsIn(content).map((text) => ({ how: ", gzip", text }))];
}

/** Ten bytes of a gzip stream stand before what it packs, when it carries no name and no comment. */
const GZIP_HEAD = 10;

/** Whatever gzip streams stand in the bytes: an answer kept as it came. */
function gzipsIn(content: Buffer): readonly Buffer[] {
  const head = Buffer.from([0x1f, 0x8b, 0x08, 0x00]);
  const limits = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 26 };
  const texts: Buffer[] = [];
  for (let at = content.indexOf(head); at >= 0; at = content.indexOf(head, at + 1)) {
    try {
      texts.push(inflateRawSync(content.subarray(at + GZIP_HEAD), limits));
    } catch {
      // Four bytes that look like a beginning and are none.
    }
  }
  return texts;
}

interface Needle {
  readonly word: string;
  readonly encoding: string;
  readonly needle: Buffer;
}

function needlesOf(word: string): readonly Needle[] {
  const utf8 = Buffer.from(word, "utf8");
  const utf16 = Buffer.from(word, "utf16le");
  const asText = (encoding: string, text: string): Needle => ({ word, encoding, needle: Buffer.from(text, "latin1") });
  const all: Needle[] = [
    { word, encoding: "UTF-8", needle: utf8 },
    { word, encoding: "UTF-8, lower case", needle: Buffer.from(word.toLowerCase(), "utf8") },
    { word, encoding: "UTF-16", needle: utf16 },
    { word, encoding: "UTF-16, big end first", needle: Buffer.from(utf16).swap16() },
    asText("hexadecimal", utf8.toString("hex")),
    asText("percent", encodeURIComponent(word)),
    asText(
      "JSON",
      JSON.stringify(word)
        .slice(1, -1)
        .replaceAll(/[^\x20-\x7e]/g, escapeUnit),
    ),
    ...base64Needles("base64", utf8).map((text) => asText("base64", text)),
    ...base64Needles("base64", utf16).map((text) => asText("base64 of UTF-16", text)),
    ...base64Needles("base64url", utf8).map((text) => asText("base64url", text)),
  ];
  const known = new Set<string>();
  return all.filter(({ needle }) => {
    const key = needle.toString("hex");
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** Base64 writes a word in three ways, by where it begins; only the characters that the word alone decides are taken. */
function base64Needles(kind: "base64" | "base64url", bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(kind);
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
