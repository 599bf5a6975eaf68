// What stands behind one of the project's own commands: where it is not understood, one sentence says how the command is
// used, and the process ends with 2.

import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>["values"];

export function readOptions<const O extends Options>(use: string, options: O): Values<O> {
  try {
    return parseArgs({ options }).values;
  } catch {
    return misused(use);
  }
}

/** A whole number above nought, as it stands behind an option. */
export function wholeNumber(use: string, value: string): number {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : misused(use);
}

export function misused(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
