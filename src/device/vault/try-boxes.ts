// Seals and opens a few texts under a key of its own, while the slow hash of somebody's words is worked out elsewhere: a
// browser runs faster what it has run before, and the boxes behind Today are opened in half the time. Nobody waits for it,
// and a tablet with a quick hash may never come to it. Where boxes do not come back as they went in, that is an error of
// the page like any other; it lets nobody in and keeps nobody out.

import { bytesEqual } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import { createBoxes } from "./box.ts";

/** About as many as a room has pupils, and about as long as what is kept of one. */
const TEXTS = 48;
const TEXT_BYTES = 1_536;

/** Throws where a box does not open as it was sealed. */
export function tryBoxes(randomBytes: RandomBytes): void {
  const boxes = createBoxes(randomBytes(32));
  const text = Uint8Array.from(randomBytes(TEXT_BYTES));
  for (let i = 0; i < TEXTS; i += 1) {
    const plain = text.subarray(i);
    const context = `waymark/try/${i}`;
    if (!bytesEqual(boxes.open(context, boxes.seal(context, plain, randomBytes)), plain))
      throw new Error("this browser does not open what it has sealed");
  }
  boxes.shut();
}
