// How long each kind of record is kept: what the school decided, beside what schools usually do. To decide is not to
// erase: nothing goes by itself [C51], [C57].

import { retentionWords } from "#casework/retention.ts";
import { type ViewRecord, valueOf } from "#ledger/view.ts";
import { useDevice } from "../../binding.ts";
import { Inset } from "../../ui/inset.tsx";
import { Section } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useWords } from "../../use-words.ts";
import styles from "./school-part.module.css";

/** `settings`: the school's; undefined where none was written yet. */
export function KeptHowLong({ settings }: { readonly settings: ViewRecord | undefined }) {
  const { schema } = useDevice();
  const words = useWords();
  return (
    <>
      <Inset kind="plain">
        <p>
          {words.say("Waymark keeps every record, however old. It takes none away by itself, whatever stands here.")}
        </p>
        <p>
          {words.say(
            "When your school decides to erase what stands about a pupil, whoever looks after the server does it there. The tablets follow when they are next in contact.",
          )}
        </p>
      </Inset>
      <Section title="What is kept, and for how long">
        <SummaryCard title="By kind of record" level={3}>
          {retentionWords(schema, (field) => settings && valueOf(settings, field)).map(
            ({ title, usually, here, records }) => (
              <SummaryRow key={title} label={words.say(title)}>
                {here !== "" && <p>{words.say(here)}</p>}
                <p className={here === "" ? undefined : styles.quiet}>
                  {here === "" ? "" : "Usual: "}
                  {words.say(usually)}
                </p>
                <p className={styles.quiet}>{words.say(records.join(" · "))}</p>
              </SummaryRow>
            ),
          )}
        </SummaryCard>
        <p className={styles.quiet}>
          No statute names a time for these records: data protection law leaves it to your school, which says why in its
          retention schedule. Ask your data protection officer before anything is erased.
        </p>
      </Section>
    </>
  );
}
