// The real server with one school on it, for one tablet, over HTTP: the same parts as src/server/main.ts puts together,
// with another demo school.

import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DemoSchool } from "#casework/demo/demo-school.ts";
import { grantRules } from "#casework/grant-rules.ts";
import { mayHold } from "#casework/holding.ts";
import { schema } from "#casework/schema.ts";
import { ROUTES } from "#protocol/routes.ts";
import { createHttp } from "#server/http/http.ts";
import { createServer } from "#server/server.ts";
import { openStorage } from "#server/storage/open-storage.ts";

export interface DayServer {
  port(): number;
  close(): Promise<void>;
}

/** `app`: the folder of the built app. */
export async function startDayServer(demo: DemoSchool, app: string, say: (line: string) => void): Promise<DayServer> {
  const data = mkdtempSync(join(tmpdir(), "waymark-bench-day-"));
  const storage = await openStorage({ data, databaseUrl: undefined }, Date, say);
  const server = createServer({
    storage,
    schema,
    clock: Date,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    version: "bench",
    mayHold,
    grantRules,
    log: say,
    demo: () => demo,
    // The school is made at once: a tablet that comes in while tens of thousands of changes are filed gives up waiting.
    later: (task) => task(),
  });
  await server.handle({ method: "GET", path: ROUTES.start, headers: {}, body: "" });
  while ((await storage.readServer((all) => all.schools())).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const http = createHttp({ server, app, tls: undefined });
  await http.listen({ port: 0, host: "localhost" });
  return {
    port: () => (http.server.address() as AddressInfo).port,
    async close() {
      await http.close();
      await server.close();
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
