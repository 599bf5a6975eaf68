// What is typed on a locked tablet, kept sealed while it is typed [V39]: a tablet that is locked keeps no drafts.

import type { JsonObject } from "#base/json.ts";
import type { Device, JotAbout } from "#device/device.ts";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useDevice } from "../../binding.ts";

/** Typing rests this long before it is sealed: sealing takes a cheap tablet some hundredths of a second. */
const REST = 500;
const NOT_KEPT = "This was not saved. It is still on the screen: try again.";
const NOT_DELETED = "The note could not be deleted. It waits on this tablet to be filed.";

type JotId = Parameters<Device["takeJotBack"]>[0];

export interface KeptJot {
  /** The local moment at which what is on the screen was sealed; undefined while it is not. */
  readonly keptAt: string | undefined;
  /** Why it was not; "" while nothing went wrong. */
  readonly fault: string;
  /** Seals what stands there, or `whole` in its place, as a jot of its own: what is typed next is another. False where it could not. */
  finish(whole?: JsonObject): Promise<boolean>;
  /** Takes back what was sealed, and seals nothing more of what stands there. False where it could not. */
  drop(): Promise<boolean>;
}

/**
 * `body`: what there is to seal, to which the moment is added; null where there is nothing; undefined where it is not to
 * be kept as it stands, and what was kept before stays.
 */
export function useJot(
  kind: string,
  body: JsonObject | null | undefined,
  about: Pick<JotAbout, "author" | "scope"> = {},
): KeptJot {
  const device = useDevice();
  const [kept, setKept] = useState<{ readonly words: string; readonly at: string } | undefined>();
  const [fault, setFault] = useState("");
  const written = useRef<{ readonly id: JotId; readonly words: string } | undefined>(undefined);
  /** What is a jot of its own already, or was not to be one. */
  const over = useRef<string | undefined>(undefined);
  // One after the other: of two at once the older words might be the last.
  const turn = useRef<Promise<boolean>>(Promise.resolve(true));
  const words = wordsOf(body, about);
  const takeBack = async (): Promise<boolean> => {
    const before = written.current;
    if (!before) return true;
    const gone = await device.takeJotBack(before.id).then(
      () => true,
      () => false,
    );
    // Where it is there still, what is typed next takes its place.
    written.current = gone ? undefined : { ...before, words: "" };
    return gone;
  };
  const keep = async (last = body): Promise<boolean> => {
    const before = written.current;
    const said = wordsOf(last, about);
    if (last === undefined || before?.words === said || over.current === words) return last !== undefined;
    if (last === null) {
      over.current = undefined;
      const gone = await takeBack();
      setFault(gone ? "" : NOT_DELETED);
      return gone;
    }
    const at = device.localNow();
    const where = { ...about, ...(before && { instead: before.id }) };
    const done = await device.jot(kind, { when: at, ...last }, where).catch(() => undefined);
    if (!done || done.refused) {
      setFault(done?.sentence ?? NOT_KEPT);
      return false;
    }
    written.current = { id: done.id, words: said };
    setFault("");
    setKept({ words: said, at });
    return true;
  };
  const next = (work: () => Promise<boolean>) => (turn.current = turn.current.then(work, work));
  const queue = useEffectEvent(() => next(() => keep()));
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
    finish: (whole) =>
      next(async () => {
        if (!(await keep(whole))) return false;
        over.current = words;
        written.current = undefined;
        return true;
      }),
    drop: () =>
      next(async () => {
        over.current = words;
        return takeBack();
      }),
  };
}

const wordsOf = (body: JsonObject | null | undefined, about: object): string =>
  JSON.stringify(body === undefined ? [] : [body, about]);
