// A code with which one more tablet joins the school.

import { ROUTES } from "#protocol/routes.ts";
import { Button } from "../../ui/button.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { CodeRefused } from "./code-refused.tsx";
import styles from "./given-code.module.css";
import { GivenCode } from "./given-code.tsx";
import { useCode } from "../../online/use-code.ts";

export function TabletCode() {
  const code = useCode(ROUTES.deviceCodes);
  return (
    <Section title="Tablets" hint="Each tablet joins the school once, with a code of its own.">
      {code.refusal && <CodeRefused refusal={code.refusal} />}
      {code.given && (
        <GivenCode given={code.given} title="Code for one tablet">
          <ol className={styles.steps}>
            <li>
              On that tablet open <strong>{window.location.origin}</strong> and choose “Join your school with a code”.
            </li>
            <li>Type the code and give the tablet a name.</li>
            <li>An adult signs in there; the first time with an invitation.</li>
          </ol>
        </GivenCode>
      )}
      <Row>
        <Button onClick={() => void code.ask({})} disabled={code.busy}>
          {code.given ? "Make another code" : "Make a code for a tablet"}
        </Button>
      </Row>
    </Section>
  );
}
