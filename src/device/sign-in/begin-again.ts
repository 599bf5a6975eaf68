// Two ways in which a device goes on with what it holds when the server cannot go on with it: it is not known there any
// more (S18), or its numbers were used by something else (S19). Neither touches what waits, what is half written or the
// ways in; both can be asked twice.

import { base64ToBytes, bytesToBase64 } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { enrolAnswerShape, renewAnswerShape } from "#protocol/session.ts";
import { answerOf } from "../ask-server.ts";
import type { Store } from "../ports.ts";
import { type ServerLink, shaped } from "../sync/server-link.ts";
import { createSigningKey } from "../vault/signing-key.ts";

export interface BeginAgainDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly randomBytes: RandomBytes;
  /** The device has another name, or another epoch: whoever is in memory learns it from the store. */
  readonly adopt: () => Promise<void>;
}

export type ReadmitHow = { readonly code: string } | { readonly login: string; readonly password: string };

/** A device that was made before names were kept. */
const NAMELESS = "Tablet";

const publicKeyOf = (seed: string): string => {
  const key = createSigningKey(base64ToBytes(seed));
  const { publicKey } = key;
  key.shut();
  return publicKey;
};

export function createBeginAgain({ store, server, randomBytes, adopt }: BeginAgainDeps) {
  return {
    /** Back under its own name. Then everything it keeps is offered, as after a restore [S9]. */
    async readmit(how: ReadmitHow): Promise<undefined | Refusal> {
      const held = await store.read(async (tx) => ({
        enrolled: await tx.control("enrolled"),
        keys: await tx.control("deviceKeys"),
        name: await tx.control("deviceName"),
      }));
      const { enrolled, keys, name = NAMELESS } = held;
      if (!enrolled || !keys) return refuse("notEnrolled", "This tablet belongs to no school yet.");
      const { school, device: id, kind } = enrolled;
      const body = { school, id, device: { name, kind, publicKey: publicKeyOf(keys.signing) }, ...how };
      const parse = shaped(enrolAnswerShape);
      const heard = answerOf(await server.askUnsigned({ method: "POST", path: ROUTES.readmit, body, parse }));
      if (!("value" in heard)) return heard;
      await store.write(
        "strict",
        async (tx) => {
          await tx.setControl("enrolled", heard.value.enrolled);
          // The epoch is left as it was: another one turns the device round like any restore. The same one, where only
          // this device was forgotten, has been offered nothing yet.
          await tx.setControl("offeredEpoch", undefined);
        },
        { scopes: [], parts: ["control", "slots"] },
      );
      await adopt();
      return undefined;
    },

    /** Goes on under a new name. True when it has one: what waits may then be signed anew and sent. */
    async renew(): Promise<boolean> {
      // Kept before it is asked for: if the answer is lost, the same key is asked for again, and is the same device.
      const asked = await store.write(
        "strict",
        async (tx) => {
          const renewing = (await tx.control("renewing")) ?? { signing: bytesToBase64(randomBytes(32)) };
          await tx.setControl("renewing", renewing);
          const lastSeq = (await tx.control("deviceSeq")) ?? 0;
          return { renewing, lastSeq, former: (await tx.control("enrolled"))?.device };
        },
        { scopes: [], parts: [] },
      );
      const { renewing, lastSeq, former } = asked;
      const body = { publicKey: publicKeyOf(renewing.signing), lastSeq };
      const heard = await server.ask({ method: "POST", path: ROUTES.renew, body, parse: shaped(renewAnswerShape) });
      if (heard.kind !== "answer") return false;
      const { enrolled, authorKeys } = heard.value;
      const names = new Map(authorKeys.map((key) => [key.former, key.name]));
      await store.write(
        "strict",
        async (tx) => {
          const keys = await tx.control("deviceKeys");
          // Another tab was quicker.
          if (!keys || (await tx.control("enrolled"))?.device !== former) return;
          await tx.setControl("enrolled", enrolled);
          await tx.setControl("deviceKeys", { ...keys, signing: renewing.signing });
          await tx.setControl("requestCounter", undefined);
          await tx.setControl("renewing", undefined);
          await tx.setControl("former", [...((await tx.control("former")) ?? []), former as string]);
          const held = Object.entries((await tx.control("authorKeys")) ?? {});
          await tx.setControl(
            "authorKeys",
            Object.fromEntries(held.map(([adult, name]) => [adult, names.get(name) ?? name])),
          );
        },
        { scopes: "all", parts: ["control", "slots", "pending"] },
      );
      await adopt();
      return true;
    },
  };
}
