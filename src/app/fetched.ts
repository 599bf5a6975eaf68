// A part of the app that is fetched when it is first wanted.

import type { ComponentType } from "react";
import { createLatePart } from "./late-part.tsx";

type Chunk<Props> = { readonly default: ComponentType<Props> };

/** To stand within Suspense. Where it could not be fetched it throws, and is asked for anew when it is drawn again. */
export const fetched = <Props extends object>(load: () => Promise<Chunk<Props>>): ComponentType<Props> =>
  createLatePart(async () => (await load()).default).Part;
