// The first time on this tablet, after the five words: a PIN makes the next hand-over quick. It can wait.

import { useStanding } from "../../binding.ts";
import { PinForm } from "../pin/pin-form.tsx";
import styles from "./five-words.module.css";

export function FirstPin({ onDone }: { readonly onDone: () => void }) {
  const standing = useStanding();
  // Locked meanwhile: the lock screen is where one goes on.
  if (standing.state !== "open") return <p>This tablet was locked. You can set a PIN later, under More.</p>;
  return (
    <div className={styles.card}>
      <h2>Choose a PIN</h2>
      <p>
        With it you take over this tablet in a second, while Waymark stays open on it. After a restart somebody comes in
        with words or a login first. You can set it later too, under More.
      </p>
      <PinForm onSet={onDone} onSkip={onDone} />
    </div>
  );
}
