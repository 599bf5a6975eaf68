// Why the server gave no answer, and the way on where there is one.

import type { Refusal } from "#ledger/refusal.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";

export interface ServerRefusedProps {
  readonly refusal: Refusal;
  /** What did not happen: "Nothing was changed". */
  readonly title: string;
  readonly onAgain?: () => void;
}

export function ServerRefused({ refusal, title, onAgain }: ServerRefusedProps) {
  const away = refusal.code === "unreachable";
  return (
    <div role="alert">
      <Inset kind={away ? "plain" : "warn"} title={away ? "This needs the school’s server" : title}>
        <p>{refusal.sentence}</p>
        <Row>
          {refusal.code === "signInAgain" && (
            <LinkButton kind="primary" to="/sign-in">
              Sign in again
            </LinkButton>
          )}
          {onAgain && <Button onClick={onAgain}>Try again</Button>}
        </Row>
      </Inset>
    </div>
  );
}
