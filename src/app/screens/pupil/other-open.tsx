// Two adults without a signal each began what a pupil has one of. Both are filed; neither hides behind the other as
// something from before (C52).

import { type ViewRecord, textOf } from "#ledger/view.ts";
import { dateWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";

export interface OtherOpenProps {
  readonly what: "plan" | "placement";
  readonly others: readonly ViewRecord[];
  readonly base: string;
}

/** What stands open beside the one that the pages speak of; nothing where there is none. */
export function OtherOpen({ what, others, base }: OtherOpenProps) {
  if (others.length === 0) return null;
  const started = (one: ViewRecord): string => textOf(one, what === "plan" ? "startsOn" : "start");
  return (
    <Inset
      kind="warn"
      title={others.length === 1 ? `Another ${what} is open` : `${others.length} other ${what}s are open`}
    >
      <p>
        It may have been written on another tablet at the same time. Read both, bring what matters into one, and end the
        other.
      </p>
      <Row>
        {others.map((one) => (
          <LinkButton key={one.id} to={`${base}/record/${one.id}`}>
            Read the other {what}
            {started(one) === "" ? "" : `, from ${dateWords(started(one))}`}
          </LinkButton>
        ))}
      </Row>
    </Inset>
  );
}
