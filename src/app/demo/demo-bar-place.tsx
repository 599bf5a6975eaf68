// Where the demo's bar will stand, as high as the bar: it comes late, and what is under it must not move away from a
// finger that is on its way.

import styles from "./demo-bar.module.css";

export function DemoBarPlace() {
  return (
    <div className={styles.bar} aria-hidden="true">
      <span className={styles.control} />
    </div>
  );
}
