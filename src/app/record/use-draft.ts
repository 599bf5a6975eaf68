// Half-written work: put away sealed while its author types (after a rest, on leaving a box, when the page goes out
// of sight, before a lock) and given back when they return. A draft is its author's alone and is never sent.

import { type JsonObject, jsonEqual } from "#base/json.ts";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useDevice, useMe, useWatch } from "../binding.ts";
import { useDraftKeeper } from "../state/draft-keeper.ts";

/** Typing rests this long before a draft is written: a pause between words, not between letters. */
const REST = 300;

export interface DraftAbout {
  /** Names the form and what it is about: "edit/plan/<record>". */
  readonly key: string;
  /** What the list of drafts calls it: "Plan". */
  readonly what: string;
  /** Where it goes on. */
  readonly path: string;
  /** The pupil it is about, so that the list can name them as names are shown. */
  readonly scope?: string | undefined;
}

export interface Draft<T> {
  /** False until it is known whether there is a draft to give back. */
  readonly ready: boolean;
  readonly value: T;
  /** True when it was given back rather than begun. */
  readonly restored: boolean;
  /** The local moment of the last time it was put away. */
  readonly savedAt: string | undefined;
  set(next: T): void;
  /** Puts it away now. */
  flush(): Promise<void>;
  /** The work is done, or thrown away. */
  drop(): Promise<void>;
  /** The work is done and the form stays for more: what `left` keeps of what stands there by then is a draft of its own. */
  goOn(left: (now: T) => T): Promise<void>;
}

/** What a draft holds beside the form's own values. */
interface Body {
  readonly what: string;
  readonly path: string;
  readonly scope: string;
  readonly at: string;
  readonly value: JsonObject;
}

/** What is on the screen, what is on the disk, and whether the work is over. */
interface Held<T> {
  about: DraftAbout;
  first: T;
  value: T;
  disk: JsonObject | undefined;
  /** A late timer must not bring a sent form back. */
  over: boolean;
  /** While it is sealed and written; never rejects. */
  putting: Promise<void> | undefined;
  /** While it is taken from the disk. */
  ending: Promise<void> | undefined;
}

interface Opened<T> {
  readonly value: T;
  readonly restored: boolean;
  readonly at: string | undefined;
}

/** `first` is what the form begins with; a draft that says no more than that is not kept. */
export function useDraft<T extends JsonObject>(about: DraftAbout, first: T): Draft<T> {
  const device = useDevice();
  const me = useMe();
  const keeper = useDraftKeeper();
  const id = `${me}/${about.key}`;
  const drafts = useWatch({ kind: "drafts" });
  // What was found when the form opened; what is written later is this form's own.
  const [opened, setOpened] = useState<Opened<T> | undefined>();
  if (opened === undefined && drafts !== undefined) {
    const body = drafts.find((one) => one.id === id && one.author === me)?.body as Partial<Body> | undefined;
    const kept = body?.value as T | undefined;
    setOpened({ value: kept ?? first, restored: kept !== undefined, at: kept === undefined ? undefined : body?.at });
  }
  const [typed, setTyped] = useState<T | undefined>();
  /** What this form put away last; nothing since it went on. */
  const [put, setPut] = useState<{ readonly at: string | undefined } | undefined>();
  const held = useRef<Held<T>>({
    about,
    first,
    value: first,
    disk: undefined,
    over: false,
    putting: undefined,
    ending: undefined,
  });
  useLayoutEffect(() => {
    held.current.about = about;
  });
  useLayoutEffect(() => {
    if (opened === undefined) return;
    held.current.value = opened.value;
    held.current.disk = opened.restored ? opened.value : undefined;
  }, [opened]);

  const flush = useCallback(async (): Promise<void> => {
    const now = held.current;
    // A lock that came between would leave behind, as half written, what was saved.
    if (now.ending) await now.ending.catch(() => undefined);
    // Nor is what is still being sealed away already: the keys go when this has ended.
    while (now.putting) await now.putting;
    const before = now.disk;
    if (now.over || jsonEqual(now.value, before ?? now.first)) return;
    const { what, path, scope } = now.about;
    const at = device.localNow();
    const body: Body = { what, path, scope: scope ?? "", at, value: now.value };
    now.disk = now.value;
    const putting = device.saveDraft(id, body as unknown as JsonObject).then(
      () => setPut({ at }),
      () => {
        // Locked in the meantime, or no room: the words stay on the screen and the next pause tries again.
        if (now.disk === body.value) now.disk = before;
      },
    );
    now.putting = putting.finally(() => (now.putting = undefined));
    await now.putting;
  }, [device, id]);

  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => void flush(), REST);
    return () => clearTimeout(timer);
  }, [typed, flush]);
  useEffect(() => {
    const leave = (): void => {
      if (document.visibilityState === "hidden") void flush();
    };
    const off = keeper.add(flush);
    document.addEventListener("visibilitychange", leave);
    return () => {
      off();
      document.removeEventListener("visibilitychange", leave);
      // Leaving the page in the middle of a word.
      void flush();
    };
  }, [keeper, flush]);

  const set = useCallback((next: T): void => {
    held.current.value = next;
    setTyped(next);
  }, []);
  const drop = useCallback(async (): Promise<void> => {
    const now = held.current;
    now.over = true;
    const end = async (): Promise<void> => {
      // What is still being sealed would come back behind this.
      await now.putting;
      if (now.disk !== undefined) await device.dropDraft(id);
    };
    if (now.putting || now.disk !== undefined) await (now.ending = end());
    now.disk = undefined;
    now.ending = undefined;
  }, [device, id]);
  const goOn = useCallback(
    async (left: (now: T) => T): Promise<void> => {
      const next = (): void => {
        held.current.over = false;
        held.current.ending = undefined;
        held.current.value = left(held.current.value);
      };
      // Where it could not be taken away, what is put away next takes its place.
      const begun = drop().then(next, next);
      held.current.ending = begun;
      await begun;
      setPut({ at: undefined });
      setTyped(held.current.value);
    },
    [drop],
  );

  return {
    ready: opened !== undefined,
    value: typed ?? opened?.value ?? first,
    restored: opened?.restored ?? false,
    savedAt: put ? put.at : opened?.at,
    set,
    flush,
    drop,
    goOn,
  };
}
