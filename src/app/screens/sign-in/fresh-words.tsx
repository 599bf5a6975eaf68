// Five words, shown once. Nobody can tell them again: not the school, not the server.

import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import styles from "./five-words.module.css";

export function FreshWords({ words, onDone }: { readonly words: readonly string[]; readonly onDone: () => void }) {
  // They take the place of the form that was sent, and of the button that had the focus.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles.card}>
      <h2 ref={heading} tabIndex={-1}>
        Write down these five words
      </h2>
      <p>
        They open this tablet for you when there is no signal. Only the first three letters of each are typed. Keep the
        paper where you keep your keys, not with the tablet.
      </p>
      <ol className={styles.fresh}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ol>
      <Inset kind="note">
        <p>
          They are shown this once. If you lose them, you can still open this tablet with your password while it has a
          signal.
        </p>
      </Inset>
      <div>
        <Button kind="primary" onClick={onDone}>
          I have written them down
        </Button>
      </div>
    </div>
  );
}
