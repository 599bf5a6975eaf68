// A finger that taps twice where it meant to tap once. The first tap changed what stands there, and the second would press
// what came under the finger, which nobody has read: "Could they leave?" would answer itself, and "Undo" would bring back
// what it took (C53). Such a tap does nothing.

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
  /** What it says there and then: the same button may say another thing a moment later. */
  readonly says?: string;
}

/**
 * Whether a tap is the second of one finger and meets another thing than the first did, or the same one saying another
 * thing. `standsAt` says what would be pressed at a place now. What was beside the first thing all along may be tapped as
 * quickly as fingers can.
 */
export function createSecondTap(standsAt: (x: number, y: number) => unknown): (tap: Tap) => boolean {
  let last: Tap | undefined;
  return (tap) => {
    const first = last;
    last = tap;
    if (first?.control === undefined || tap.control === undefined) return false;
    if (tap.at - first.at > SECOND_TAP || Math.hypot(tap.x - first.x, tap.y - first.y) > NEARBY) return false;
    if (tap.control === first.control && tap.says === first.says) return false;
    if (tap.control !== first.control && standsAt(first.x, first.y) === first.control) return false;
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
      if (!finger) return;
      const control = controlOf(target);
      if (!isSecond({ at, x, y, control, ...(control && { says: saidBy(control) }) })) return;
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

/** What can be read on it, and whether it is pressed: not the words for a screen reader, which tell where it leads next. */
function saidBy(control: Element): string {
  const read = control.cloneNode(true) as Element;
  for (const unseen of read.querySelectorAll(".visually-hidden")) unseen.remove();
  return `${control.getAttribute("aria-pressed") ?? ""} ${read.textContent}`;
}
