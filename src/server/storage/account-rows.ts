// Accounts, wrong attempts, sessions and the shares that open vaults.

import type { Kysely, Selectable } from "kysely";
import type { AccountRow, SchoolTx } from "./storage.ts";
import { type Tables, flag } from "./tables.ts";

type AccountPart = Pick<
  SchoolTx,
  | "account"
  | "accountOf"
  | "accounts"
  | "putAccount"
  | "attempt"
  | "putAttempt"
  | "session"
  | "putSession"
  | "deleteSession"
  | "deleteSessionsOf"
  | "deleteSessionsOn"
  | "deleteSessionsBefore"
  | "wordGiven"
  | "share"
  | "putShare"
>;

export function accountRows(db: Kysely<Tables>, school: string): AccountPart {
  const accounts = () => db.selectFrom("account").selectAll().where("school", "=", school);
  async function accountBy(column: "login" | "adult", value: string): Promise<AccountRow | undefined> {
    const row = await accounts().where(column, "=", value).executeTakeFirst();
    return row && accountFrom(row);
  }
  return {
    account: (login) => accountBy("login", login),
    accountOf: (adult) => accountBy("adult", adult),
    async accounts() {
      return (await accounts().orderBy("login").execute()).map(accountFrom);
    },
    async putAccount({ login, adult, password, role, administrator, ended }) {
      const state = { password, role, administrator: flag(administrator), ended };
      await db
        .insertInto("account")
        .values({ school, login, adult, ...state })
        .onConflict((c) => c.columns(["school", "login"]).doUpdateSet(state))
        .execute();
    },
    async attempt(login, device) {
      const row = await db
        .selectFrom("attempt")
        .selectAll()
        .where("school", "=", school)
        .where("login", "=", login)
        .where("device", "=", device)
        .executeTakeFirst();
      return row && { login, device, failures: row.failures, notBefore: row.not_before };
    },
    async putAttempt({ login, device, failures, notBefore }) {
      const state = { failures, not_before: notBefore };
      await db
        .insertInto("attempt")
        .values({ school, login, device, ...state })
        .onConflict((c) => c.columns(["school", "login", "device"]).doUpdateSet(state))
        .execute();
    },
    async session(hash) {
      const row = await db
        .selectFrom("session")
        .selectAll()
        .where("school", "=", school)
        .where("hash", "=", hash)
        .executeTakeFirst();
      return row && { hash, adult: row.adult, device: row.device, startedAt: row.started_at, usedAt: row.used_at };
    },
    async putSession({ hash, adult, device, startedAt, usedAt }) {
      await db
        .insertInto("session")
        .values({ school, hash, adult, device, started_at: startedAt, used_at: usedAt })
        .onConflict((c) => c.columns(["school", "hash"]).doUpdateSet({ used_at: usedAt }))
        .execute();
    },
    async deleteSession(hash) {
      await db.deleteFrom("session").where("school", "=", school).where("hash", "=", hash).execute();
    },
    async deleteSessionsOf(adult) {
      await db.deleteFrom("session").where("school", "=", school).where("adult", "=", adult).execute();
    },
    async deleteSessionsOn(device) {
      await db.deleteFrom("session").where("school", "=", school).where("device", "=", device).execute();
    },
    async deleteSessionsBefore(startedAt) {
      await db.deleteFrom("session").where("school", "=", school).where("started_at", "<", startedAt).execute();
    },
    async wordGiven(adult, device) {
      const row = await db
        .selectFrom("session")
        .select("started_at")
        .where("school", "=", school)
        .where("adult", "=", adult)
        .where("device", "=", device)
        .orderBy("started_at", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.started_at;
    },
    async share(device, adult) {
      const row = await db
        .selectFrom("share")
        .select("share")
        .where("school", "=", school)
        .where("device", "=", device)
        .where("adult", "=", adult)
        .executeTakeFirst();
      return row?.share;
    },
    async putShare(device, adult, share) {
      await db.insertInto("share").values({ school, device, adult, share }).execute();
    },
  };
}

function accountFrom(row: Selectable<Tables["account"]>): AccountRow {
  const { login, adult, password, role, ended } = row;
  return { login, adult, password, role, administrator: row.administrator === 1, ended };
}
