// "Before you put the tablet away": at the end of the last period, while something has not gone.

import { useStatusFact } from "../../binding.ts";
import { count } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { useSchoolDay } from "../../use-school-day.ts";

export function PutAway() {
  const queued = useStatusFact("queued");
  const refused = useStatusFact("refused");
  const { ending } = useSchoolDay();
  if (!ending) return null;
  if (queued + refused === 0) return <LinkButton to="/day-end">End of day</LinkButton>;
  return (
    <Inset kind="warn" title="Before you put the tablet away">
      <p>
        {count(queued + refused, "entry has", "entries have")} not been sent. They are safe here. Leave the tablet on,
        with a signal, until they have gone.
      </p>
      <LinkButton to="/day-end">End of day</LinkButton>
    </Inset>
  );
}
