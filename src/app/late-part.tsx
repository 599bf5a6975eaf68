// A part of the screen that is fetched by itself, and drawn at once where its script has come already. Where it is long in
// coming, or the line is gone, that is said in its place, and it is asked for until it is there: whoever tapped sees at
// once that the tap was heard.
//
// React's own lazy shows its place empty first, though everything is there, and then leaves that standing for 300 ms: at
// the lock and at Today somebody waits for it.

import { type ComponentType, use, useEffect, useRef, useState } from "react";
import { pause, untilFetched } from "./until-fetched.ts";

export interface LatePart<Props extends object> {
  /** Fetches it; once it has come it is drawn without a wait. Rejects where it could not be fetched, and may be asked again. */
  readonly bring: () => Promise<ComponentType<Props>>;
  /** To stand within Suspense: where it was not brought before, it is fetched when it is drawn. */
  readonly Part: ComponentType<Props>;
}

/** What stands in its place meanwhile. */
export type Waits = ComponentType<{
  /** True while it is asked for; false between two tries. */
  readonly trying: boolean;
  /** How often it was asked for in vain. */
  readonly failed: number;
  readonly onTry: () => void;
}>;

export interface LatePartOptions {
  readonly Waiting: Waits;
  /** Milliseconds until it is said that it is long in coming: a good line has brought it by then. That the line is gone is said at once. */
  readonly soon?: number;
  /** What passes between two tries. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const SOON = 700;

export function createLatePart<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  { Waiting, soon = SOON, wait = pause }: LatePartOptions,
): LatePart<Props> {
  let here: ComponentType<Props> | undefined;
  let drawnFor: Promise<ComponentType<Props>> | undefined;
  const bring = async (): Promise<ComponentType<Props>> => (here = await fetch());
  const draw = (): Promise<ComponentType<Props>> => {
    const first = bring().catch(() => Late);
    return Promise.race([first, wait(soon).then(() => here ?? Late)]);
  };

  function Late(props: Props) {
    const [Whole, setWhole] = useState(() => here);
    const [trying, setTrying] = useState(true);
    const [failed, setFailed] = useState(0);
    const hurry = useRef<() => void>(() => undefined);
    useEffect(() => {
      let left = false;
      const between = async (milliseconds: number): Promise<void> => {
        setTrying(false);
        setFailed((count) => count + 1);
        const asked = new Promise<void>((resolve) => (hurry.current = resolve));
        await Promise.race([wait(milliseconds), asked]);
        setTrying(true);
      };
      void untilFetched(bring, between, () => left).then((whole) => setWhole(() => whole));
      const online = (): void => hurry.current();
      addEventListener("online", online);
      return () => {
        left = true;
        hurry.current();
        removeEventListener("online", online);
      };
    }, []);
    return Whole ? <Whole {...props} /> : <Waiting trying={trying} failed={failed} onTry={() => hurry.current()} />;
  }

  return {
    bring,
    Part: function LatePart(props) {
      // As it was first drawn, so that it does not begin anew once it has come.
      const [drawn] = useState(() => here);
      // One for all tries to draw it: React knows what it waits for by the promise.
      const Whole = drawn ?? use((drawnFor ??= draw()));
      return <Whole {...props} />;
    },
  };
}
