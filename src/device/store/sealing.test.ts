import { expect, test } from "vitest";
import { createSealer } from "../vault/seal.ts";
import { createSealing } from "./sealing.ts";

const sealer = () => createSealer(new Uint8Array(32).fill(1), (n) => crypto.getRandomValues(new Uint8Array(n)));

test("[V12] a box is sealed to its database, its table, its key and its version, each by itself", () => {
  const sealing = createSealing("one");
  sealing.useSealer(sealer());
  const draft = sealing.toStored("drafts", { key: "k", plain: { text: "calm" } });
  const summary = sealing.toStored("summaries", { key: "k", v: 3, plain: { text: "calm" } });
  // As after a restart: what was opened before is not in memory.
  const opens = (database: string, table: "drafts" | "entries" | "summaries", stored: object): boolean => {
    const fresh = createSealing(database);
    fresh.useSealer(sealer());
    try {
      fresh.open(table, { ...stored });
      return true;
    } catch (error) {
      expect(error).toMatchObject({ kind: "damaged" });
      return false;
    }
  };
  expect([
    opens("one", "drafts", draft),
    opens("two", "drafts", draft),
    opens("one", "drafts", { ...draft, key: "other" }),
    opens("one", "entries", { id: "k", o: "o", r: "r", box: draft["box"] }),
    opens("one", "summaries", summary),
    opens("one", "summaries", { ...summary, v: 4 }),
    opens("one", "drafts", { key: "k", box: summary["box"] }),
  ]).toEqual([true, false, false, false, true, false, false]);
});

test("[V14] a table that no one has named takes no row, sealed or in clear", () => {
  const sealing = createSealing("one");
  sealing.useSealer(sealer());
  expect(() => sealing.toStored("notes", { id: "n", text: "in clear" })).toThrow(/no table/);
  expect(() => sealing.toStored("notes", { id: "n", plain: {} })).toThrow(/no table/);
  expect(() => sealing.toStored("toString", { id: "n" })).toThrow(/no table/);
});
