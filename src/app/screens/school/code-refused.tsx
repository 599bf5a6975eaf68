// Why the server gave no code, and the way on where there is one.

import type { Refusal } from "#ledger/refusal.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";

export function CodeRefused({ refusal }: { readonly refusal: Refusal }) {
  return (
    <div role="alert">
      <Inset kind="warn" title="No code was made">
        <p>{refusal.sentence}</p>
        {refusal.code === "signInAgain" && (
          <Row>
            <LinkButton to="/sign-in">Sign in again</LinkButton>
          </Row>
        )}
      </Inset>
    </div>
  );
}
