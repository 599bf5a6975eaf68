// docs/benchmarks.md has a part for each bench, between two marks; each renews its own and leaves every other word as it
// stands.

import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type Part = "device and server" | "the day" | "peers";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));

export function writePart(part: Part, body: string, drawing: { readonly name: string; readonly svg: string }): void {
  const path = join(docs, "benchmarks.md");
  writeFileSync(path, withPart(readFileSync(path, "utf8"), part, body));
  writeFileSync(join(docs, drawing.name), drawing.svg);
}

/** The page with what stands between the marks of this part replaced. */
export function withPart(page: string, part: Part, body: string): string {
  const [before, rest] = cut(page, `<!-- ${part}: written by its bench -->`);
  const [, after] = cut(rest, `<!-- ${part}: end -->`);
  return `${before}<!-- ${part}: written by its bench -->\n\n${body.trim()}\n\n<!-- ${part}: end -->${after}`;
}

function cut(text: string, mark: string): readonly [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`the page of the benchmarks has no place for ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

export function machine(chromium: string): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Chromium ${chromium} on ${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${memory} GB, Node ${process.versions.node}`;
}
