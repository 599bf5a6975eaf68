// A newer version that waits while the tablet is locked [V36]: it goes in by itself where that costs nobody anything, and
// where PINs open the page, only when an adult says so.

import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createSource } from "#base/signal.ts";
import type { Standing } from "#device/device.ts";
import type { AppUpdate, AppWorker } from "#app/register-worker.ts";
import { WaitingUpdate } from "#app/screens/lock/waiting-update.tsx";
import { useUpdateAtLock } from "#app/shell/update-at-lock.ts";
import { AppWorkerContext } from "#app/state/app-update.ts";

afterEach(() => cleanup());

/** A version waits; counts how often it was let in. */
function start() {
  const update = createSource<AppUpdate>({ waiting: false, entering: false, replaced: false, kept: "yes" });
  let letIn = 0;
  const worker: AppWorker = {
    update,
    applyUpdate: () => void (letIn += 1),
    check: () => undefined,
    close: () => undefined,
  };
  const { rerender } = render(<Gate worker={worker} standing={OPEN} />);
  return {
    letIn: () => letIn,
    comes: () => update.set({ ...update.get(), waiting: true }),
    stands: (standing: Standing) => rerender(<Gate worker={worker} standing={standing} />),
  };
}

function Gate({ worker, standing }: { readonly worker: AppWorker; readonly standing: Standing }) {
  return (
    <AppWorkerContext value={worker}>
      <AtLock standing={standing} />
    </AppWorkerContext>
  );
}
function AtLock({ standing }: { readonly standing: Standing }) {
  useUpdateAtLock(standing);
  if (standing.state !== "locked") return null;
  return <WaitingUpdate warm={standing.people.some((person) => person.warm)} />;
}

const OPEN = { state: "open" } as Standing;
const locked = (...warm: readonly boolean[]): Standing => ({
  ...{ state: "locked", schoolName: "Fell Road School", demo: false, deviceKind: "shared" },
  people: warm.map((isWarm, i) => ({ adult: `a${i}` as never, label: `Ada ${i}`, warm: isWarm })),
});

test("[V36] where no PIN opens the page, a version that waits goes in at the lock, once", async () => {
  const gate = start();
  gate.comes();
  gate.stands(OPEN);
  expect(gate.letIn()).toBe(0);
  gate.stands(locked(false, false));
  gate.stands(locked(false, false));
  expect(gate.letIn()).toBe(1);
  expect(screen.queryByRole("button")).toBeNull();
});

test("[V36] where anybody's PIN opens the page, it waits for an adult, who is told what it costs", async () => {
  const gate = start();
  gate.comes();
  gate.stands(locked(false, true));
  expect(gate.letIn()).toBe(0);
  expect(document.body.textContent).toContain("the first adult needs their five words or a login");
  screen.getByRole("button", { name: "Update now" }).click();
  expect(gate.letIn()).toBe(1);
});

test("[V36] a tablet that was opened and not locked since is never updated under anybody's hands", async () => {
  const gate = start();
  gate.comes();
  gate.stands(OPEN);
  gate.stands({ state: "starting" });
  expect(gate.letIn()).toBe(0);
  // Warm first, then nobody's PIN opens it any more: now it costs nothing.
  gate.stands(locked(true));
  expect(gate.letIn()).toBe(0);
  gate.stands(locked(false));
  expect(gate.letIn()).toBe(1);
});
