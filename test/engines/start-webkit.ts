// WebKitGTK's small browser with a page open. Nobody drives it: under WebDriver its storage would be in memory only,
// and here it is to be on disk, as for people.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../tools/find-engine.ts";
import { type EngineProcess, type Launch, startProcess } from "./engine-process.ts";

/** On in Safari; WebKitGTK is built with them off. */
export const FEATURES = "+StorageAPI,+StorageAPIEstimate,+FileSystem,+AccessHandle";

export const startWebKit = (engine: Engine, url: string): Promise<EngineProcess> =>
  startProcess(engine, (home) => ({ args: [`--features=${FEATURES}`, url], env: webkitEnvironment(home) }));

/** Everything it keeps stands in `home`, and it asks no service of the machine's desktop. */
export function webkitEnvironment(home: string): Launch["env"] {
  const runtime = join(home, "run");
  mkdirSync(runtime, { mode: 0o700 });
  return {
    XDG_RUNTIME_DIR: runtime,
    XDG_CACHE_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    XDG_DATA_HOME: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
    WAYLAND_DISPLAY: undefined,
    LIBGL_ALWAYS_SOFTWARE: "1",
    // Tests run as root in containers, where it has no sandbox to begin with.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
}
