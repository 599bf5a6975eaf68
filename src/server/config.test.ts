import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { NewerDatabase } from "./storage/migrate.ts";
import { whyNotStarted } from "./why-not-started.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("nothing said means this machine, port 4173, ./data, the demo on", () => {
  expect(readConfig({ PATH: "/bin", HOME: "/root" })).toEqual({
    port: 4173,
    host: undefined,
    data: "./data",
    databaseUrl: undefined,
    tls: undefined,
    demo: true,
    log: "faults",
    historyDays: "all",
  });
});

test("what is said is taken", () => {
  const env = { PORT: "8080", HOST: "0.0.0.0", WAYMARK_DATA: "/srv/w", WAYMARK_DEMO: "off", WAYMARK_LOG: "requests" };
  expect(readConfig(env)).toMatchObject({ port: 8080, host: "0.0.0.0", data: "/srv/w", demo: false, log: "requests" });
});

test.each(["postgres://ada:p%40ss@db.example:5433/waymark?sslmode=verify-full", "postgresql://localhost/w"])(
  "the address of a PostgreSQL database is taken: %s",
  (url) => {
    expect(readConfig({ DATABASE_URL: url })).toMatchObject({ databaseUrl: url });
  },
);

const notPem = join(folder, "not.pem");
writeFileSync(notPem, "hello");

test.each([
  [{ PORT: "http" }, "PORT"],
  [{ PORT: "" }, "PORT"],
  [{ PORT: "0" }, "PORT"],
  [{ PORT: "65536" }, "PORT"],
  [{ PORT: "80.5" }, "PORT"],
  [{ HOST: "" }, "HOST"],
  [{ HOST: "my host" }, "HOST"],
  [{ WAYMARK_DATA: " " }, "WAYMARK_DATA"],
  [{ DATABASE_URL: "" }, "DATABASE_URL"],
  [{ DATABASE_URL: "waymark" }, "DATABASE_URL"],
  [{ DATABASE_URL: "mysql://ada:five-herons@db/waymark" }, "DATABASE_URL"],
  [{ DATABASE_URL: "postgres://ada:five-herons@db" }, "DATABASE_URL"],
  [{ DATABASE_URL: "postgres:///waymark" }, "DATABASE_URL"],
  [{ WAYMARK_DEMO: "yes" }, "WAYMARK_DEMO"],
  [{ WAYMARK_LOG: "debug" }, "WAYMARK_LOG"],
  [{ WAYMARK_HISTORY: "30" }, "WAYMARK_HISTORY"],
  [{ WAYMARK_HISTORY: "a year" }, "WAYMARK_HISTORY"],
  [{ WAYMARK_DATBASE: "/srv" }, "WAYMARK_DATBASE"],
  [{ TLS_CERT: notPem }, "TLS_KEY"],
  [{ TLS_KEY: notPem }, "TLS_CERT"],
  [{ TLS_CERT: join(folder, "missing.pem"), TLS_KEY: notPem }, "missing.pem"],
  [{ TLS_CERT: notPem, TLS_KEY: notPem }, "PEM"],
])("%o is told in one sentence that names %s", (env, named) => {
  const config = readConfig(env);
  if (!("sentence" in config)) throw new Error("it was taken");
  expect(config.sentence).toContain(named);
  expect(config.sentence).toMatch(/^\S.*\.$/);
  expect(config.sentence).not.toContain("\n");
  expect(config.sentence).not.toContain("five-herons");
});

const at = { port: 4173, host: undefined, data: "/srv/data" };
const failing = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

test.each([
  [failing("EADDRINUSE"), /^Port 4173 is in use .*PORT=4174/],
  [failing("EACCES", { syscall: "listen" }), /^Port 4173 is not open/],
  [failing("EACCES", { syscall: "mkdir" }), /^The data folder \/srv\/data cannot be written/],
  [failing("EROFS"), /^The data folder/],
  [failing("ENOSPC"), /^The data folder/],
  [failing("ERR_SQLITE_ERROR", { errcode: 14 }), /^The database in \/srv\/data cannot be opened/],
  [failing("ERR_SQLITE_ERROR", { errcode: 26 }), /^The database/],
  [new NewerDatabase("999-later"), /newer version of Waymark/],
])("%s at the start is told in a sentence", (error, sentence) => {
  expect(whyNotStarted(error, at)).toMatch(sentence);
});

test("history is kept thin after its days, or for ever", () => {
  const daysOf = (text: string) => (readConfig({ WAYMARK_HISTORY: text }) as { historyDays: unknown }).historyDays;
  expect([daysOf("400"), daysOf("all")]).toEqual([400, "all"]);
});

test("a fault of ours is not dressed up as the operator's", () => {
  expect(whyNotStarted(new TypeError("x is not a function"), at)).toBeUndefined();
  expect(whyNotStarted(failing("ERR_SQLITE_ERROR", { errcode: 1 }), at)).toBeUndefined();
});
