// The text files of the repository as they lie on disk: what a clone would hold, with what is not yet committed.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { SourceFile } from "./house-rules.ts";

const LEFT_OUT = new Set(["node_modules", "dist", "data", ".git", ".cache", ".out"]);
const TEXT = /\.(ts|tsx|css|html|json|jsonc|md|txt|svg|yml|yaml|csv)$|^(run|LICENSE|\.[a-z]+)$/;

export function readTree(root: string): readonly SourceFile[] {
  const files: SourceFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!LEFT_OUT.has(entry.name)) walk(path);
      } else if (entry.isFile() && TEXT.test(entry.name)) {
        files.push({ path: relative(root, path).split(sep).join("/"), text: readFileSync(path, "utf8") });
      }
    }
  };
  walk(root);
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
