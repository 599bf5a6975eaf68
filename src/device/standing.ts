// Who is at the device, from what stands in its store.

import type { AdultId, DeviceId, SchoolId } from "#ledger/names.ts";
import type { Enrolled } from "#protocol/session.ts";
import type { Person, Standing } from "./door.ts";
import type { Opened } from "./opened.ts";
import type { Slot } from "./ports.ts";
import { digitsOf } from "./vault/pin-params.ts";

export const standingOf = {
  open({ enrolled, adult, label, cover }: Opened, leaseOver = false): Standing {
    return {
      state: "open",
      school: enrolled.school as SchoolId,
      schoolName: enrolled.schoolName,
      device: enrolled.device as DeviceId,
      deviceKind: enrolled.kind,
      demo: enrolled.demo,
      adult,
      label,
      ...(cover && { cover }),
      ...(leaseOver && { leaseOver }),
    };
  },

  /** While nothing is open. */
  shut(
    enrolled: Enrolled | undefined,
    slots: readonly Slot[],
    left = 0,
    warm?: ReadonlySet<AdultId>,
    schoolLock?: boolean,
  ): Standing {
    if (!enrolled) return left === 0 ? { state: "new" } : { state: "new", left };
    const { schoolName, demo, kind: deviceKind } = enrolled;
    const people = new Map<AdultId, Person>();
    for (const slot of slots) {
      const { adult, label } = slot;
      if (adult === null) continue;
      const digits = digitsOf(slot) ?? people.get(adult)?.digits;
      const pin = digits === undefined ? {} : { digits, warm: warm?.has(adult) ?? false };
      people.set(adult, { adult, label, ...pin });
    }
    if (people.size === 0) return { state: "enrolled", schoolName, demo };
    return {
      state: "locked",
      schoolName,
      demo,
      deviceKind,
      people: [...people.values()],
      ...(schoolLock && { schoolLock }),
    };
  },
};
