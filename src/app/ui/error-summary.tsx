// "There is a problem": takes the focus, says every sentence that stands beside a field, leads to each.

import { useEffect, useRef } from "react";
import styles from "./error-summary.module.css";
import { Inset } from "./inset.tsx";

export interface Fault {
  readonly sentence: string;
  /** The id of the field it stands beside. */
  readonly field?: string | undefined;
}

/** Pass another `attempt` with every try, so that the focus comes here each time. */
export function ErrorSummary({
  faults,
  attempt = 0,
}: {
  readonly faults: readonly Fault[];
  readonly attempt?: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const some = faults.length > 0;
  useEffect(() => {
    if (some) box.current?.focus();
  }, [some, attempt]);
  useEffect(() => {
    if (!some) return undefined;
    const before = document.title;
    document.title = `Error: ${before}`;
    return () => {
      document.title = before;
    };
  }, [some]);
  if (!some) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert">
      <Inset kind="problem" title="There is a problem">
        <ul className={styles.list}>
          {faults.map((fault) => (
            <li key={`${fault.field ?? ""} ${fault.sentence}`}>
              {fault.field === undefined ? (
                fault.sentence
              ) : (
                <a
                  href={`#${fault.field}`}
                  className={styles.link}
                  onClick={(press) => {
                    press.preventDefault();
                    goTo(fault.field as string);
                  }}
                >
                  {fault.sentence}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Inset>
    </div>
  );
}

/** Focuses the field, or the first input of a group. */
function goTo(id: string): void {
  const field = document.getElementById(id);
  const target = field?.matches("input, textarea, select")
    ? field
    : field?.querySelector<HTMLElement>("input, textarea, select, button");
  (target ?? field)?.focus();
  (field ?? target)?.scrollIntoView({ block: "center" });
}
