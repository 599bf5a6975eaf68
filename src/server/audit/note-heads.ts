// Once a day, and at every start: how far each school's audit has come is signed and put in the file of checkpoints.

import type { KeyObject } from "node:crypto";
import type { Storage } from "../storage/storage.ts";
import { type Checkpoint, makeCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { appendCheckpoints, checkpointFile, checkpointLines } from "./checkpoint-file.ts";

export interface NoteHeadsDeps {
  readonly storage: Storage;
  readonly data: string;
  readonly key: KeyObject;
  readonly clock: { now(): number };
}

/** Notes the schools whose audit has grown since it was last noted; says how many. A demo school is not noted. */
export async function noteHeads({ storage, data, key, clock }: NoteHeadsDeps): Promise<number> {
  const noted = new Map<string, Checkpoint>();
  for (const line of checkpointLines(checkpointFile(data))) {
    const one = readCheckpoint(line);
    if (!("sentence" in one)) noted.set(one.school, one);
  }
  const made: Checkpoint[] = [];
  for (const { id, demo } of await storage.readServer((server) => server.schools())) {
    if (demo) continue;
    const head = await storage.transact(id, async (tx) => {
      const { epoch } = await tx.row();
      return { school: id, epoch, ...(await tx.auditHead()) };
    });
    const last = noted.get(id);
    if (head.number === 0 || (last?.number === head.number && last.hash === head.hash && last.epoch === head.epoch))
      continue;
    made.push(makeCheckpoint(head, clock.now(), key));
  }
  appendCheckpoints(data, made);
  return made.length;
}
