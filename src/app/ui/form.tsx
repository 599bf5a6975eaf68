// The frame of a form: nothing leaves by the address, the browser remembers nothing that is typed (V23) and says nothing
// of its own; what is wrong stands above the fields and takes the focus with every try.

import { type ReactNode, useState } from "react";
import { ErrorSummary, type Fault } from "./error-summary.tsx";
import { Stack } from "./page.tsx";

export interface FormProps {
  readonly onSend: () => Promise<void> | void;
  readonly faults?: readonly Fault[];
  readonly gap?: "loose";
  /** A layout of its own, in place of one thing under the other. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Form({ onSend, faults = [], gap, className, children }: FormProps) {
  const [attempt, setAttempt] = useState(0);
  const within = (
    <>
      <ErrorSummary faults={faults} attempt={attempt} />
      {children}
    </>
  );
  return (
    <form
      className={className}
      autoComplete="off"
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        setAttempt(attempt + 1);
        void onSend();
      }}
    >
      {className === undefined ? <Stack {...(gap ? { gap } : {})}>{within}</Stack> : within}
    </form>
  );
}
