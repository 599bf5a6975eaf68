// A step that is not taken back by another press: what happens stands beside the button before it can be pressed. The
// focus goes where the words are, and comes back.

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import styles from "./asked-first.module.css";

export interface AskedFirstProps {
  /** On the button that asks. */
  readonly words: string;
  readonly title: string;
  /** What happens. */
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly busy: boolean;
  /** False: something is missing, and it stays asked. */
  readonly onYes: () => void | false;
}

export function AskedFirst({ words, title, children, yes, no, busy, onYes }: AskedFirstProps) {
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (asking) box.current?.focus();
    else if (asked) button.current?.focus();
  }, [asking, asked]);
  const ask = (): void => {
    setAsked(true);
    setAsking(true);
  };
  if (!asking)
    return (
      <Button ref={button} disabled={busy} onClick={ask}>
        {words}
      </Button>
    );
  return (
    <div ref={box} tabIndex={-1} role="group" aria-labelledby={titleId} className={styles.asked}>
      <Inset kind="warn" title={<span id={titleId}>{title}</span>}>
        {children}
        <Row>
          <Button
            kind="problem"
            disabled={busy}
            onClick={() => {
              if (onYes() !== false) setAsking(false);
            }}
          >
            {yes}
          </Button>
          <Button onClick={() => setAsking(false)}>{no}</Button>
        </Row>
      </Inset>
    </div>
  );
}
