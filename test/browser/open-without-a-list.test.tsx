// An open tablet whose list of who there is cannot be read: whoever holds it can lock it, and is told why nothing comes.

import { cleanup, screen } from "@testing-library/react";
import { afterEach, test } from "vitest";
import { Open } from "#app/open.tsx";
import { AppWorkerContext } from "#app/state/app-update.ts";
import { DemoContext } from "#app/demo/demo-context.ts";
import { createSource } from "#base/signal.ts";
import { openTablet } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };

test("[S23] where the list of who there is cannot be read, it is said, and the tablet can be locked", async () => {
  const tablet = await openTablet();
  const { device } = tablet;
  const { watch } = device;
  const status = createSource({ ...device.status.get(), trouble: "The browser does not let go of what is stored." });
  Object.assign(device, {
    watch: (query: { readonly kind: string }) =>
      query.kind === "summaries" ? createSource(undefined) : watch(query as never),
    status,
  });
  const worker = {
    update: createSource({ waiting: false, entering: false, replaced: false, kept: "yes" }),
    applyUpdate: () => undefined,
  };
  const demo = { signal: { on: createSource(true), set: () => undefined }, startAgain: async () => undefined };
  tablet.show(
    "/*",
    "/today",
    <AppWorkerContext value={worker as never}>
      <DemoContext value={demo as never}>
        <Open />
      </DemoContext>
    </AppWorkerContext>,
  );
  await screen.findByText(/The browser does not let go of what is stored/, {}, WAIT);
  await screen.findByRole("button", { name: "Lock" }, WAIT);
});
