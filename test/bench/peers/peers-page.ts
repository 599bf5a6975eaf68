// The page of the peers' bench: four ways to keep records, three to keep two tablets in step.

import { randomId } from "#base/id.ts";
import { NOTE } from "../bench-data.ts";
import { createPageBench, type PageBench, randomBytes } from "../page-bench.ts";
import { createPlainSide } from "../plain-side.ts";
import { createWaymarkSide } from "../waymark-side.ts";
import { createPouchdbSide } from "./pouchdb-side.ts";
import { createPouchdbTablets } from "./pouchdb-tablets.ts";
import { createRxdbSide } from "./rxdb-side.ts";
import { createRxdbTablets } from "./rxdb-tablets.ts";
import { createSyncBench, type SyncBench } from "./two-tablets.ts";
import { createWaymarkTablets } from "./waymark-tablets.ts";

export interface PeersPage {
  readonly bench: PageBench;
  readonly sync: SyncBench;
}

const page: PeersPage = {
  bench: createPageBench({
    waymark: (name) => createWaymarkSide(name, randomBytes),
    dexie: createPlainSide,
    rxdb: createRxdbSide,
    pouchdb: createPouchdbSide,
  }),
  sync: createSyncBench(
    {
      waymark: () => createWaymarkTablets(new URL(location.href).hash.slice(1)),
      rxdb: createRxdbTablets,
      pouchdb: createPouchdbTablets,
    },
    // As long as a note, and none like another.
    () => `${randomId(randomBytes)} ${NOTE}`.slice(0, NOTE.length),
  ),
};
Object.assign(window, page);
