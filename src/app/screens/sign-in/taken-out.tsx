// A tablet that its school has taken out of use [A17]: what happened, and what to do in place of signing in. It says no
// name: whoever reads it may have found the tablet.

import { Door } from "../../ui/door.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { ClearTablet } from "./clear-tablet.tsx";

export function TakenOut({ name }: { readonly name: string }) {
  return (
    <Door name={name}>
      <div role="status">
        <h1>This tablet was taken out of use</h1>
        <p>Your school did this. Nobody can sign in on it, and nobody can open what was on it any more.</p>
      </div>
      <Section title="Do you have something to write down?">
        <p>Use another tablet of your school. What you sent from this one before is on the school’s server.</p>
      </Section>
      <Section title="Is it your school’s, and to be used again?">
        <p>
          An administrator makes a code under More, Your school. With it this tablet joins your school as a new one.
        </p>
        <Row>
          <LinkButton to="/join">I have a code</LinkButton>
        </Row>
      </Section>
      <Section title="Did you find it?">
        <p>Please hand it in at the school’s office.</p>
      </Section>
      <ClearTablet />
    </Door>
  );
}
