// A WebKitGTK with one page that does as it is told, over WebDriver. Its storage is in memory then, and gone with it:
// what is kept on the disk is tested undriven (start-webkit.ts).

import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { Engine } from "../tools/find-engine.ts";
import { findProgram } from "../tools/find-program.ts";
import type { DrivenFirefox } from "./drive-firefox.ts";
import { startProcess } from "./engine-process.ts";
import { FEATURES, webkitEnvironment } from "./start-webkit.ts";

/** Of one command: starting it is the slowest. */
const PATIENCE = 120_000;

export async function driveWebKit(engine: Engine): Promise<DrivenFirefox> {
  const program = findProgram(["WebKitWebDriver"]);
  if (program === undefined) throw new Error("WebKitWebDriver is not here: it comes with webkit2gtk-driver");
  const port = await freePort();
  const driver = await startProcess({ ...engine, program }, (home) => ({
    args: [`--port=${port}`, "--host=127.0.0.1"],
    env: webkitEnvironment(home),
  }));
  const base = `http://127.0.0.1:${port}`;
  async function send(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${base}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { value } = (await answer.json()) as { readonly value: unknown };
    if (!answer.ok) throw new Error(`in WebKit: ${JSON.stringify(value)}`);
    return value;
  }
  try {
    await untilUp(base);
    const options = { binary: engine.program, args: ["--automation", `--features=${FEATURES}`] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId } = (await send("POST", "/session", { capabilities })) as { readonly sessionId: string };
    const session = `/session/${sessionId}`;
    return {
      ended: driver.ended,
      async open(url) {
        await send("POST", `${session}/url`, { url });
      },
      async evaluate(expression) {
        const told = await send("POST", `${session}/execute/sync`, {
          script: `return JSON.stringify(${expression})`,
          args: [],
        });
        return typeof told === "string" ? JSON.parse(told) : undefined;
      },
      async close() {
        await send("DELETE", session).catch(() => undefined);
        await driver.close();
      },
    };
  } catch (error) {
    await driver.close();
    throw error;
  }
}

async function untilUp(base: string): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((next) => setTimeout(next, 100)))
    if (
      await fetch(`${base}/status`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  throw new Error("WebKitWebDriver does not answer");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
