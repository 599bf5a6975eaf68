// One IndexedDB transaction and the work in it, on the browser's own promises: what was read is given out as soon as
// it is read, what was written when the transaction is complete [V21], and a failure when it is rolled back.

/** The work awaited something that is not the store, and the browser has committed what was there (F6). A bug. */
const FOREIGN_WAIT = "something else than the store was awaited in a transaction";

export function inTransaction<T>(trans: IDBTransaction, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let done: { readonly result: T } | undefined;
    let failed: { readonly error: unknown } | undefined;
    trans.oncomplete = () => {
      if (done) resolve(done.result);
      else reject(new Error(FOREIGN_WAIT));
    };
    trans.onabort = () => reject(failed ? failed.error : (trans.error ?? new DOMException("aborted", "AbortError")));
    const finish = (result: T): void => {
      done = { result };
      if (trans.mode === "readonly") resolve(result);
      // Spares the wait in which the browser finds out that nothing more is asked.
      else trans.commit();
    };
    const undo = (error: unknown): void => {
      failed = { error };
      try {
        // Told when it has happened: who tries again at once finds nothing of it.
        trans.abort();
      } catch {
        // It was over already: then its own end has been told.
        reject(error);
      }
    };
    work().then(finish).catch(undo);
  });
}
