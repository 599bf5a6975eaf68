// What a visitor can do at this server: asked before there is a device to ask with.

import { parse } from "valibot";
import { ROUTES } from "#protocol/routes.ts";
import { type StartAnswer, startAnswerShape } from "#protocol/session.ts";

/** Undefined when no well-formed answer of our own came: offline, or a captive portal. */
export async function askStart(signal: AbortSignal): Promise<StartAnswer | undefined> {
  try {
    const answer = await fetch(ROUTES.start, { headers: { accept: "application/json" }, cache: "no-store", signal });
    return parse(startAnswerShape, await answer.json());
  } catch {
    return undefined;
  }
}
