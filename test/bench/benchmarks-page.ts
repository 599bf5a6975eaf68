// docs/benchmarks.md has a part for each bench; each renews its own and leaves the rest as it stands.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type Part = "device and server" | "the day" | "peers";

const PARTS: readonly Part[] = ["device and server", "the day", "peers"];
const docs = fileURLToPath(new URL("../../docs", import.meta.url));

const HEAD = `# Benchmarks

Each part below is written by its bench. Ratios carry over to another machine, milliseconds do not: only ratios are held
to a limit, and a bench fails when one is passed.
`;

export function writePart(part: Part, body: string, drawing: { readonly name: string; readonly svg: string }): void {
  const path = join(docs, "benchmarks.md");
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const sections = PARTS.map((one) => {
    const stood = before.split(opening(one))[1]?.split(closing(one))[0]?.trim() ?? "";
    const text = one === part ? body.trim() : stood;
    return text === "" ? "" : `\n${opening(one)}\n\n${text}\n\n${closing(one)}\n`;
  });
  writeFileSync(path, HEAD + sections.join(""));
  writeFileSync(join(docs, drawing.name), drawing.svg);
}

const opening = (part: Part): string => `<!-- ${part}: written by its bench -->`;
const closing = (part: Part): string => `<!-- ${part}: end -->`;

export function machine(chromium: string): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Chromium ${chromium} on ${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${memory} GB, Node ${process.versions.node}`;
}
