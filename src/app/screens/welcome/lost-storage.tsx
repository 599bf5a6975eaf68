// A tablet whose storage was emptied, or that lost what it knew of itself: what is known of it, and what to do next.

import { useState } from "react";
import { Link } from "react-router";
import { useDevice, useStanding } from "../../binding.ts";
import { useLostStorage, type WasHere } from "../../online/use-lost-storage.ts";
import { momentOf, momentWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { saveFile } from "../school/save-file.ts";

export function LostStorage() {
  const was = useLostStorage();
  const standing = useStanding();
  const left = standing.state === "new" ? (standing.left ?? 0) : 0;
  if (left > 0) return <LeftHere left={left} />;
  return was === undefined ? null : <WasTablet was={was} />;
}

function WasTablet({ was }: { readonly was: WasHere }) {
  const moment = useMoment();
  const last = momentWords(momentOf(Date.parse(was.lastContact), moment), moment.today);
  const held = was.unsent === 1 ? "1 entry that was not sent" : `${was.unsent} entries that were not sent`;
  return (
    <Inset kind="warn" title={`This was “${was.name}” of ${was.schoolName}`}>
      <p>
        Its storage was emptied: by the browser, by a clean-up, or by hand. When it last reached the server, {last},{" "}
        {was.unsent === 0 ? "everything had been sent" : `it still held ${held}`}. What was written on it after that is
        not known to the server.
      </p>
      <p>Everything that was sent is safe.</p>
      {was.revoked ? (
        <p>This tablet had been taken out of use. Ask your school’s office.</p>
      ) : (
        <p>
          Tell your school’s office. Then ask an administrator for a code and{" "}
          <Link to="/join">join your school again</Link>.
        </p>
      )}
    </Inset>
  );
}

/** What waits is there, and whose it is can be told again. */
function LeftHere({ left }: { readonly left: number }) {
  const device = useDevice();
  const [said, setSaid] = useState("");
  const save = async (): Promise<void> => {
    const { name, text, count } = await device.unsentFile();
    saveFile(name, text, "application/json");
    setSaid(`${count} saved in ${name}, among this tablet’s downloads.`);
  };
  return (
    <Inset
      kind="problem"
      title={`This tablet lost what it knew of itself, and still holds ${left === 1 ? "1 entry" : `${left} entries`}`}
    >
      <p>
        Ask an administrator for a code and <Link to="/join">join your school again</Link>. What is unsent is sent as
        soon as its author opens the tablet with their five words.
      </p>
      <p>Before a repair, save a copy. Only the school’s server can read it.</p>
      <Row>
        <Button onClick={() => void save()}>Save a copy of what is unsent</Button>
      </Row>
      <p role="status">{said}</p>
    </Inset>
  );
}
