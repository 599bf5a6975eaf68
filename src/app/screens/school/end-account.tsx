// Ends what an adult signs in with. It is apart from whether they stand in the lists (A18).

import { ROUTES } from "#protocol/routes.ts";
import type { Refusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useEffect, useRef, useState } from "react";
import { useServerAct } from "../../online/use-server-act.ts";
import { Inset } from "../../ui/inset.tsx";
import { Section } from "../../ui/page.tsx";
import { AskedFirst } from "./asked-first.tsx";
import { titleOf } from "./school-parts.ts";
import { ServerRefused } from "./server-refused.tsx";

export function EndAccount({ adult }: { readonly adult: ViewRecord }) {
  const { busy, act } = useServerAct(ROUTES.endAdult);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  const [done, setDone] = useState(false);
  const result = useRef<HTMLDivElement>(null);
  const name = titleOf(adult);
  useEffect(() => {
    if (done) result.current?.focus();
  }, [done]);
  const end = async (): Promise<void> => {
    setRefusal(undefined);
    const no = await act({ adult: adult.id });
    setRefusal(no);
    setDone(no === undefined);
  };
  return (
    <Section title="Account" hint={`What ${name} signs in with. Ending it takes nothing out of the lists.`}>
      {refusal && <ServerRefused refusal={refusal} title="No account was ended" />}
      <div ref={result} tabIndex={-1} role="status">
        {done && (
          <Inset title={`${name}’s account has ended`}>
            <p>What they still send comes to Set aside. A new invitation gives the right back.</p>
          </Inset>
        )}
      </div>
      <div>
        <AskedFirst
          words="End the account"
          title={`End ${name}’s account?`}
          yes="End the account"
          no="Keep it"
          busy={busy}
          onYes={() => void end()}
        >
          <p>
            {name} can sign in no more. What they wrote stays. What is written on a tablet and not sent yet is not filed
            when it arrives: it comes to Set aside, where you or the designated safeguarding lead decide.
          </p>
          <p>A new invitation gives the right back.</p>
        </AskedFirst>
      </div>
    </Section>
  );
}
