// The addresses that the app's own routes know, read from their sources: "/pupils/:id/record/:record/edit". A list of
// screens is held against them, so that a new address cannot be forgotten.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const APP = fileURLToPath(new URL("../../src/app", import.meta.url));
/** A route that stands alone or begins a group, the end of a group, or the routes of the room. */
const PART =
  /<Route(?: index)?(?: path="([^"]*)")? element=\{<(\w+)[^}]*\/>\}\s*(\/?)>|<\/Route>|\{(roomRoutes)\(\)\}/g;

/** Every address but those for what is not there. `file` is one of the app's, from its folder. */
export function routePatterns(file = "routes.tsx", base = ""): readonly string[] {
  const source = readFileSync(join(APP, file), "utf8");
  const routes = source.match(/<Route\b/g)?.length ?? 0;
  const within = [base];
  const found: string[] = [];
  let read = 0;
  for (const [words, path, element = "", alone, room] of source.matchAll(PART)) {
    const above = within.at(-1) ?? "";
    if (words === "</Route>") within.pop();
    else if (room !== undefined) found.push(...routePatterns(importedBy(file, source, room), above));
    else {
      read += 1;
      const address = path === undefined ? above : `${above}/${path}`;
      if (alone === "") within.push(address);
      if (path !== "*" && path?.endsWith("/*"))
        found.push(...routePatterns(importedBy(file, source, element), address.slice(0, -2)));
      else if (path !== "*" && address !== "") found.push(address);
    }
  }
  if (read !== routes) throw new Error(`${file} has ${routes} routes, and ${read} of them could be read`);
  return [...new Set(found)];
}

/** Where a name of this file comes from, at once or when it is needed. */
function importedBy(file: string, source: string, name: string): string {
  const from = new RegExp(`\\b${name}\\b[^;]*?"(\\.{1,2}/[^"]+)"`).exec(source)?.[1];
  if (from === undefined) throw new Error(`${file} does not say where ${name} comes from`);
  return join(file, "..", from);
}
