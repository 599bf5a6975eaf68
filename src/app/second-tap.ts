// A finger that taps twice where it meant to tap once. The first tap changed what stands there, and the second would press
// what came under the finger, which nobody has read: "Could they leave?" would answer itself (C53). Such a tap does nothing.

/** Milliseconds between two taps of one shaking finger. A person who reads what came needs longer. */
export const SECOND_TAP = 400;
/** Pixels between its two taps: less than the height of one control. */
const NEARBY = 40;

export interface Tap {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  /** What it pressed; undefined where there was nothing to press. */
  readonly control: unknown;
}

/**
 * Whether a tap is the second of one finger and meets another thing than the first did. `standsAt` says what would be
 * pressed at a place now. What was beside the first thing all along may be tapped as quickly as fingers can.
 */
export function createSecondTap(standsAt: (x: number, y: number) => unknown): (tap: Tap) => boolean {
  let last: Tap | undefined;
  return (tap) => {
    const first = last;
    last = tap;
    if (first?.control === undefined || tap.control === undefined || tap.control === first.control) return false;
    if (tap.at - first.at > SECOND_TAP || Math.hypot(tap.x - first.x, tap.y - first.y) > NEARBY) return false;
    if (standsAt(first.x, first.y) === first.control) return false;
    // A third tap of the same finger is judged by the first one.
    last = { ...first, at: tap.at };
    return true;
  };
}

const CONTROLS = "a[href], button, input, select, textarea, summary, label";

/** Listens before anything else on the page does. For fingers alone: keys and mice say what they press. */
export function guardSecondTaps(page: Document): void {
  const isSecond = createSecondTap((x, y) => controlOf(page.elementFromPoint(x, y)));
  let finger = false;
  page.addEventListener("pointerdown", ({ pointerType }) => (finger = pointerType === "touch"), {
    capture: true,
    passive: true,
  });
  page.addEventListener(
    "click",
    (event) => {
      const { timeStamp: at, clientX: x, clientY: y, target } = event;
      if (!finger || !isSecond({ at, x, y, control: controlOf(target) })) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** A label and its field are one thing: a tap on the one is a click on both. */
function controlOf(target: EventTarget | null): Element | undefined {
  const control = target instanceof Element ? target.closest(CONTROLS) : null;
  return (control instanceof HTMLLabelElement ? control.control : null) ?? control ?? undefined;
}
