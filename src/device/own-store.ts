// The store as long as it is still the one that was opened. A browser can empty a database under an open page, or put
// a new one in its place: writing on would say "saved" of something that stands apart from all that was kept before,
// under a device that the new database does not know [V21].

import type { Opened } from "./opened.ts";
import type { Store, StoreTx } from "./ports.ts";
import { StoreTrouble } from "./store/store-trouble.ts";

/** Every transaction first makes sure, inside itself, that the database belongs to the open vault's device. */
export function ownStore(store: Store, opened: () => Opened | undefined): Store {
  const own =
    <T>(work: (tx: StoreTx) => Promise<T>) =>
    async (tx: StoreTx): Promise<T> => {
      const device = opened()?.enrolled.device;
      if (device !== undefined && !(await belongsTo(tx, device))) throw new StoreTrouble("emptied");
      return work(tx);
    };
  return {
    ...store,
    read: (work) => store.read(own(work)),
    write: (durability, work, touched) => store.write(durability, own(work), touched),
  };
}

/** Also under a name that it had before: another tab may just have gone on under a new one [S19]. */
async function belongsTo(tx: StoreTx, device: string): Promise<boolean> {
  const stored = (await tx.control("enrolled"))?.device;
  return stored === device || (stored !== undefined && ((await tx.control("former")) ?? []).includes(device));
}
