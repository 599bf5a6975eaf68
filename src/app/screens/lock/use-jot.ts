// The note in the box of a locked tablet, kept sealed while it is typed [V39]: a tablet that is locked keeps no drafts.

import type { Device } from "#device/device.ts";
import type { AdultId } from "#ledger/names.ts";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useDevice } from "../../binding.ts";

/** Typing rests this long before it is sealed: sealing takes a cheap tablet some hundredths of a second. */
const REST = 500;
const NOT_KEPT = "This was not saved. It is still on the screen: try again.";

type JotId = Parameters<Device["takeJotBack"]>[0];

export interface KeptJot {
  /** The local moment at which the words on the screen were sealed; undefined while they are not. */
  readonly keptAt: string | undefined;
  /** Why they were not; "" while nothing went wrong. */
  readonly fault: string;
  /** Seals what stands there as a note of its own: what is typed next is another. False where it could not. */
  finish(): Promise<boolean>;
}

/** `note`: trimmed; undefined where it is not to be kept as it stands, and what was kept before stays. */
export function useJot(note: string | undefined, author: AdultId | undefined): KeptJot {
  const device = useDevice();
  const [kept, setKept] = useState<{ readonly words: string; readonly at: string } | undefined>();
  const [fault, setFault] = useState("");
  const written = useRef<{ readonly id: JotId; readonly words: string } | undefined>(undefined);
  /** Words that are a note of their own already. */
  const over = useRef<string | undefined>(undefined);
  // One after the other: of two at once the older words might be the last.
  const turn = useRef<Promise<boolean>>(Promise.resolve(true));
  const words = JSON.stringify([note, author]);
  const keep = async (): Promise<boolean> => {
    const before = written.current;
    if (note === undefined || before?.words === words || over.current === words) return note !== undefined;
    if (note === "") {
      over.current = undefined;
      written.current = undefined;
      if (before) await device.takeJotBack(before.id);
      return true;
    }
    const at = device.localNow();
    const about = { ...(author && { author }), ...(before && { instead: before.id }) };
    const done = await device.jot("handover-note", { when: at, note }, about).catch(() => undefined);
    if (!done || done.refused) {
      setFault(done?.sentence ?? NOT_KEPT);
      return false;
    }
    written.current = { id: done.id, words };
    setFault("");
    setKept({ words, at });
    return true;
  };
  const queue = useEffectEvent(() => (turn.current = turn.current.then(keep, keep)));
  useEffect(() => {
    const timer = setTimeout(() => void queue(), REST);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "hidden") void queue();
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      // Somebody opened the tablet meanwhile, in this tab or in another.
      void queue();
    };
  }, []);
  return {
    keptAt: kept?.words === words ? kept.at : undefined,
    fault,
    finish: () =>
      (turn.current = turn.current.then(async () => {
        const done = await keep();
        if (done) over.current = words;
        if (done) written.current = undefined;
        return done;
      })),
  };
}
