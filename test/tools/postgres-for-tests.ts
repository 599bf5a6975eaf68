// One real PostgreSQL for the tests that need it. Each test works in tables of its own.

import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres, whereToStand } from "./start-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of a PostgreSQL that tests may fill; absent where a project starts none. */
    readonly postgres?: string;
  }
}

export default async function postgresForTests(project: TestProject): Promise<() => Promise<void>> {
  const there = process.env["TEST_DATABASE_URL"];
  if (there !== undefined) {
    project.provide("postgres", there);
    return async () => undefined;
  }
  const { url, stop } = await startPostgres(mkdtempSync(join(whereToStand(), "waymark-postgres-"))).catch(
    (error: unknown) => {
      throw new Error(
        `${error instanceof Error ? error.message : String(error)} Or name a database the tests may fill: ` +
          "TEST_DATABASE_URL=postgres://user:password@host:5432/database npm test.",
        { cause: error },
      );
    },
  );
  project.provide("postgres", url);
  return stop;
}
