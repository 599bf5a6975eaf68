// "Before you put the tablet away": at the end of the last period, while something has not gone.

import { useStatusFact } from "../../binding.ts";
import { notGoneWords } from "../../text/sync-words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { useSchoolDay } from "../../use-school-day.ts";

export function PutAway() {
  const queued = useStatusFact("queued");
  const oldestQueued = useStatusFact("oldestQueued");
  const refused = useStatusFact("refused");
  const jots = useStatusFact("jots");
  const reach = useStatusFact("reach");
  const attempts = useStatusFact("attempts");
  const unknownHere = useStatusFact("unknownHere");
  const { ending } = useSchoolDay();
  if (!ending) return null;
  const words = notGoneWords({ queued, oldestQueued, refused, jots, reach, attempts, unknownHere });
  if (words.length === 0) return <LinkButton to="/day-end">End of day</LinkButton>;
  return (
    <Inset kind="warn" title="Before you put the tablet away">
      {words.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <LinkButton to="/day-end">End of day</LinkButton>
    </Inset>
  );
}
