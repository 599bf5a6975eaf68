// One polite region for what happened. It says a thing once, after a short rest, so that a burst of changes is
// one announcement. Nothing is shown here: what matters stays on the screen.

import { useEffect, useState } from "react";

/** Long enough for a commit and its sending to be told as one; short enough to belong to the press. */
const REST = 600;

export function StatusRegion({ words }: { readonly words: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), REST);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="true">
      {said}
    </div>
  );
}
