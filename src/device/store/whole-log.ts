// Keeps a browser that was cut off from throwing everything away later on [V26].
//
// Chromium keeps all databases of an address in one log. A power cut can leave half a line at its end. The next start
// reads over that, but goes on writing behind it, into the same log; the start after that finds the half line in the
// middle, takes the log for damaged, and deletes every database of the address. In between lies a whole day's work.
// (Chromium's LevelDB, `reuse_logs`; on its own tablets Google has switched it off for this reason.)
//
// So every page leaves a mark here while it is open and takes it away when it closes. A mark of a page that is not
// open any more says that a browser was cut off: then so much is written here, and cleared, that the browser begins a
// new log and lets go of the old one. Other browsers have no such log; they lose a tenth of a second.

import type { RandomBytes } from "#base/id.ts";

export interface WholeLogOptions {
  /** Of a database beside the device's own. It holds random names of pages, and nothing else. */
  readonly name: string;
  /** A random name for this page. */
  readonly page: string;
  readonly randomBytes: RandomBytes;
  /** The browser's own unless told. */
  readonly indexedDB?: IDBFactory;
  /** By which open pages know of each other. Without it every other page is taken for one that was cut off. */
  readonly locks?: Pick<LockManager, "request" | "query"> | undefined;
}

export interface WholeLog {
  /** True when a page had been cut off, and a new log was begun. */
  readonly renewed: boolean;
  /** The page is open (again). */
  enter(): Promise<void>;
  /** The page closes: nothing of it is under way. */
  leave(): Promise<void>;
}

const PAGES = "pages";
const FILL = "fill";
/** Chromium begins a new log after 4 MiB. Rows of less than 64 KiB stand in the log themselves, and not in files beside it. */
const FILL_ROWS = 108;
const FILL_BYTES = 49_152;

/** To be called before anything else is written. Never rejects: a storage that does not work is told by the store. */
export async function openWholeLog(options: WholeLogOptions): Promise<WholeLog> {
  const { page, locks } = options;
  const lockName = (of: string): string => `${options.name}/${of}`;
  let renewed = false;
  let db: IDBDatabase | undefined;

  async function change(work: (pages: IDBObjectStore, fill: IDBObjectStore) => void): Promise<void> {
    if (!db) return;
    const tx = db.transaction([PAGES, FILL], "readwrite", { durability: "strict" });
    work(tx.objectStore(PAGES), tx.objectStore(FILL));
    // Said at once: of a page that is being closed the browser would take it back otherwise.
    tx.commit();
    await completed(tx);
  }
  const quietly = (work: Promise<void>): Promise<void> => work.catch(() => undefined);

  try {
    // Held for as long as the page lives, and before its mark stands: nobody takes an open page for a lost one.
    if (locks) await held(locks, lockName(page));
    db = await opened(options.indexedDB ?? indexedDB, options.name);
    const marked = (await answer(db.transaction(PAGES).objectStore(PAGES).getAllKeys())).map(String);
    const open = new Set((await locks?.query())?.held?.map((lock) => lock.name));
    const lost = marked.filter((one) => one !== page && !open.has(lockName(one)));
    if (lost.length > 0) {
      // The lost marks go last: a cut in between finds them again.
      const block = options.randomBytes(FILL_BYTES);
      await change((_, fill) => {
        for (let n = 0; n < FILL_ROWS; n += 1) fill.put(block, n);
      });
      await change((_, fill) => fill.clear());
      renewed = true;
    }
    await change((pages) => {
      for (const one of lost) pages.delete(one);
      pages.put(true, page);
    });
  } catch {
    // No room, or no storage at all: the mark of the lost page stays, and the next start tries again.
  }
  return {
    renewed,
    enter: () => quietly(change((pages) => pages.put(true, page))),
    leave: () => quietly(change((pages) => pages.delete(page))),
  };
}

function held(locks: Pick<LockManager, "request">, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forLife = (): Promise<never> => {
      resolve();
      return new Promise(() => undefined);
    };
    locks.request(name, forLife).catch(reject);
  });
}

function opened(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(PAGES);
    request.result.createObjectStore(FILL);
  };
  return answer(request).then((db) => {
    // Somebody removes it: nothing of value is in it, and nobody is held up.
    db.onversionchange = () => db.close();
    return db;
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("no answer", "UnknownError"));
  });
}

function completed(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException("aborted", "AbortError"));
  });
}
