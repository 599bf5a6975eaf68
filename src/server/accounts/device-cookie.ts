// By what a browser that lost its storage is recognised (S22): the device's name with a mark that only this school's
// server can make, in a cookie that scripts cannot read. It proves nothing else and opens nothing: whoever copies it
// learns what that device is called and when it was last here. A restored server still knows its own mark.

import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { base64ToBytes } from "#base/bytes.ts";
import type { SchoolRow } from "../storage/storage.ts";

/** Browsers keep no cookie longer than 400 days; it is handed out again at every sign-in. */
const KEPT_SECONDS = 400 * 24 * 60 * 60;

const nameOf = (secure: boolean): string => (secure ? "__Host-waymark-device" : "waymark-device");

function markOf({ privateKey }: Pick<SchoolRow, "privateKey">, device: string): Buffer {
  // A key of its own: the school's X25519 key has one other use.
  const key = hkdfSync("sha256", base64ToBytes(privateKey), "", "waymark/device-cookie/1", 32);
  return createHmac("sha256", Buffer.from(key)).update(device).digest();
}

/** The cookie a device of a real school is given; none in the demo, which leaves no trace. */
export function deviceCookie(
  school: Pick<SchoolRow, "privateKey" | "demo">,
  device: string,
  secure: boolean,
): string | undefined {
  if (school.demo) return undefined;
  const value = `${device}.${markOf(school, device).toString("base64url")}`;
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${KEPT_SECONDS}`;
  return `${nameOf(secure)}=${value}; ${attributes}${secure ? "; Secure" : ""}`;
}

/** The device that a Cookie header names, not yet believed. */
export function namedDevice(
  header: string | undefined,
  secure: boolean,
): { readonly device: string; readonly mark: string } | undefined {
  for (const part of (header ?? "").split(";")) {
    const [name, value = ""] = part.trim().split("=");
    const [device, mark, ...rest] = value.split(".");
    if (name === nameOf(secure) && device && mark && rest.length === 0 && value.length < 200) return { device, mark };
  }
  return undefined;
}

/** Did this school's server make the mark? */
export function isMarkOf(school: Pick<SchoolRow, "privateKey">, device: string, mark: string): boolean {
  const made = markOf(school, device);
  const said = Buffer.from(mark, "base64url");
  return said.length === made.length && timingSafeEqual(said, made);
}
