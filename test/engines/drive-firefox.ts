// A Firefox with one page, driven over WebDriver BiDi, which it speaks by itself. Its storage is on disk, as for people.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../tools/find-engine.ts";
import { type EngineProcess, startProcess } from "./engine-process.ts";

/** Besides those it sets itself when it is driven: nobody is called but us, and nobody is asked. */
const PREFERENCES: { readonly [name: string]: string | number | boolean } = {
  "app.normandy.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "media.gmp-manager.updateEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  // A page that takes long is at work.
  "dom.max_script_run_time": 0,
};

export interface DrivenFirefox extends Pick<EngineProcess, "ended" | "close"> {
  open(url: string): Promise<void>;
  /** What an expression is worth in the page. */
  evaluate(expression: string): Promise<unknown>;
}

export async function driveFirefox(engine: Engine): Promise<DrivenFirefox> {
  const firefox = await startProcess(engine, (profile) => {
    const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
    writeFileSync(join(profile, "user.js"), lines.join("\n"));
    return {
      // The page is opened when it stands: given with the start, it was at times opened twice.
      args: ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"],
      env: {},
    };
  });
  try {
    const [, address = ""] = await firefox.hears(/BiDi listening on (ws:\/\/\S+)/);
    const { send, close } = await openBidi(`${address}/session`);
    await send("session.new", { capabilities: {} });
    const { contexts } = (await send("browsingContext.getTree", {})) as { contexts: { context: string }[] };
    const context = contexts[0]?.context;
    return {
      ended: firefox.ended,
      async open(url) {
        // Who opened it knows when it is ready.
        await send("browsingContext.navigate", { context, url, wait: "none" });
      },
      async evaluate(expression) {
        const told = (await send("script.evaluate", {
          expression: `JSON.stringify(${expression})`,
          target: { context },
          awaitPromise: false,
        })) as {
          readonly type: string;
          readonly result?: { readonly value?: string };
          readonly exceptionDetails?: object;
        };
        if (told.type !== "success") throw new Error(`in Firefox: ${JSON.stringify(told.exceptionDetails)}`);
        const { value } = told.result ?? {};
        return value === undefined ? undefined : JSON.parse(value);
      },
      async close() {
        close();
        await firefox.close();
      },
    };
  } catch (error) {
    await firefox.close();
    throw error;
  }
}

interface Bidi {
  send(method: string, params: object): Promise<unknown>;
  close(): void;
}

async function openBidi(address: string): Promise<Bidi> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("Firefox does not answer")));
  });
  socket.addEventListener("message", ({ data }) => {
    const { id, result, error, message } = JSON.parse(String(data)) as {
      readonly id?: number;
      readonly result?: unknown;
      readonly error?: string;
      readonly message?: string;
    };
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !asked) return;
    waiting.delete(id);
    if (error === undefined) asked.resolve(result);
    else asked.reject(new Error(`${error}: ${message ?? ""}`));
  });
  socket.addEventListener("close", () => {
    for (const asked of waiting.values()) asked.reject(new Error("Firefox has gone"));
    waiting.clear();
  });
  let last = 0;
  return {
    send: (method, params) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
