// The school has locked this tablet from afar (A49): nobody is asked for words here until the server lets them. It says no
// name: whoever reads it may have found the tablet.

import { NotebookPen, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useDevice, useStatus } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";

export function LockedBySchool({ onNote }: { readonly onNote: () => void }) {
  const device = useDevice();
  const { reach } = useStatus();
  const [busy, setBusy] = useState(false);
  const [looked, setLooked] = useState(false);
  const look = async (): Promise<void> => {
    setBusy(true);
    await device.sendNow().catch(() => undefined);
    setBusy(false);
    setLooked(true);
  };
  return (
    <Section title="Your school has locked this tablet">
      <p>
        Nobody can open it until an administrator lets them. Nothing on it is lost, and what waits on it is still sent.
      </p>
      <p>Found it? Please hand it in at the school’s office.</p>
      <Row>
        <Button icon={RefreshCw} disabled={busy} onClick={() => void look()}>
          {busy ? "Asking…" : "Ask again"}
        </Button>
        <Button icon={NotebookPen} onClick={onNote}>
          Write a note
        </Button>
      </Row>
      <div role="status">
        {looked && !busy && (
          <Inset kind="plain">
            <p>
              {reach === "unreachable"
                ? "The school’s server could not be reached. Connect this tablet, then ask again."
                : "It is still locked."}
            </p>
          </Inset>
        )}
      </div>
    </Section>
  );
}
