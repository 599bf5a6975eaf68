// The frames of a screen: a page with its heading, sections, and the few ways things stand beside each other.

import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import styles from "./page.module.css";
import { useArrival } from "./use-arrival.ts";

export interface PageProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  /** Stands right of the title: a button or two. */
  readonly aside?: ReactNode;
  readonly back?: { readonly to: string; readonly words: string };
  /** For forms and reading. */
  readonly narrow?: boolean;
  /** Little above the first row: for a list that is looked at all day. */
  readonly dense?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, lead, aside, back, narrow, dense, children }: PageProps) {
  const heading = useArrival();
  return (
    <div className={classNames(styles.page, narrow && styles.narrow, dense && styles.dense)}>
      <div className={styles.head}>
        <div className={styles.titles}>
          {back && (
            <Link to={back.to} className={styles.back}>
              <Icon glyph={ChevronLeft} size={18} />
              <span>{back.words}</span>
            </Link>
          )}
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
    </div>
  );
}

export interface SectionProps {
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

export function Section({ title, hint, aside, id, children }: SectionProps) {
  return (
    <section className={styles.section} id={id}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {hint !== undefined && <p className={styles.sectionHint}>{hint}</p>}
      {children}
    </section>
  );
}

export function Stack({ gap, children }: { readonly gap?: "tight" | "loose"; readonly children: ReactNode }) {
  return <div className={classNames(styles.stack, gap && styles[gap])}>{children}</div>;
}

/** Buttons side by side; wraps. */
export function Row({ end, children }: { readonly end?: boolean; readonly children: ReactNode }) {
  return <div className={classNames(styles.row, end && styles.end)}>{children}</div>;
}

/** A main column and a narrower one from 960 px; one under the other below. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}

export function Card({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return <div className={classNames(styles.card, className)}>{children}</div>;
}
