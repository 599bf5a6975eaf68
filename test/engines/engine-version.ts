// "Mozilla Firefox 153.7.0esr", "WebKitGTK 2.50.6": as the program says it.

import type { Engine } from "../tools/find-engine.ts";
import { startProcess } from "./engine-process.ts";

/** Throws when it cannot be started. */
export async function engineVersion(engine: Engine): Promise<string> {
  const asked = await startProcess(engine, () => ({ args: ["--version"], env: {} }));
  try {
    const [version] = await asked.hears(/^(Mozilla Firefox|WebKitGTK) [\d.]+\w*/m);
    return version;
  } finally {
    await asked.close();
  }
}
