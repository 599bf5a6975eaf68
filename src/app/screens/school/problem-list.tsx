// What is wrong with which line, in sentences: lines that are left out first, then cells that are.

import type { PreviewRow } from "#casework/import/preview.ts";
import { count } from "../../text/words.ts";
import { Inset } from "../../ui/inset.tsx";
import styles from "./import.module.css";
import { problemSentences } from "./list-preview.ts";

/** A screenful. The file to take away holds all of them. */
const MOST = 40;

export function ProblemList({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const wrong = rows.filter((row) => row.outcome === "wrong");
  const part = rows.filter((row) => row.outcome !== "wrong" && row.problems.length > 0);
  return (
    <>
      {wrong.length > 0 && (
        <Inset kind="warn" title={`${count(wrong.length, "line", "lines")} left out`}>
          <Sentences rows={wrong} />
        </Inset>
      )}
      {part.length > 0 && (
        <Inset kind="note" title={`${count(part.length, "line", "lines")} brought in without some of the cells`}>
          <Sentences rows={part} />
        </Inset>
      )}
    </>
  );
}

function Sentences({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const sentences = problemSentences(rows);
  return (
    <>
      <ul className={styles.problems}>
        {sentences.slice(0, MOST).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {sentences.length > MOST && <p>And {(sentences.length - MOST).toLocaleString("en-GB")} more.</p>}
    </>
  );
}
