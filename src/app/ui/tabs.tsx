// The pages of one thing, as links side by side; a blaze stands under the one you are at.

import { NavLink } from "react-router";
import styles from "./tabs.module.css";

export interface SubPage {
  readonly to: string;
  readonly words: string;
  readonly count?: number;
  /** True where the address is the start of the others'. */
  readonly exact?: boolean;
}

export function SubNavigation({ label, pages }: { readonly label: string; readonly pages: readonly SubPage[] }) {
  return (
    <nav aria-label={label} className={styles.nav}>
      <ul className={styles.list}>
        {pages.map((page) => (
          <li key={page.to}>
            <NavLink to={page.to} end={page.exact ?? false} className={styles.link as string}>
              <span>{page.words}</span>
              {page.count !== undefined && page.count > 0 && <span className={styles.count}>{page.count}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
