// The sign of the product: a post with a painted board, as on the icon.

import styles from "./waymark.module.css";

export function Waymark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 512 512" aria-hidden="true" focusable="false">
      <path className={styles.post} d="M232 40h48v432h-48z" />
      <path className={styles.board} d="M104 84h246l86 72-86 72H104z" />
      <path className={styles.lower} d="M408 256H162l-86 72 86 72h246z" />
    </svg>
  );
}
