// What stands in clear in the database of a device, looked at before the store is there: who can come in, and how much
// waits, are all that a locked tablet shows, and the script of the store is most of the app's. One reading transaction of
// the browser's own on a connection that is closed at once. What is found counts only where all of it is whole: anything
// else is the store's to find, and the device's to make good (mend.ts).

import type { Control, PendingStates, Slot } from "../ports.ts";
import { createAnswers } from "./answers.ts";
import { CONTROL_KEYS, parseControl, parseJots, parseSlots } from "./control-form.ts";
import { pendingStatesOf } from "./pending-states.ts";
import type { Stored } from "./stored-tables.ts";
import { DATABASE_VERSION, type TableName } from "./tables.ts";

export interface FirstFacts {
  readonly control: Partial<Control>;
  readonly slots: readonly Slot[];
  readonly states: PendingStates;
  /** How many notes wait to be filed. */
  readonly jots: number;
}

/** Of a database that is known to be there. Undefined where it stands in another form, or anything of it is damaged. */
export async function firstFacts(name: string, factory: IDBFactory = indexedDB): Promise<FirstFacts | undefined> {
  let db: IDBDatabase | undefined;
  try {
    db = await opened(factory, name);
    return db.version === DATABASE_VERSION * 10 ? await read(db) : undefined;
  } catch {
    return undefined;
  } finally {
    // Nobody who brings the database to a new form, or removes it, waits for this look.
    db?.close();
  }
}

async function read(db: IDBDatabase): Promise<FirstFacts> {
  const trans = db.transaction(["control", "slots", "jots", "answers", "pending"] satisfies TableName[], "readonly");
  const all = (table: string): Promise<readonly Stored[]> => told(trans.objectStore(table).getAll());
  const byState = trans.objectStore("pending").index("state");
  const [control, slots, jots, states] = await Promise.all([
    all("control"),
    all("slots"),
    all("jots"),
    pendingStatesOf(
      {
        numbersIn: (state) => told(byState.getAllKeys(state)) as Promise<number[]>,
        rowsIn: (state) => told(byState.getAll(state)),
      },
      createAnswers({ all, put: nothingWritten, delete: nothingWritten }),
    ),
  ]);
  const byKey = new Map(control.map((one) => [one["key"], one["value"]]));
  const known = CONTROL_KEYS.filter((key) => byKey.has(key));
  return {
    control: Object.fromEntries(known.map((key) => [key, parseControl(key, byKey.get(key))])) as Partial<Control>,
    slots: parseSlots(slots),
    states,
    jots: parseJots(jots).length,
  };
}

async function nothingWritten(): Promise<void> {
  throw new TypeError("the first look writes nothing");
}

function opened(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    // It is gone since: it is not made again here.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error("not opened"));
  });
}

function told<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("not read"));
  });
}
