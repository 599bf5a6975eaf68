// The name under which a device came first. It may go on under another (S19) by asking with its own key alone; what is
// counted against guessers is counted under this one, or a new name would be a new start.

import { type Problem, problem } from "./problem.ts";
import type { DeviceRow, SchoolTx } from "../storage/storage.ts";

/** Storage is put back, or copied, once or twice in a tablet's life. More is nobody's accident, and costs a look each. */
const MOST_NAMES = 100;

export async function firstNameOf(tx: Pick<SchoolTx, "device">, device: DeviceRow): Promise<string> {
  return (await namesOf(tx, device)).at(-1) as string;
}

/** Refused where it went on under another name so often that an administrator is to look at it. */
export async function unlessTooOften(tx: Pick<SchoolTx, "device">, device: DeviceRow): Promise<Problem | undefined> {
  if ((await namesOf(tx, device)).length < MOST_NAMES) return undefined;
  return problem(409, "renewedTooOften", "This tablet was put back too often. Ask an administrator for a code.");
}

async function namesOf(tx: Pick<SchoolTx, "device">, device: DeviceRow): Promise<readonly string[]> {
  const names: string[] = [device.id];
  let { former } = device;
  while (former !== "" && names.length < MOST_NAMES) {
    names.push(former);
    former = (await tx.device(former))?.former ?? "";
  }
  return names;
}
