// What one adult signs in with, and what an administrator may change about it (A44): their rights, an invitation that is
// out, the end of the account.

import { ROUTES } from "#protocol/routes.ts";
import type { JsonObject } from "#base/json.ts";
import type { Refusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useState } from "react";
import { useServerAct } from "../../online/use-server-act.ts";
import { useServerMoment } from "../../online/use-server-moment.ts";
import { momentWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolAccounts } from "./accounts.tsx";
import { titleOf } from "./school-parts.ts";
import { ServerRefused } from "./server-refused.tsx";

export function AccountOf({ adult }: { readonly adult: ViewRecord }) {
  const [wanted, setWanted] = useState(false);
  const { answer, refusal, busy, again } = useSchoolAccounts(wanted);
  const administer = useServerAct(ROUTES.administrator);
  const withdraw = useServerAct(ROUTES.withdrawInvitation);
  const moment = useMoment();
  const momentOf = useServerMoment();
  const [no, setNo] = useState<Refusal | undefined>();
  const name = titleOf(adult);
  const account = answer?.accounts.find((one) => one.adult === (adult.id as string));
  const invitation = answer?.invitations.find((one) => one.adult === (adult.id as string));
  const change = async (act: (body: JsonObject) => Promise<Refusal | undefined>, body: JsonObject): Promise<void> => {
    setNo(undefined);
    const refused = await act(body);
    setNo(refused);
    if (refused === undefined) await again();
  };
  return (
    <Section
      title="Signing in"
      hint={`What ${name} signs in with, an invitation that is out, and whether they are an administrator.`}
    >
      {!wanted && (
        <Row>
          <Button onClick={() => setWanted(true)}>Ask the school’s server</Button>
        </Row>
      )}
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="This cannot be shown" onAgain={() => void again()} />
      )}
      {no && <ServerRefused refusal={no} title="Nothing was changed" />}
      {answer && (
        <SummaryCard title="Account">
          <SummaryRow label="Signs in as" empty="No account yet">
            {account?.login}
          </SummaryRow>
          {account && account.ended === null && (
            <SummaryRow
              label="Administrator"
              aside={
                <Row>
                  <Button
                    disabled={administer.busy}
                    onClick={() =>
                      void change(administer.act, { adult: adult.id, administrator: !account.administrator })
                    }
                  >
                    {account.administrator ? "Take these rights away" : "Make them an administrator"}
                  </Button>
                </Row>
              }
            >
              {account.administrator ? "Yes" : "No"}
            </SummaryRow>
          )}
          {invitation && (
            <SummaryRow
              label="Invitation"
              aside={
                <Row>
                  <Button disabled={withdraw.busy} onClick={() => void change(withdraw.act, { adult: adult.id })}>
                    Take the invitation back
                  </Button>
                </Row>
              }
            >
              {`Not used yet. It works until ${momentWords(momentOf(invitation.expires), moment.today)}.`}
            </SummaryRow>
          )}
        </SummaryCard>
      )}
    </Section>
  );
}
