// Between React and the device: a signal becomes a value that a screen re-reads, nothing is copied on the way (F2).

import { canonicalJson } from "#base/json.ts";
import { createSource, type Signal } from "#base/signal.ts";
import type { AnswerTo, Committed, Device, Query, Standing, SyncStatus } from "#device/device.ts";
import type { Command } from "#ledger/command.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Refusal } from "#ledger/refusal.ts";
import {
  createContext,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";

export const DeviceContext = createContext<Device | null>(null);

export function useDevice(): Device {
  const device = useContext(DeviceContext);
  if (device === null) throw new Error("useDevice stands outside its provider");
  return device;
}

export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(
    useCallback((listener) => signal.subscribe(listener), [signal]),
    () => signal.get(),
  );
}

const nothing: Signal<undefined> = createSource<undefined>(undefined);

/**
 * An answer as a value of React's own. A later answer is drawn when nothing more urgent is: a tap is answered before a
 * list behind it says anew what it said. Nothing at all (the device was shut) is drawn at once [V20], and so is the
 * first answer: a screen waits for it.
 */
function useAnswer<T>(signal: Signal<T | undefined>): T | undefined {
  const [held, setHeld] = useState(() => ({ signal, value: signal.get() }));
  useEffect(() => {
    let last: T | undefined;
    const look = (): void => {
      const value = signal.get();
      const keep = (): void =>
        setHeld((now) => (now.signal === signal && Object.is(now.value, value) ? now : { signal, value }));
      if (value === undefined || last === undefined) keep();
      else startTransition(keep);
      last = value;
    };
    const stop = signal.subscribe(look);
    look();
    return stop;
  }, [signal]);
  return held.signal === signal ? held.value : signal.get();
}

/** The answer to a question, kept up to date; undefined before the first answer. Ask null to wait. */
export function useWatch<Q extends Query>(query: Q | null): AnswerTo<Q> | undefined {
  const device = useDevice();
  // Equal questions of two renders are one watch: the text of the question is its name.
  const key = query === null ? "" : canonicalJson(query as never);
  const signal = useMemo<Signal<AnswerTo<Q> | undefined>>(
    () => (key === "" ? nothing : device.watch(JSON.parse(key) as Q)),
    [device, key],
  );
  return useAnswer(signal);
}

export function useStanding(): Standing {
  return useSignal(useDevice().standing);
}

/** Who is at the device. For screens that only stand while it is open. */
export function useOpen(): Extract<Standing, { state: "open" }> {
  const standing = useStanding();
  if (standing.state !== "open") throw new Error("this screen stands only while the device is open");
  return standing;
}

export function useMe(): AdultId {
  return useOpen().adult;
}

export function useStatus(): SyncStatus {
  return useSignal(useDevice().status);
}

/** One fact of it: who uses it is drawn anew when that changes, and not with every count. */
export function useStatusFact<K extends keyof SyncStatus>(fact: K): SyncStatus[K] {
  const { status } = useDevice();
  return useSyncExternalStore(
    useCallback((listener) => status.subscribe(listener), [status]),
    () => status.get()[fact],
  );
}

/** The one write, as a screen calls it. A second press while the first is being written is not a second commit. */
export function useCommit(): {
  readonly busy: boolean;
  readonly commit: <Input>(command: Command<Input>, input: Input) => Promise<Committed | Refusal>;
} {
  const device = useDevice();
  const [busy, setBusy] = useState(false);
  const commit = useCallback(
    async <Input>(command: Command<Input>, input: Input): Promise<Committed | Refusal> => {
      setBusy(true);
      try {
        return await device.commit(command, input);
      } finally {
        setBusy(false);
      }
    },
    [device],
  );
  return { busy, commit };
}

/**
 * One answer, as it stands now: for a press that needs the record it acts on. A device that was shut meanwhile never
 * answers: with `within` (milliseconds) it rejects then, for a press that must not wait for ever. An answer that is on the
 * screen already may stand before what was written a moment ago: `isIt` says which one is meant.
 */
export function readOnce<Q extends Query>(
  device: Device,
  query: Q,
  within?: number,
  isIt: (answer: AnswerTo<Q>) => boolean = () => true,
): Promise<AnswerTo<Q>> {
  const signal = device.watch(query);
  return new Promise<AnswerTo<Q>>((resolve, reject) => {
    let off: () => void = () => undefined;
    const giveUp = (): void => {
      off();
      reject(new Error(`no answer about ${query.kind}`));
    };
    const timer = within === undefined ? undefined : setTimeout(giveUp, within);
    const look = (): boolean => {
      const answer = signal.get();
      if (answer === undefined || !isIt(answer as unknown as AnswerTo<Q>)) return false;
      off();
      clearTimeout(timer);
      (resolve as (answer: unknown) => void)(answer);
      return true;
    };
    off = signal.subscribe(look);
    look();
  });
}
