// Fresh ids for what a screen makes before it commits: a double tap then makes one record, not two. Chance is handed
// in by the root.

import type { RecordId } from "#ledger/names.ts";
import { createContext, useContext } from "react";

export const NewIdContext = createContext<(() => RecordId) | null>(null);

export function useNewId(): () => RecordId {
  const newId = useContext(NewIdContext);
  if (newId === null) throw new Error("useNewId stands outside its provider");
  return newId;
}
