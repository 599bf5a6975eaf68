import { type Place, databaseFile } from "./open-storage.ts";
import { openPostgresReplacement } from "./postgres-replacement.ts";
import type { Replacement } from "./replacement.ts";
import { openSqliteReplacement } from "./sqlite-replacement.ts";

/** Throws `InUse` while a server or a backup works with the database that stands. */
export function openReplacement(place: Place): Promise<Replacement> {
  return place.databaseUrl === undefined
    ? openSqliteReplacement(databaseFile(place))
    : openPostgresReplacement({
        url: place.databaseUrl,
        ...(place.schema === undefined ? {} : { schema: place.schema }),
      });
}
