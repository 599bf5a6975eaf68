// Whether a program is on this machine, and where.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of these names that stands in PATH and can be run; undefined when none does. */
export function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return firstExecutable(folders.flatMap((folder) => names.map((name) => join(folder, name))));
}

/** What an environment variable names, if it is set; throws when that cannot be run. */
export function toldProgram(variable: string): string | undefined {
  const told = process.env[variable];
  if (told === undefined || told === "") return undefined;
  if (!isExecutable(told)) throw new Error(`${variable} names ${told}, which is not a program that can be run.`);
  return told;
}

export const firstExecutable = (paths: readonly string[]): string | undefined => paths.find(isExecutable);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
