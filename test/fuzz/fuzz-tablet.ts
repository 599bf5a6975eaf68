// A tablet that knows how everything is signed and sealed, and lets each step be given something else. Quick: the
// machine's own curves, one sender key.

import { createHash } from "node:crypto";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64ToBytes, bytesToBase64, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import { type Json, canonicalJson } from "#base/json.ts";
import { DEVICE_HEADER, proofHeader, provenText } from "#protocol/device-proof.ts";
import { type SealedEnvelope, SIGNED_PREFIX, WIRE_KEY_INFO, sealedContext } from "#protocol/envelope.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { Enrolled } from "#protocol/session.ts";
import { PASSWORD, type TestDevice, type World } from "#server/sync/device.fixture.ts";
import type { ServerRequest } from "#server/server.ts";
import { ed25519, x25519 } from "../simulation/quick/native-curves.ts";

/** What an envelope says before it is signed: usually the ledger's, here anything. */
export type Inside = { [name: string]: unknown };

export interface Signing {
  /** Signs the request as another device, with another number, or over another text. */
  readonly device?: string;
  readonly counter?: number;
  readonly over?: string;
}

export type FuzzTablet = Awaited<ReturnType<typeof joinFuzzTablet>>;

/** A tablet of the administrator's school, with an adult of its own. */
export async function joinFuzzTablet(world: World, admin: TestDevice, name: string) {
  const { randomBytes, newId } = world;
  const credential = randomBytes(32);
  const seed = randomBytes(32);
  const publicKey = bytesToBase64(ed25519.getPublicKey(credential));
  const adult = newId<string>();
  const fields = { givenName: name, familyName: "Reed", role: "iap-adult" };
  await admin.push([
    admin.commit([{ kind: "create", id: newId(), record: adult, type: "adult", scope: "school", fields } as never]),
  ]);
  const code = await admin.ask("POST", ROUTES.deviceCodes, {});
  const invitation = await admin.ask("POST", ROUTES.invitations, { adult });
  let counter = 0;
  let deviceSeq = 0;
  let home = { device: newId() } as Enrolled;

  function request(path: string, text: string, signing: Signing = {}, cookie?: string): ServerRequest {
    const number = signing.counter ?? (counter += 1);
    const hash = createHash("sha256")
      .update(signing.over ?? text)
      .digest("base64url");
    const signature = ed25519.sign(utf8ToBytes(provenText("POST", path, number, hash)), credential);
    const proof = proofHeader(signing.device ?? home.device, number, bytesToBase64(signature));
    const headers = { "content-type": "application/json", [DEVICE_HEADER]: proof, ...(cookie && { cookie }) };
    return { method: "POST", path, headers, body: text };
  }
  const ask = async (path: string, body: object, cookie?: string) => {
    const answer = await world.server.handle(request(path, JSON.stringify(body), {}, cookie));
    if (answer.status !== 200) throw new Error(`${path}: ${answer.body}`);
    return { body: JSON.parse(answer.body) as Record<string, unknown>, cookie: answer.headers["set-cookie"] };
  };
  const joined = await ask(ROUTES.enrol, {
    code: code.body["code"],
    device: { name: "Tablet", kind: "shared", publicKey },
  });
  home = joined.body["enrolled"] as Enrolled;
  const invited = { login: name.toLowerCase(), password: PASSWORD, invitation: invitation.body["code"] };
  const session = (await ask(ROUTES.signIn, invited)).cookie?.split(";", 1)[0];
  const key = bytesToBase64(ed25519.getPublicKey(seed));
  const authorKey = (await ask(ROUTES.authorKeys, { key }, session)).body["name"] as string;
  const secret = randomBytes(32);
  const senderKey = x25519.getPublicKey(secret);
  const theirs = base64ToBytes(home.serverKey);
  const shared = x25519.getSharedSecret(secret, theirs);
  const sealKey = hkdf(sha256, shared, concatBytes(senderKey, theirs), utf8ToBytes(WIRE_KEY_INFO), 32);

  return {
    home,
    adult,
    authorKey,
    seed,
    request,
    nextSeq: () => deviceSeq + 1,
    /** The number is used up: the server said so. */
    wants: (next: number) => void (deviceSeq = next - 1),
    inside(changes: readonly unknown[]): Inside {
      return {
        ...{ format: 1, id: newId(), school: home.school, device: home.device, deviceSeq: deviceSeq + 1 },
        ...{ author: adult, authorKey, at: "2026-06-09T11:00:00+01:00", schema: 1, app: "fuzz", changes },
      };
    },
    /** `outside`: what is written on it, where that is not what is inside. */
    seal(inside: Inside, outside: Inside = {}, signer: Uint8Array = seed): SealedEnvelope {
      const { id, school, device, deviceSeq: number } = { ...inside, ...outside };
      const head = { id, school, device, deviceSeq: number } as SealedEnvelope;
      const text = utf8ToBytes(canonicalJson(inside as Json));
      const signature = ed25519.sign(concatBytes(utf8ToBytes(SIGNED_PREFIX), text), signer);
      const nonce = randomBytes(24);
      const box = xchacha20poly1305(sealKey, nonce, utf8ToBytes(sealedContext(head))).encrypt(
        concatBytes(signature, text),
      );
      const { school: toSchool, device: ofDevice } = head;
      return {
        ...{ id: head.id, school: toSchool, device: ofDevice, deviceSeq: head.deviceSeq, cipher: 1 },
        ...{ senderKey: bytesToBase64(senderKey), nonce: bytesToBase64(nonce), box: bytesToBase64(box) },
      };
    },
  };
}
