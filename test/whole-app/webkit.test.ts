import { test } from "vitest";
import { playTheApp } from "./play-the-app.ts";

test("the whole app in WebKitGTK: the demo school, an entry, the lock, a PIN, and all of it again without its server", () =>
  playTheApp("webkit"));
