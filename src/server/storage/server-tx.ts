// The rows of the server as a whole: schools, codes, and which device is where.

import type { Kysely, Selectable } from "kysely";
import { inParts } from "./in-parts.ts";
import type { CodeRow, SchoolRow, SchoolTx, ServerFacts, ServerTx, Standing } from "./storage.ts";
import { SCHOOL_TABLES, type Tables, flag } from "./tables.ts";

/** Nobody may delete from them; they go with their demo school, by its own guard. */
const LOGS = new Set<string>(["audit", "change"]);

export function serverTx(db: Kysely<Tables>, inSchool: (id: string) => Promise<SchoolTx>): ServerTx {
  return {
    ...serverFacts(db),
    inSchool,
    async createSchool(school) {
      await db
        .insertInto("school")
        .values({
          id: school.id,
          name: school.name,
          demo: flag(school.demo),
          epoch: school.epoch,
          seq: school.seq,
          horizon: school.horizon,
          public_key: school.publicKey,
          private_key: school.privateKey,
          clock_offset: school.clockOffset,
          personas: JSON.stringify(school.personas),
          made_at: school.madeAt,
          audit_number: 0,
          audit_hash: "",
          grants: school.grants,
        })
        .execute();
    },
    async deleteDemoSchool(id) {
      // Its lock first: nothing is being written into it while its rows go.
      if (!(await (await inSchool(id)).row()).demo) throw new Error("only a demo school can be deleted");
      for (const table of SCHOOL_TABLES)
        if (!LOGS.has(table)) await db.deleteFrom(table).where("school", "=", id).execute();
      await db.deleteFrom("school").where("id", "=", id).execute();
    },
    async putCode(code) {
      const { administrator, usedFor, ...rest } = code;
      const row = { ...rest, administrator: flag(administrator), used_for: usedFor };
      await db
        .insertInto("code")
        .values(row)
        .onConflict((c) => c.column("hash").doUpdateSet({ used_for: usedFor, expires: code.expires }))
        .execute();
    },
    async deleteCode(hash) {
      await db.deleteFrom("code").where("hash", "=", hash).execute();
    },
    async deleteCodes(purpose) {
      await db.deleteFrom("code").where("purpose", "=", purpose).execute();
    },
  };
}

export function serverFacts(db: Kysely<Tables>): ServerFacts {
  return {
    async schools() {
      return (await db.selectFrom("school").selectAll().orderBy("made_at").orderBy("id").execute()).map(schoolFrom);
    },
    async schoolOfDevice(device) {
      return (await db.selectFrom("device").select("school").where("id", "=", device).executeTakeFirst())?.school;
    },
    async code(hash) {
      const row = await db.selectFrom("code").selectAll().where("hash", "=", hash).executeTakeFirst();
      return row && codeFrom(row);
    },
    async codesOf(school) {
      const rows = await db.selectFrom("code").selectAll().where("school", "=", school).orderBy("expires").execute();
      return rows.map(codeFrom);
    },
    async devicesBySchool(most) {
      return db
        .selectFrom("device")
        .select(["id as device", "school"])
        .orderBy("last_contact", "desc")
        .orderBy("id")
        .limit(most)
        .execute();
    },
    async standings(devices) {
      const found: Standing[] = [];
      for (const part of inParts(devices, 500)) {
        const rows = await db
          .selectFrom("device")
          .innerJoin("school", "school.id", "device.school")
          .select(["device.id as device", "device.school", "device.revoked", "device.locked_at", "device.kind"])
          .select(["school.epoch", "school.seq", "school.grants", "school.clock_offset as clockOffset"])
          .where("device.id", "in", part)
          .execute();
        for (const { revoked, locked_at, kind, ...rest } of rows)
          found.push({
            ...rest,
            revoked: revoked === 1,
            locked: locked_at !== null,
            kind: kind as Standing["kind"],
          });
      }
      return found;
    },
  };
}

export function schoolFrom(row: Selectable<Tables["school"]>): SchoolRow {
  return {
    id: row.id,
    name: row.name,
    demo: row.demo === 1,
    epoch: row.epoch,
    seq: row.seq,
    horizon: row.horizon,
    publicKey: row.public_key,
    privateKey: row.private_key,
    clockOffset: row.clock_offset,
    personas: JSON.parse(row.personas) as SchoolRow["personas"],
    madeAt: row.made_at,
    grants: row.grants,
  };
}

function codeFrom(row: Selectable<Tables["code"]>): CodeRow {
  return {
    hash: row.hash,
    purpose: row.purpose as CodeRow["purpose"],
    school: row.school,
    adult: row.adult,
    administrator: row.administrator === 1,
    expires: row.expires,
    usedFor: row.used_for,
  };
}
