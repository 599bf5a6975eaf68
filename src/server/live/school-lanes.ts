// In whose line a request waits: its school's, as far as its device has been believed before. Everybody else shares one
// line, so whoever invents devices gets no turn more by it. Nothing is decided by this but the order of service.

import { parseProof } from "#protocol/device-proof.ts";
import type { Storage } from "../storage/storage.ts";

const STRANGERS = "";
/** More devices than one server has; a memory that is full starts anew. */
const MOST_DEVICES = 20_000;

export interface SchoolLanes {
  laneOf(proofHeader: string | undefined): string;
  /** This device has proven itself to be of this school. Devices do not move. */
  learn(device: string, school: string): void;
  /** What the database knows of devices: a server that was just started has seen none of them. */
  learnAll(storage: Pick<Storage, "readServer">): Promise<void>;
}

export function createSchoolLanes(): SchoolLanes {
  const schoolByDevice = new Map<string, string>();
  const learn = (device: string, school: string): void => {
    if (schoolByDevice.size >= MOST_DEVICES && !schoolByDevice.has(device)) schoolByDevice.clear();
    schoolByDevice.set(device, school);
  };
  return {
    laneOf(proofHeader) {
      const proof = parseProof(proofHeader);
      return (proof && schoolByDevice.get(proof.device)) ?? STRANGERS;
    },
    learn,
    async learnAll(storage) {
      for (const { device, school } of await storage.readServer((tx) => tx.devicesBySchool(MOST_DEVICES)))
        learn(device, school);
    },
  };
}
