// Whether this browser has ever kept anything here, without opening it: a first visit need not wait for the store.

/** False where the browser does not tell: then the store is asked. */
export async function nothingKept(database: string): Promise<boolean> {
  try {
    return !(await indexedDB.databases()).some(({ name }) => name === database);
  } catch {
    return false;
  }
}
