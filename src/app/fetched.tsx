// A part of the app that is fetched when it is first wanted. To stand within Suspense; what stands in its place while the
// line is gone is a screen of its own, or a few words where it is one part of a screen.

import { RotateCcw } from "lucide-react";
import type { ComponentProps, ComponentType, ReactNode } from "react";
import { createLatePart, type Waits } from "./late-part.tsx";
import { Button } from "./ui/button.tsx";
import { Inset } from "./ui/inset.tsx";
import { Page, Row } from "./ui/page.tsx";

type Chunk<Props> = { readonly default: ComponentType<Props> };
type Load<Props> = () => Promise<Chunk<Props>>;

/** A whole screen of an open tablet. */
export const fetched = <Props extends object>(load: Load<Props>): ComponentType<Props> =>
  createLatePart(async () => (await load()).default, { Waiting: ScreenWaits }).Part;

/** One that stands before anybody has come in: nothing was saved there, and nothing is said of it. */
export const fetchedAtDoor = <Props extends object>(load: Load<Props>): ComponentType<Props> =>
  createLatePart(async () => (await load()).default, { Waiting: DoorWaits }).Part;

/** One part of a screen, in its place. */
export const fetchedPart = <Props extends object>(load: Load<Props>, soon?: number): ComponentType<Props> =>
  createLatePart(async () => (await load()).default, { Waiting: PartWaits, ...(soon !== undefined && { soon }) }).Part;

/** One that nobody misses while it is not there: `Place` keeps its place. */
export const fetchedQuietly = <Props extends object>(
  load: Load<Props>,
  Place: Waits = () => null,
): ComponentType<Props> => createLatePart(async () => (await load()).default, { Waiting: Place }).Part;

const OPENS_HERE = "This tablet does not hold it yet. It opens here by itself as soon as the signal is good enough.";

export const ScreenWaits: Waits = (how) => (
  <Page title="This screen is on its way" narrow>
    <Again {...how}>{OPENS_HERE} What you saved is safe.</Again>
  </Page>
);

export const DoorWaits: Waits = (how) => (
  <Page title="This screen is on its way" narrow>
    <Again {...how}>{OPENS_HERE}</Again>
  </Page>
);

const PartWaits: Waits = (how) => (
  <Inset title="One part of this screen is on its way">
    <Again {...how}>This tablet does not hold it yet. It comes by itself as soon as the signal is good enough.</Again>
  </Inset>
);

/** Tries after which the signal may not be what is wrong. */
const MANY = 4;

function Again({ trying, failed, onTry, children }: ComponentProps<Waits> & { readonly children: ReactNode }) {
  return (
    <>
      <p>{children}</p>
      {/* Said once: every try that follows would be read out again. */}
      <p role="status">{failed === 0 ? "Trying now." : "No answer yet. Waymark tries again by itself."}</p>
      {failed >= MANY && <p>Is the signal good? Then load this page again: there may be a newer version of Waymark.</p>}
      <Row>
        <Button icon={RotateCcw} onClick={onTry}>
          {trying ? "Trying now" : "Try now"}
        </Button>
      </Row>
    </>
  );
}
