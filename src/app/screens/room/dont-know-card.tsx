// Nobody knows where a pupil is: who to tell, and that they were told.

import { amendRecord } from "#casework/commands/amend-record.ts";
import { safetyContacts } from "#casework/safety-contacts.ts";
import type { Json } from "#base/json.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { Megaphone } from "lucide-react";
import { textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { ageWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { useMoment } from "../../use-moment.ts";
import { OpenCard } from "./open-card.tsx";
import { useActOn } from "./use-act-on.ts";
import { tellOnCallWords } from "./who-to-tell.ts";

interface DontKnowCardProps {
  readonly said: Slim;
  readonly scope: ScopeId;
  readonly pupil: { readonly [field: string]: Json };
}

export function DontKnowCard({ said, scope, pupil }: DontKnowCardProps) {
  const names = useNames();
  const directory = useDirectory();
  const { localNow } = useMoment();
  const { act, busy, fault } = useActOn(said.id as RecordId, scope);
  const told = textIn(said, "onCallTold");
  const { onCall } = safetyContacts(directory.settings, [...directory.adults.values()]);
  return (
    <OpenCard
      kind="warn"
      title={`Nobody knows where ${names.pupil(pupil)} is, said ${ageWords(said.when, localNow)}`}
      facts={[
        told === "" ? tellOnCallWords(directory) : `${directory.adultName(told)}, on call, was told.`,
        "Once you know, tap where they are in the list.",
        fault,
      ]}
    >
      {told === "" && onCall && (
        <Button
          icon={Megaphone}
          disabled={busy}
          onClick={() => void act(amendRecord, (seen) => ({ seen, fields: { onCallTold: onCall.adult } }))}
        >
          {directory.adultName(onCall.adult)} was told
        </Button>
      )}
    </OpenCard>
  );
}
