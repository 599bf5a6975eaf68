// The sign of the product: a painted waymark, an arrow that points up the path.

import styles from "./waymark.module.css";

export function Waymark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M16 1.5 28.5 12.2V17l-9-7.7v21.2h-7V9.3l-9 7.7v-4.8z" />
    </svg>
  );
}
