// "Worried about safety?" A disclosure is never a chip and never stands in a log: this says who to go to, now, and
// it is here without a signal.

import { textIn, useDirectory } from "../../directory.ts";
import { useWords } from "../../use-words.ts";
import { Disclosure } from "../../ui/disclosure.tsx";

export function SafetyPanel() {
  const { settings, adults, adultName } = useDirectory();
  const words = useWords();
  const id = textIn(settings, "dsl");
  const extension = textIn(adults.get(id), "extension");
  return (
    <Disclosure words="Worried about safety?">
      <p>
        <strong>
          Tell {id === "" ? "the designated safeguarding lead (DSL)" : `${adultName(id)}, the DSL,`} in person, now.
        </strong>{" "}
        {extension !== "" && <>Extension {extension}. </>}
        If a child is in danger, ring 999.
      </p>
      <p>
        Do not promise to keep it secret. Listen, and use the {words.pupil}’s own words when you tell the DSL. Do not
        write what was said here: it belongs in the school’s safeguarding record.
      </p>
    </Disclosure>
  );
}
