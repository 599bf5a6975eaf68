// A lock and a draft, in a real browser: what a lock waits for before the keys are gone.

import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { DeviceContext } from "#app/binding.ts";
import { useDraft } from "#app/record/use-draft.ts";
import { useLock } from "#app/shell/auto-lock.ts";
import { createDraftKeeper, DraftKeeperContext } from "#app/state/draft-keeper.ts";
import { createSource } from "#base/signal.ts";
import type { Device } from "#device/device.ts";

afterEach(cleanup);

const LONG = 60_000;
const ABOUT = { key: "note", what: "Note", path: "/note" };

function Form() {
  const draft = useDraft<{ words: string }>(ABOUT, { words: "" });
  const lock = useLock();
  return (
    <>
      <button onClick={() => void lock()}>Lock</button>
      <input
        aria-label="Note"
        value={draft.value.words}
        onChange={({ target }) => draft.set({ words: target.value })}
      />
      <button onClick={() => void draft.drop()}>Save</button>
      <button onClick={() => void draft.goOn((now) => ({ words: now.words.replace("Sat down", "") }))}>
        Save and go on
      </button>
    </>
  );
}

/** A form with words that are on the disk, whose end there comes when it is told to. */
async function halfWritten() {
  const end = Promise.withResolvers<void>();
  const kept: unknown[] = [];
  /** What is being sealed waits for this. */
  let sealed: Promise<void> = Promise.resolve();
  const device = {
    standing: createSource({ state: "open", adult: "ada" }),
    watch: () => createSource([]),
    localNow: () => "2026-06-09T10:42",
    async saveDraft(_: string, { value }: { readonly value: unknown }) {
      await sealed;
      kept.push(value);
    },
    dropDraft() {
      kept.push("gone");
      return end.promise;
    },
    lock: () => void kept.push("locked"),
  } as unknown as Device;
  const keeper = createDraftKeeper();
  await act(async () => {
    render(
      <DeviceContext value={device}>
        <DraftKeeperContext value={keeper}>
          <Form />
        </DraftKeeperContext>
      </DeviceContext>,
    );
  });
  fireEvent.change(screen.getByLabelText("Note"), { target: { value: "Sat down" } });
  await act(() => keeper.flush(LONG));
  expect(kept).toEqual([{ words: "Sat down" }]);
  /** As before the keys go: tells whether everything is put away. */
  const lock = () => {
    const put = { away: false };
    void keeper.flush(LONG).then(() => (put.away = true));
    return put;
  };
  const type = (words: string): void =>
    void fireEvent.change(screen.getByLabelText("Note"), { target: { value: words } });
  /** From now on sealing takes as long as the answer is not called. */
  const slow = (): (() => void) => {
    const slowly = Promise.withResolvers<void>();
    sealed = slowly.promise;
    return () => slowly.resolve();
  };
  return { end: () => end.resolve(), kept, lock, type, slow, keeper };
}

const aTurn = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve)));

test("[V23] a lock right after a save waits until what was saved is half written no more", async () => {
  const { end, kept, lock } = await halfWritten();
  fireEvent.click(screen.getByText("Save"));
  const put = lock();
  await aTurn();
  expect(put.away).toBe(false);
  end();
  await aTurn();
  expect(put.away).toBe(true);
  expect(kept).toEqual([{ words: "Sat down" }, "gone"]);
});

test("[V23] and what was typed behind the save is put away before it, too", async () => {
  const { end, kept, lock } = await halfWritten();
  fireEvent.click(screen.getByText("Save and go on"));
  fireEvent.change(screen.getByLabelText("Note"), { target: { value: "Sat down, then stood" } });
  const put = lock();
  await aTurn();
  expect(put.away).toBe(false);
  end();
  await aTurn();
  expect([put.away, kept.at(-1)]).toEqual([true, { words: ", then stood" }]);
});

const pressed = () => document.documentElement.dataset["locking"] !== undefined;

test("[V23] a lock covers the page at once and waits for words that are being sealed already, and for those typed since", async () => {
  const { kept, type, slow, keeper } = await halfWritten();
  const done = slow();
  type("Sat down, then left");
  // The pause between two words: it is on its way to the disk.
  void keeper.flush(LONG);
  type("Sat down, then left by");
  fireEvent.click(screen.getByText("Lock"));
  expect(pressed()).toBe(true);
  await aTurn();
  expect(kept).toEqual([{ words: "Sat down" }]);
  done();
  await aTurn();
  expect(kept.slice(1)).toEqual([{ words: "Sat down, then left" }, { words: "Sat down, then left by" }, "locked"]);
  expect(pressed()).toBe(false);
});

test("[V23] what is saved while its draft is being sealed is half written no more", async () => {
  const { kept, type, slow, keeper, end } = await halfWritten();
  const done = slow();
  type("Sat down, then left");
  void keeper.flush(LONG);
  fireEvent.click(screen.getByText("Save"));
  await aTurn();
  done();
  end();
  await aTurn();
  expect(kept.at(-1)).toBe("gone");
});
