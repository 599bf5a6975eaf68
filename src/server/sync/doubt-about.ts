// May an envelope's author be believed? The key that signed must be theirs, registered on this device (A1, V3).

import { COVER_KEY } from "#protocol/envelope.ts";
import type { SchoolTx } from "../storage/storage.ts";
import { coverOf } from "./cover.ts";
import type { Filing } from "./filing.ts";
import type { Opened as WhollyOpened } from "./open.ts";

type Opened = Pick<WhollyOpened, "envelope" | "signedBy">;

export interface Doubt {
  readonly sentence: string;
  /** Only their key is missing here: when its adult has registered it again, the envelope is believed. */
  readonly why?: "key";
}

/** Why its author is not believed; undefined when they are. */
export async function doubtAbout(
  tx: SchoolTx,
  { envelope, signedBy }: Opened,
  device: string,
  filing?: Pick<Filing, "filed">,
): Promise<Doubt | undefined> {
  if (envelope.authorKey === COVER_KEY) return doubtAboutCover(tx, { envelope, signedBy }, device, filing);
  const key = await tx.authorKey(envelope.authorKey);
  if (!key) return isSignedByAnother(tx, { envelope, signedBy }, device);
  if (key.device !== device) return { sentence: "The key it was signed with belongs to another device." };
  if (key.adult !== envelope.author) return { sentence: "It names another author than the one whose key signed it." };
  if (signedBy(key.key)) return undefined;
  return { sentence: "Its signature does not hold: it is not as its author wrote it." };
}

/**
 * A key that was registered after the backup the server was restored from is registered again under another name. What
 * counts is the key: it is that adult's, on this device, and it signed. The name only says which one to try.
 */
async function isSignedByAnother(
  tx: SchoolTx,
  { envelope, signedBy }: Opened,
  device: string,
): Promise<Doubt | undefined> {
  const keys = await tx.authorKeys(envelope.author, device);
  if (keys.some(({ key }) => signedBy(key))) return undefined;
  return { sentence: "The key it was signed with is not known here.", why: "key" };
}

/** That the day is theirs, and that whoever let them in may, is asked where it is filed: here it is who they are. */
async function doubtAboutCover(
  tx: SchoolTx,
  { envelope, signedBy }: Opened,
  device: string,
  filing: Pick<Filing, "filed"> | undefined,
): Promise<Doubt | undefined> {
  const cover = await coverOf(tx, filing, envelope.author);
  if (!cover) return { sentence: "Nobody is known here who let its author in as cover." };
  if (cover.device !== device) return { sentence: "Its author was let in as cover on another device." };
  if (signedBy(cover.key)) return undefined;
  return { sentence: "Its signature does not hold: it is not as its author wrote it." };
}
