// Locks by itself: after five minutes without a touch, or as many as the school says, or two minutes out of sight. The
// page is covered the moment it goes out of sight, so that the list of open apps shows nothing.

import { useEffect, useRef } from "react";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import type { Summary } from "#ledger/slim.ts";
import { useDevice, useWatch } from "../binding.ts";
import { DRAFT_TIME, putAwayCovered, useDraftKeeper } from "../state/draft-keeper.ts";
import { type Moment, momentNow, passedBetween } from "./time-passed.ts";

/** Minutes without a touch: the school may choose from 2 to 15 (casework/records/school-settings.ts). */
const IDLE = { usual: 5, least: 2, most: 15 };
const HIDDEN = 2 * 60_000;
const NEVER: Moment = { steady: 0, wall: 0 };
const SCHOOL = { kind: "summary", scope: SCHOOL_SCOPE } as const;

/** Minutes, as the school has it [V36]. Nothing that stands there keeps a tablet open for longer than 15. */
export function idleMinutes(school: Summary | undefined): number {
  const chosen = school?.slims.find(({ type }) => type === "school-settings")?.fields["lockAfter"];
  return Math.min(IDLE.most, Math.max(IDLE.least, Number.isFinite(chosen) ? Number(chosen) : IDLE.usual));
}

/** Puts drafts away, then shuts the vault. */
export function useLock(): () => Promise<void> {
  const device = useDevice();
  const drafts = useDraftKeeper();
  return async () => {
    await putAwayCovered(drafts);
    device.lock();
  };
}

/** `open` is false while there is nothing to lock. */
export function useAutoLock(open: boolean): void {
  const device = useDevice();
  const drafts = useDraftKeeper();
  const idle = idleMinutes(useWatch(open ? SCHOOL : null)) * 60_000;
  // Another setting counts from the last touch, not from when it came.
  const touchedAt = useRef(NEVER);
  useEffect(() => {
    if (open) touchedAt.current = momentNow();
  }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    const lock = (): void => {
      // This tab alone: another may be in use, and has the same clock of its own.
      void putAwayCovered(drafts).then(() => device.lock("here"));
    };
    let hiddenSince: Moment | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const due = (): number => {
      const now = momentNow();
      const sight = hiddenSince === undefined ? Infinity : HIDDEN - passedBetween(hiddenSince, now);
      return Math.min(idle - passedBetween(touchedAt.current, now), sight);
    };
    // A timer may sleep with the page, and the page with the machine: what counts is the time that has passed on waking.
    const look = (): void => {
      clearTimeout(timer);
      if (due() <= 0) lock();
      else timer = setTimeout(look, due());
    };
    const touch = (): void => {
      touchedAt.current = momentNow();
    };
    const see = (): void => {
      if (document.visibilityState === "hidden") {
        hiddenSince = momentNow();
        document.documentElement.dataset["covered"] = "";
        void drafts.flush(DRAFT_TIME);
        look();
      } else {
        look();
        hiddenSince = undefined;
        delete document.documentElement.dataset["covered"];
        look();
      }
    };
    const touches = ["pointerdown", "keydown", "wheel"] as const;
    for (const kind of touches) window.addEventListener(kind, touch, { passive: true, capture: true });
    document.addEventListener("visibilitychange", see);
    window.addEventListener("pageshow", look);
    look();
    return () => {
      clearTimeout(timer);
      for (const kind of touches) window.removeEventListener(kind, touch, { capture: true });
      document.removeEventListener("visibilitychange", see);
      window.removeEventListener("pageshow", look);
      delete document.documentElement.dataset["covered"];
    };
  }, [open, idle, device, drafts]);
}
