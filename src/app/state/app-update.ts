// The newer version that waits, as screens see it (register-worker.ts keeps it).

import { createContext, useContext } from "react";
import type { AppWorker } from "../register-worker.ts";

export const AppWorkerContext = createContext<AppWorker | null>(null);

export function useAppWorker(): AppWorker {
  const worker = useContext(AppWorkerContext);
  if (worker === null) throw new Error("useAppWorker stands outside its provider");
  return worker;
}
