// Coming to a page by a link: the focus goes to its heading and the page starts at its top, as with a page the
// browser loads itself. Going back, the browser keeps the place.

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useNavigationType } from "react-router";

export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const how = useNavigationType();
  const arrive = useEffectEvent(() => {
    if (how === "POP") return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  });
  useEffect(() => arrive(), []);
  return heading;
}
