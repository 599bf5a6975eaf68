// Tells what a write touched, in this tab and to the others of the same browser; and tells the others who is here.
//
// A message names scopes and adults by their random ids, in clear. It is never stored: a BroadcastChannel hands it from page to
// page of this origin and forgets it, and any page of this origin could read the database anyway. Keyed names would
// need an open vault on both sides, and a locked tab must hear of a commit too.

import type { AdultId } from "#ledger/names.ts";
import type { Touched } from "../ports.ts";

export interface Tabs {
  tell(touched: Touched): void;
  subscribe(listener: (touched: Touched) => void): () => void;
  tellWho(adult: AdultId | null): void;
  onWho(listener: (adult: AdultId | null) => void): () => void;
  close(): void;
}

export function createTabs(name: string): Tabs {
  const listeners = new Set<(touched: Touched) => void>();
  const whoListeners = new Set<(adult: AdultId | null) => void>();
  let closed = false;
  const channel = new BroadcastChannel(`waymark/${name}`);
  // A listener that throws is a bug of its own; what was written stays written, and the others hear of it.
  const tellHere = (touched: Touched): void => {
    for (const listener of listeners) queueMicrotask(() => listener(touched));
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const who = parseWho(data);
    if (who === undefined) tellHere(parseTouched(data));
    else for (const listener of whoListeners) queueMicrotask(() => listener(who));
  };
  return {
    tell(touched) {
      tellHere(touched);
      // A write that was still under way when its tab closed is written all the same.
      if (!closed) channel.postMessage(touched);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tellWho(who) {
      if (!closed) channel.postMessage({ who });
    },
    onWho(listener) {
      whoListeners.add(listener);
      return () => {
        whoListeners.delete(listener);
      };
    },
    close() {
      closed = true;
      listeners.clear();
      whoListeners.clear();
      channel.close();
    },
  };
}

function parseWho(data: unknown): AdultId | null | undefined {
  const { who } = (typeof data === "object" && data !== null ? data : {}) as { readonly who?: unknown };
  return who === null || typeof who === "string" ? (who as AdultId | null) : undefined;
}

/** A tab of another version may say it in another way: then everything is looked at again. */
function parseTouched(data: unknown): Touched {
  const { scopes, parts } = (typeof data === "object" && data !== null ? data : {}) as { [name: string]: unknown };
  const parsed = (scopes === "all" || Array.isArray(scopes)) && Array.isArray(parts);
  if (parsed) return { scopes, parts } as Touched;
  return { scopes: "all", parts: ["rows", "pending", "drafts", "control", "slots", "jots"] };
}
