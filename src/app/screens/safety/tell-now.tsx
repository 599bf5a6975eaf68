// Whom to go to, now, with the extension that is answered; and where what was said belongs. Works without a signal.

import type { SafetyContact } from "#casework/safety-contacts.ts";
import { useDirectory } from "../../directory.ts";
import { Inset } from "../../ui/inset.tsx";
import { useWords } from "../../use-words.ts";
import { useSafetyContacts } from "./use-safety-contacts.ts";

export function TellNow() {
  const { leads, allegations } = useSafetyContacts();
  const { adultName } = useDirectory();
  const words = useWords();
  const called = ({ adult, extension }: SafetyContact): string =>
    `${adultName(adult)}${extension === "" ? "" : `, extension ${extension}`}`;
  const [dsl, ...deputies] = leads;
  return (
    <Inset
      kind="warn"
      title={
        dsl ? `Tell ${called(dsl)}, in person, now` : "Tell your designated safeguarding lead (DSL) in person, now"
      }
    >
      {dsl === undefined && <p>Your school has not said here who that is. Ask reception.</p>}
      {deputies.length > 0 && <p>Not there? {deputies.map(called).join("; or ")}.</p>}
      <p>If a child is in danger, ring 999.</p>
      <p>
        Do not promise to keep it secret. Listen, ask nothing that leads, and use the {words.pupil}’s own words when you
        tell the DSL. Do not write here what was said: it belongs in the school’s safeguarding record.
      </p>
      <p>
        Is it about an adult? Tell {allegations ? called(allegations) : "the headteacher"} in person instead. About the
        headteacher: the chair of governors or the trust.
      </p>
    </Inset>
  );
}
