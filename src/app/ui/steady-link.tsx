// A link of a long list. A router's own link is drawn anew at every change of the address: sixty of them, each time a
// sheet opens or closes over the list. This one knows where it leads and nothing else.

import type { MouseEvent, ReactNode } from "react";
import { useSteadyNavigator } from "./use-steady-navigator.ts";

export interface SteadyLinkProps {
  /** From the root: "/today/log/…". */
  readonly to: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function SteadyLink({ to, className, children }: SteadyLinkProps) {
  const navigator = useSteadyNavigator();
  const go = (press: MouseEvent): void => {
    // With a key held the browser opens it as it opens any link.
    if (press.button !== 0 || press.metaKey || press.ctrlKey || press.shiftKey || press.altKey) return;
    press.preventDefault();
    navigator.push(to);
  };
  return (
    <a href={to} className={className} onClick={go}>
      {children}
    </a>
  );
}
