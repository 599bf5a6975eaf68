// Hands a shared tablet to a cover adult (A34): the vault stays open, and whoever let them in is gone from it. Their key
// comes from the vault's and from what they were let in as, so that the same adult lets the same person in again after
// a lock; it is in memory only, and nothing of it is a way in.

import { type JsonObject, canonicalJson } from "#base/json.ts";
import type { RandomBytes } from "#base/id.ts";
import type { Command } from "#ledger/command.ts";
import type { AdultId, RecordId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { COVER_KEY } from "#protocol/envelope.ts";
import type { Device } from "../door.ts";
import type { Opened } from "../opened.ts";
import type { SchoolClock } from "../school-clock.ts";
import { createSender } from "../vault/envelope.ts";
import { createSigningKey } from "../vault/signing-key.ts";

export interface CoverDeps {
  readonly clock: SchoolClock;
  readonly randomBytes: RandomBytes;
  readonly opened: () => Opened | undefined;
  readonly commit: Device["commit"];
  readonly open: (next: Opened) => void;
}

export function createCover({ clock, randomBytes, opened, commit, open }: CoverDeps): Device["letCoverIn"] {
  return async function letCoverIn<Who extends JsonObject>(
    vouch: Command<Who & { readonly key: string }>,
    who: Who,
    label: string,
    again?: { readonly adult: RecordId; readonly key: string },
  ): Promise<undefined | Refusal> {
    const host = opened();
    if (!host) return refuse("locked", "This tablet is locked. Unlock it, then let them in.");
    const no = mayNot(host);
    if (no) return no;
    const day = clock.localNow().slice(0, 10);
    const said = canonicalJson({ device: host.enrolled.device, host: host.adult, day, who });
    const seed = host.sealer.coverSeed(said);
    const author = createSigningKey(seed);
    seed.fill(0);
    let adult: RecordId | undefined;
    if (again) {
      if (again.key === author.publicKey) adult = again.adult;
    } else {
      const vouched = await commit(vouch, { ...who, key: author.publicKey });
      if (isRefusal(vouched)) {
        author.shut();
        return vouched;
      }
      [adult] = vouched.records;
    }
    // Locked, or handed to somebody else, while it was being written.
    if (adult === undefined || opened() !== host) {
      author.shut();
      return refuse("notLetIn", "They were not let in. Let them in once more, with their name.");
    }
    open({
      adult: adult as string as AdultId,
      label,
      enrolled: host.enrolled,
      authorKey: COVER_KEY,
      author,
      sender: createSender(host.enrolled.serverKey, randomBytes),
      sealer: host.sealer,
      cover: { host: host.adult, day },
    });
    return undefined;
  };
}

function mayNot({ cover, enrolled }: Opened): Refusal | undefined {
  if (cover) return refuse("coverItself", "A cover adult cannot let anybody in. Ask an adult of the school.");
  if (enrolled.kind !== "shared")
    return refuse("notShared", "This is one adult’s own device. A cover adult uses the room’s tablet.");
  return undefined;
}

/** Over with the day: what is written later under this name is not theirs to write. */
export function coverOver({ cover }: Opened, today: string): Refusal | undefined {
  if (!cover || cover.day === today) return undefined;
  return refuse("coverOver", "Cover was for the day before. Lock the tablet; an adult of the school opens it.");
}
