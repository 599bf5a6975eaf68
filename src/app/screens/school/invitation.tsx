// A code with which one adult chooses a login and a password. The adult must have reached the server first.

import { ROUTES } from "#protocol/routes.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Checkboxes } from "../../ui/choice.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { CodeRefused } from "./code-refused.tsx";
import styles from "./given-code.module.css";
import { GivenCode } from "./given-code.tsx";
import { titleOf } from "./school-parts.ts";
import { useCode } from "../../online/use-code.ts";

export function Invitation({ adult }: { readonly adult: ViewRecord }) {
  const device = useDevice();
  const code = useCode(ROUTES.invitations);
  const [rights, setRights] = useState<readonly string[]>([]);
  const name = titleOf(adult);
  const make = async (): Promise<void> => {
    if (adult.unsent.length > 0) await device.sendNow();
    await code.ask({ adult: adult.id, administrator: rights.includes("administrator") });
  };
  return (
    <Section title="Invitation" hint={`With it ${name} chooses a sign-in name and a password, or a new password.`}>
      <Checkboxes
        label="What the invitation gives"
        quietLabel
        options={[
          {
            value: "administrator",
            label: "Administrator",
            hint: "May make codes for tablets and invitations for adults",
          },
        ]}
        value={rights}
        onChange={setRights}
      />
      {code.refusal && <CodeRefused refusal={code.refusal} />}
      {code.given && (
        <GivenCode given={code.given} title={`Invitation for ${name}`}>
          <ol className={styles.steps}>
            <li>Hand it over in person, or by a way only {name} reads.</li>
            <li>On a tablet of the school, at sign-in: “I have an invitation code”.</li>
          </ol>
        </GivenCode>
      )}
      <Row>
        <Button onClick={() => void make()} disabled={code.busy}>
          {code.given ? "Make another invitation" : "Make an invitation"}
        </Button>
      </Row>
    </Section>
  );
}
