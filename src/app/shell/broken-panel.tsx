// What stands in place of a screen that broke.

import { Copy, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Inset } from "../ui/inset.tsx";
import { Page, Row } from "../ui/page.tsx";
import { TextArea } from "../ui/text-input.tsx";

export function BrokenPanel({ typed, again }: { readonly typed: string; readonly again: () => void }) {
  const [copied, setCopied] = useState("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typed);
      setCopied("Copied.");
    } catch {
      setCopied("This browser did not allow copying. Select the text and copy it yourself.");
    }
  };
  return (
    <Page title="This screen stopped working" narrow>
      <Inset kind="problem" title="It is our fault, not yours.">
        <p>Everything saved on this tablet is still saved. You can try the screen again.</p>
      </Inset>
      {typed !== "" && (
        <>
          <TextArea label="What you had typed" value={typed} onChange={() => undefined} rows={8} />
          <p role="status">{copied}</p>
        </>
      )}
      <Row>
        <Button kind="primary" icon={RotateCcw} onClick={again}>
          Try again
        </Button>
        {typed !== "" && (
          <Button icon={Copy} onClick={() => void copy()}>
            Copy what I typed
          </Button>
        )}
      </Row>
    </Page>
  );
}
