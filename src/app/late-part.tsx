// A part of the screen that is fetched by itself, and drawn at once where its script has come already.
//
// React's own lazy shows its place empty first, though everything is there, and then leaves that standing for 300 ms: at
// the lock and at Today somebody waits for it.

import { type ComponentType, use } from "react";
import { pause, untilFetched } from "./until-fetched.ts";

export interface LatePart<Props extends object> {
  /** Fetches it; once it has come it is drawn without a wait. Rejects where it could not be fetched, and may be asked again. */
  readonly bring: () => Promise<ComponentType<Props>>;
  /** To stand within Suspense: where it was not brought before, it is fetched when it is drawn. */
  readonly Part: ComponentType<Props>;
}

/** Milliseconds for which a failure is remembered: whoever drew it is told; whoever draws it later asks anew. */
const TOLD = 1_000;

/** `wait`: what passes between two tries. */
export function createLatePart<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  wait: (milliseconds: number) => Promise<void> = pause,
): LatePart<Props> {
  let here: ComponentType<Props> | undefined;
  let drawnFor: Promise<ComponentType<Props>> | undefined;
  const draw = (): Promise<ComponentType<Props>> => {
    const whole = untilFetched(bring, wait);
    whole.catch(() => wait(TOLD).then(() => (drawnFor = undefined)));
    return whole;
  };
  const bring = async (): Promise<ComponentType<Props>> => (here = await fetch());
  return {
    bring,
    Part: function LatePart(props) {
      // One for all tries to draw it: React knows what it waits for by the promise.
      const Whole = here ?? use((drawnFor ??= draw()));
      return <Whole {...props} />;
    },
  };
}
