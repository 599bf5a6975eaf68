// "What a finder sees": the stored bytes of some rows, as somebody with the tablet and a screwdriver would read them.

import { useEffect, useState } from "react";
import { useDevice } from "../../binding.ts";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { storedText } from "./stored-text.ts";
import styles from "./sync.module.css";

const ROWS = 3;

const CALLED: { readonly [table: string]: string } = {
  rows: "A record",
  entries: "A line of a history",
  packs: "Many records of somebody",
  histories: "Their history",
  directories: "Which records somebody has",
  holdings: "What this tablet may hold",
  summaries: "What the lists show of somebody",
  pending: "An entry that waits to be sent",
  drafts: "Something half written",
  jots: "A note from the lock screen",
  slots: "A way in for one adult",
  accepted: "An entry the server has",
};

const titleOf = (table: string): string => CALLED[table] ?? table;

export default function Finder() {
  const device = useDevice();
  const [rows, setRows] = useState<readonly { readonly table: string; readonly text: string }[] | undefined>();
  useEffect(() => {
    let here = true;
    void device.finderView(ROWS).then((found) => {
      if (here) setRows(found.map(({ table, stored }) => ({ table, text: storedText(stored) })));
    });
    return () => {
      here = false;
    };
  }, [device]);
  return (
    <Page
      title="What a finder sees"
      lead="Somebody finds this tablet, locked, and takes its storage apart. This is what stands there."
      back={{ to: "/sync", words: "Sending and saving" }}
      narrow
    >
      <Inset kind="plain">
        <p>
          No name, no note, no category: each row is sealed with a key that is only in memory while somebody is signed
          in. What can be counted is how many rows there are, and roughly in which week.
        </p>
      </Inset>
      {rows === undefined ? (
        <Loading />
      ) : (
        rows.map((row, at) => (
          <Section key={at} title={titleOf(row.table)}>
            {/* A long box is scrolled by keyboard too. */}
            <pre
              className={styles.bytes}
              role="region"
              tabIndex={0}
              aria-label={`Bytes of row ${at + 1}: ${titleOf(row.table)}`}
            >
              {row.text}
            </pre>
          </Section>
        ))
      )}
    </Page>
  );
}
