// Stands above everything in the demo school, and nowhere else: the signal, a second tablet, another beginning.

import { RotateCcw, Tablet } from "lucide-react";
import { useState } from "react";
import { useDevice, useSignal } from "../binding.ts";
import { Icon } from "../ui/icon.tsx";
import { useDemo } from "./demo-context.ts";
import styles from "./demo-bar.module.css";

/** The same server under its other name is another origin: a tablet with storage of its own. */
export function secondTablet(here: { readonly hostname: string; readonly port: string; readonly protocol: string }) {
  const other = here.hostname === "localhost" ? "127.0.0.1" : here.hostname === "127.0.0.1" ? "localhost" : undefined;
  return other === undefined ? undefined : `${here.protocol}//${other}${here.port === "" ? "" : `:${here.port}`}/`;
}

export function DemoBar() {
  const device = useDevice();
  const { signal, startAgain } = useDemo();
  const on = useSignal(signal.on);
  const [leaving, setLeaving] = useState(false);
  const other = secondTablet(location);
  return (
    <aside aria-label="Demo" className={styles.bar}>
      <span className={styles.words}>
        Demo school<span className={styles.more}>. Nobody here is real.</span>
      </span>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        className={styles.control}
        onClick={() => {
          signal.set(!on);
          if (!on) void device.sendNow();
        }}
      >
        <span className={styles.track}>
          <span className={styles.thumb} />
        </span>
        <span>Signal {on ? "on" : "off"}</span>
      </button>
      {other !== undefined && (
        <a className={styles.control} href={other} target="_blank" rel="noopener">
          <Icon glyph={Tablet} size={18} />
          <span>Open a second tablet</span>
        </a>
      )}
      <button
        type="button"
        className={styles.control}
        disabled={leaving}
        onClick={() => {
          setLeaving(true);
          void startAgain().finally(() => setLeaving(false));
        }}
      >
        <Icon glyph={RotateCcw} size={18} />
        <span>Start again</span>
      </button>
    </aside>
  );
}
