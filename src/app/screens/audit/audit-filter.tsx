// About whom, by whom, and which days: what of the audit is asked for. Nothing is asked until somebody says so.

import { useState } from "react";
import { textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { adultName } from "../../text/names.ts";
import { Button } from "../../ui/button.tsx";
import { DateInput } from "../../ui/date-input.tsx";
import { Form } from "../../ui/form.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { useWords } from "../../use-words.ts";
import styles from "./audit-filter.module.css";

/** As the server is asked; what is not named is all of it. */
export interface AuditWanted {
  readonly [name: string]: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const NOT_A_DAY = "Write a day, a month and a year, or leave all three empty.";

interface AuditFilterProps {
  readonly busy: boolean;
  /** Whether one pupil may be asked about. */
  readonly ofPupils: boolean;
  readonly onWanted: (wanted: AuditWanted) => void;
}

export function AuditFilter({ busy, ofPupils, onWanted }: AuditFilterProps) {
  const { pupils, adults } = useDirectory();
  const names = useNames();
  const words = useWords();
  const [pupil, setPupil] = useState<string | null>(null);
  const [adult, setAdult] = useState<string | null>(null);
  const [days, setDays] = useState({ from: "", until: "" });
  const [asked, setAsked] = useState(false);
  const errorOf = (day: string): string | undefined => (asked && day !== "" && !DAY.test(day) ? NOT_A_DAY : undefined);
  const people = [...adults.values()]
    .map((one) => ({ value: one.id as string, label: adultName(one.fields), sort: textIn(one, "familyName") }))
    .toSorted((a, b) => a.sort.localeCompare(b.sort, "en-GB"));
  const show = (): void => {
    setAsked(true);
    const given = Object.entries(days).filter(([, day]) => day !== "");
    if (given.some(([, day]) => !DAY.test(day))) return;
    onWanted({ ...(pupil !== null && { pupil }), ...(adult !== null && { adult }), ...Object.fromEntries(given) });
  };
  return (
    <Section title="Look for">
      <Form onSend={show}>
        <div className={styles.filter}>
          {ofPupils && (
            <Select
              label={`About this ${words.pupil}`}
              optional
              none="Everybody"
              options={pupils.map(({ scope, pupil: { fields } }) => ({ value: scope, label: names.pupil(fields) }))}
              value={pupil}
              onChange={setPupil}
            />
          )}
          <Select
            label="By this adult, or about them"
            optional
            none="Everybody"
            options={people}
            value={adult}
            onChange={setAdult}
          />
          <DateInput
            label="From"
            optional
            value={days.from}
            error={errorOf(days.from)}
            onChange={(from) => setDays({ ...days, from })}
          />
          <DateInput
            label="Until"
            optional
            value={days.until}
            error={errorOf(days.until)}
            onChange={(until) => setDays({ ...days, until })}
          />
        </div>
        <Row>
          <Button kind="primary" type="submit" disabled={busy}>
            Show
          </Button>
        </Row>
      </Form>
    </Section>
  );
}
