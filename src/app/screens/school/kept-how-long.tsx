// How long each kind of record is kept, to be read and not changed: nothing goes by itself [C51].

import { retentionWords } from "#casework/retention.ts";
import { useDevice } from "../../binding.ts";
import { Inset } from "../../ui/inset.tsx";
import { Section } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useWords } from "../../use-words.ts";
import styles from "./school-part.module.css";

export function KeptHowLong() {
  const { schema } = useDevice();
  const words = useWords();
  return (
    <Section title="How long records are kept">
      <Inset kind="plain">
        <p>{words.say("Waymark keeps every record, however old. It takes none away by itself.")}</p>
        <p>
          {words.say(
            "When your school decides to erase what stands about a pupil, whoever looks after the server does it there. The tablets follow when they are next in contact.",
          )}
        </p>
      </Inset>
      <SummaryCard title="What schools usually do" level={3}>
        {retentionWords(schema).map(({ title, usually, records }) => (
          <SummaryRow key={title} label={words.say(title)}>
            <p>{words.say(usually)}</p>
            <p className={styles.quiet}>{words.say(records.join(" · "))}</p>
          </SummaryRow>
        ))}
      </SummaryCard>
      <p className={styles.quiet}>
        Your own retention schedule decides. Ask your data protection officer before anything is erased.
      </p>
    </Section>
  );
}
