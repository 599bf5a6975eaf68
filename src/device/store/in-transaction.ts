// One IndexedDB transaction and the work in it, on the browser's own promises: what was read is given out as soon as
// it is read, what was written when the transaction is complete [V21], and a failure when it is rolled back.

/** A bug (F6): some browsers would have committed what was asked so far, and others told it as saved. */
const FOREIGN_WAIT = "something else than the store was awaited in a transaction";

/** Asks the transaction for something: through this, so that it is known when it waits for nothing any more. */
export type Ask = <T>(request: Promise<T>) => Promise<T>;

export function inTransaction<T>(trans: IDBTransaction, work: (ask: Ask) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    let done: { readonly result: T } | undefined;
    let failed: { readonly error: unknown } | undefined;
    const ask: Ask = async (request) => {
      asked += 1;
      try {
        return await request;
      } finally {
        asked -= 1;
      }
    };
    trans.oncomplete = () => {
      if (done) resolve(done.result);
      else reject(new Error(FOREIGN_WAIT));
    };
    trans.onabort = () => reject(failed ? failed.error : (trans.error ?? new DOMException("aborted", "AbortError")));
    const finish = (result: T): void => {
      if (failed) return;
      done = { result };
      if (trans.mode === "readonly") resolve(result);
      // Spares the wait in which the browser finds out that nothing more is asked.
      else trans.commit();
    };
    const undo = (error: unknown): void => {
      failed ??= { error };
      try {
        // Told when it has happened: who tries again at once finds nothing of it.
        trans.abort();
      } catch {
        // It was over already: then its own end has been told.
        reject(failed.error);
      }
    };
    if (trans.mode !== "readonly") {
      const stillAsks = (): void => {
        if (asked === 0 && !done && !failed) undo(new Error(FOREIGN_WAIT));
      };
      trans.addEventListener(
        "success",
        ({ target }) => {
          // After whoever waits for this answer, and all they do at once. If nothing is asked by then and the work is
          // not done, it waits for something else: now is the last moment at which nothing is committed yet.
          if (asked === 1) target?.addEventListener("success", stillAsks, { once: true });
        },
        { capture: true },
      );
    }
    work(ask).then(finish).catch(undo);
  });
}
