// The file of a backup: gzipped lines of JSON, the same whatever database they came from. First what it is, then
// every row as [table, row], last the hash of all that stands before. Broken off or altered by a fault, it is known
// as such before anything of it is used. (A hash is no seal: who can write the file can make a new one.)

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { Readable, promises as streams } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import * as v from "valibot";

export interface CopyHead {
  /** The version of Waymark that made it. */
  readonly app: string;
  /** When the state of it was taken, milliseconds since 1970. */
  readonly taken: number;
  /** The migrations its tables had. */
  readonly migrations: readonly string[];
}

export type Value = string | number | null;
export interface CopiedRow {
  readonly table: string;
  readonly row: { readonly [column: string]: Value };
}

/** What is wrong with a file, in a sentence for the operator. */
export class UnusableCopy extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "UnusableCopy";
  }
}

const headShape = v.strictObject({
  waymark: v.literal("backup"),
  format: v.literal(1),
  app: v.string(),
  taken: v.number(),
  migrations: v.array(v.string()),
});
const rowShape = v.strictTuple([v.string(), v.record(v.string(), v.union([v.string(), v.number(), v.null()]))]);
const endShape = v.strictObject({ waymark: v.literal("end"), rows: v.number(), sha256: v.string() });

/** In characters: lines go through the hash and the compression together. */
const CHUNK = 64 * 1024;

/** Writes a new file, for this account only, and has it on the disk when done. Fails where there is one already. */
export async function writeCopy(path: string, head: CopyHead, rows: AsyncIterable<CopiedRow>): Promise<void> {
  const file = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
  await streams.pipeline(Readable.from(copyText(head, rows)), createGzip(), file);
}

async function* copyText(head: CopyHead, rows: AsyncIterable<CopiedRow>): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let waiting = `${JSON.stringify({ waymark: "backup", format: 1, ...head })}\n`;
  let count = 0;
  for await (const { table, row } of rows) {
    waiting += `${JSON.stringify([table, row])}\n`;
    count += 1;
    if (waiting.length < CHUNK) continue;
    hash.update(waiting);
    yield waiting;
    waiting = "";
  }
  hash.update(waiting);
  yield `${waiting}${JSON.stringify({ waymark: "end", rows: count, sha256: hash.digest("hex") })}\n`;
}

/** Reads it once, handing out each row. Only when it returns was the file whole. */
export async function readCopy(path: string, take: (row: CopiedRow) => void | Promise<void>): Promise<CopyHead> {
  const hash = createHash("sha256");
  let head: CopyHead | undefined;
  let end: v.InferOutput<typeof endShape> | undefined;
  let count = 0;
  try {
    for await (const line of linesOf(path)) {
      if (end) throw new UnusableCopy("There is something after its end.");
      const value: unknown = JSON.parse(line);
      if (!head) {
        head = headOf(value);
      } else if (Array.isArray(value)) {
        const [table, row] = v.parse(rowShape, value);
        count += 1;
        await take({ table, row });
      } else {
        end = v.parse(endShape, value);
        continue;
      }
      hash.update(`${line}\n`);
    }
  } catch (error) {
    if (error instanceof UnusableCopy || !isDamage(error)) throw error;
    throw new UnusableCopy(`${path} is damaged, or is no backup of Waymark.`);
  }
  if (!head || !end) throw new UnusableCopy(`${path} breaks off before its end.`);
  if (end.rows !== count || end.sha256 !== hash.digest("hex"))
    throw new UnusableCopy(`${path} is damaged: it is not as it was written.`);
  return head;
}

function headOf(value: unknown): CopyHead {
  const { waymark: _same, format: _known, ...head } = v.parse(headShape, value);
  return head;
}

/** Of the file's content; a full disk or a refused permission is told as it is. */
function isDamage(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return error instanceof SyntaxError || v.isValiError(error) || (typeof code === "string" && code.startsWith("Z_"));
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const source = createReadStream(path);
  const plain = source.pipe(createGunzip());
  source.on("error", (error) => plain.destroy(error));
  plain.setEncoding("utf8");
  let rest = "";
  for await (const chunk of plain) {
    const lines = `${rest}${chunk as string}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
