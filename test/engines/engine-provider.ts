// Lets Vitest run its browser tests in any engine: all it needs is that somebody opens its page.

import { playwright } from "@vitest/browser-playwright";
import type { BrowserProviderOption } from "vitest/node";
import { type Engine, type EngineName, findEngine } from "../tools/find-engine.ts";
import { driveFirefox } from "./drive-firefox.ts";
import type { EngineProcess } from "./engine-process.ts";
import { startWebKit } from "./start-webkit.ts";

type Running = Pick<EngineProcess, "ended" | "close">;

export function engineProvider(name: EngineName): BrowserProviderOption {
  return {
    name,
    options: {},
    // Vitest's own half, the same for every provider.
    serverFactory: playwright().serverFactory,
    providerFactory() {
      const running = new Map<string, Running>();
      const close = async (session: string): Promise<void> => {
        const one = running.get(session);
        running.delete(session);
        await one?.close();
      };
      return {
        name,
        supportsParallelism: false,
        getCommandsContext: () => ({}),
        async openPage(session, url) {
          await close(session);
          const engine = findEngine(name);
          if (engine === undefined) throw new Error(`${name} is not here: npm test says how to install it`);
          const started = await opened(engine, url);
          running.set(session, started);
          void started.ended.then((said) => {
            if (running.get(session) === started) console.error(`${name} ended before its tests:\n${said}`);
          });
        },
        async close() {
          for (const session of running.keys()) await close(session);
        },
      };
    },
  };
}

async function opened(engine: Engine, url: string): Promise<Running> {
  if (engine.name === "webkit") return startWebKit(engine, url);
  const firefox = await driveFirefox(engine);
  await firefox.open(url);
  return firefox;
}
