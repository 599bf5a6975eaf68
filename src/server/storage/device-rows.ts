// The school's devices, what they prove themselves by, and the keys adults sign with on them.

import type { Kysely, Selectable } from "kysely";
import type { DeviceRow, SchoolTx } from "./storage.ts";
import { type Tables, flag } from "./tables.ts";

type DevicePart = Pick<
  SchoolTx,
  | "device"
  | "deviceByKey"
  | "devices"
  | "putDevice"
  | "deleteDevice"
  | "authorKey"
  | "authorKeys"
  | "authorKeysOn"
  | "putAuthorKey"
>;

export function deviceRows(db: Kysely<Tables>, school: string): DevicePart {
  const all = () => db.selectFrom("device").selectAll().where("school", "=", school);
  const keys = () =>
    db.selectFrom("author_key").select(["name", "adult", "device", "key", "since"]).where("school", "=", school);
  return {
    async device(id) {
      const row = await all().where("id", "=", id).executeTakeFirst();
      return row && deviceFrom(row);
    },
    async deviceByKey(publicKey) {
      const row = await all().where("public_key", "=", publicKey).executeTakeFirst();
      return row && deviceFrom(row);
    },
    async devices() {
      return (await all().orderBy("enrolled_at").orderBy("id").execute()).map(deviceFrom);
    },
    async putDevice(device) {
      const state = {
        kind: device.kind,
        last_seq: device.lastSeq,
        counter: device.counter,
        proof_window: device.window,
        revoked: flag(device.revoked),
        last_contact: device.lastContact,
        unsent: device.unsent,
        app: device.app,
        lost_at: device.lostAt,
        locked_at: device.lockedAt,
        locked_by: device.lockedBy,
        second_copy: device.secondCopy === null ? null : flag(device.secondCopy),
      };
      const { id, name, former } = device;
      await db
        .insertInto("device")
        .values({
          school,
          id,
          name,
          former,
          public_key: device.publicKey,
          enrolled_at: device.enrolledAt,
          ...state,
        })
        .onConflict((c) => c.columns(["school", "id"]).doUpdateSet(state))
        .execute();
    },
    async deleteDevice(id) {
      await db.deleteFrom("device").where("school", "=", school).where("id", "=", id).execute();
    },
    authorKey: (name) => keys().where("name", "=", name).executeTakeFirst(),
    authorKeys: (adult, device) => keys().where("adult", "=", adult).where("device", "=", device).execute(),
    authorKeysOn: (device) => keys().where("device", "=", device).execute(),
    async putAuthorKey(key) {
      await db
        .insertInto("author_key")
        .values({ school, ...key })
        .execute();
    },
  };
}

function deviceFrom(row: Selectable<Tables["device"]>): DeviceRow {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as DeviceRow["kind"],
    publicKey: row.public_key,
    lastSeq: row.last_seq,
    counter: row.counter,
    window: row.proof_window,
    revoked: row.revoked === 1,
    lastContact: row.last_contact,
    unsent: row.unsent,
    app: row.app,
    enrolledAt: row.enrolled_at,
    former: row.former,
    lostAt: row.lost_at,
    lockedAt: row.locked_at,
    lockedBy: row.locked_by,
    secondCopy: row.second_copy === null ? null : row.second_copy === 1,
  };
}
