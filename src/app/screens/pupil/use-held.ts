// While a wider question is answered (older logs, another kind), the last answer stays on the screen: nothing blinks.

import { useState } from "react";

export function useHeld<T>(answer: T | undefined): T | undefined {
  const [held, setHeld] = useState(answer);
  if (answer !== undefined && answer !== held) setHeld(answer);
  return answer ?? held;
}
