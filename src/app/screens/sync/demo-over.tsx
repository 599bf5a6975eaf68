// The server does not know this tablet of the demo any more. Nobody lets it back in: what it belonged to is gone.

import { useState } from "react";
import { useDemo } from "../../demo/demo-context.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";

export function DemoOver() {
  const { startAgain } = useDemo();
  const [leaving, setLeaving] = useState(false);
  return (
    <Inset kind="warn" title="This demo school is over">
      <p>
        A real school was set up on this server, or the demo was begun anew. Nobody here is real, and nothing written
        here goes anywhere any more.
      </p>
      <p>
        “Start again” takes every trace of the demo off this tablet. Then it can join your school with a code, or look
        around a new demo where one is offered.
      </p>
      <Row>
        <Button
          kind="primary"
          disabled={leaving}
          onClick={() => {
            setLeaving(true);
            void startAgain().finally(() => setLeaving(false));
          }}
        >
          Start again
        </Button>
      </Row>
    </Inset>
  );
}
