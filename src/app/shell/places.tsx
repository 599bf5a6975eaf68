// The four places of the app: under the thumbs on a tablet held upright, at the side on a wide screen.

import { Ellipsis, Scale, Sun, Users } from "lucide-react";
import { Link, useLocation } from "react-router";
import { useStatusFact } from "../binding.ts";
import { useWords } from "../use-words.ts";
import { type Glyph, Icon } from "../ui/icon.tsx";
import styles from "./shell.module.css";

interface Place {
  readonly to: string;
  /** Other addresses that belong to it. */
  readonly also?: readonly string[];
  readonly words: string;
  readonly glyph: Glyph;
  readonly count?: number;
}

const isAt = ({ to, also = [] }: Place, pathname: string): boolean =>
  [to, ...also].some((path) => pathname === path || pathname.startsWith(`${path}/`));

export function Places() {
  const decisions = useStatusFact("decisions");
  const { pathname } = useLocation();
  const words = useWords();
  const places: readonly Place[] = [
    { to: "/today", also: ["/safety", "/force", "/check-in", "/day-end"], words: "Today", glyph: Sun },
    { to: "/pupils", words: words.Pupils, glyph: Users },
    { to: "/decisions", words: "Decisions", glyph: Scale, count: decisions },
    { to: "/more", also: ["/sync", "/pin", "/notes", "/cover", "/school"], words: "More", glyph: Ellipsis },
  ];
  return (
    <nav aria-label="Places" className={styles.nav}>
      <ul>
        {places.map((place) => (
          <li key={place.to}>
            <Link to={place.to} className={styles.link} aria-current={isAt(place, pathname) ? "page" : undefined}>
              <Icon glyph={place.glyph} size={22} />
              <span className={styles.label}>
                {place.words}
                {place.count !== undefined && place.count > 0 && <span className={styles.count}>{place.count}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
