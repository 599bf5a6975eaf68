// "Worried about safety?" A disclosure is never a chip and never stands in a log: this says who to go to, now, and
// it is here without a signal.

import { safetyContacts } from "#casework/safety-contacts.ts";
import { useParams } from "react-router";
import { useDirectory } from "../../directory.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { useWords } from "../../use-words.ts";

/** Stands in the sheet of a pupil, whose address names them. */
export function SafetyPanel() {
  const { pupil = "" } = useParams();
  const { settings, adults, adultName } = useDirectory();
  const words = useWords();
  const [dsl] = safetyContacts(settings, [...adults.values()]).leads;
  return (
    <Disclosure words="Worried about safety?">
      <p>
        <strong>
          Tell {dsl === undefined ? "the designated safeguarding lead (DSL)" : `${adultName(dsl.adult)}, the DSL,`} in
          person, now.
        </strong>{" "}
        {dsl !== undefined && dsl.extension !== "" && <>Extension {dsl.extension}. </>}
        If a child is in danger, ring 999.
      </p>
      <p>
        Do not promise to keep it secret. Listen, and use the {words.pupil}’s own words when you tell the DSL. Do not
        write what was said here: it belongs in the school’s safeguarding record.
      </p>
      <LinkButton to={`/safety?pupil=${pupil}`}>Save that the DSL was told</LinkButton>
    </Disclosure>
  );
}
