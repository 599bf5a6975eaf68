// Your PIN on this tablet: set it, change it, take it away.

import { useState } from "react";
import { useDevice, useOpen, useWatch } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row, Stack } from "../../ui/page.tsx";
import { PinForm } from "./pin-form.tsx";

export default function YourPin() {
  const device = useDevice();
  const { cover } = useOpen();
  const has = useWatch({ kind: "pin" });
  const [changing, setChanging] = useState(false);
  const [said, setSaid] = useState("");
  const page = (content: React.ReactNode) => (
    <Page
      title="Your PIN"
      narrow
      back={{ to: "/more", words: "More" }}
      lead="With a PIN you take over this tablet in a second, on the page where it stands. Your name is on what you write."
    >
      {content}
    </Page>
  );
  if (has === undefined) return page(<Loading />);
  if (cover) return page(<p>A cover adult has no PIN. An adult of the school opens the tablet.</p>);
  return page(
    <Stack>
      {said !== "" && (
        <Inset kind="note">
          <p role="status">{said}</p>
        </Inset>
      )}
      {!has || changing ? (
        <PinForm
          onSet={() => {
            setChanging(false);
            setSaid("Your PIN is set on this tablet.");
          }}
          {...(changing && { onSkip: () => setChanging(false) })}
        />
      ) : (
        <Row>
          <Button
            onClick={() => {
              setSaid("");
              setChanging(true);
            }}
          >
            Change your PIN
          </Button>
          <Button
            kind="quiet"
            onClick={() => void device.dropPin().then(() => setSaid("You have no PIN on this tablet now."))}
          >
            Take your PIN away
          </Button>
        </Row>
      )}
      <p>
        A PIN works while Waymark stays open on this tablet. After a restart, or when the page was loaded again,
        somebody comes in with their five words or a login first. Twenty wrong PINs switch yours off until you do so
        yourself.
      </p>
    </Stack>,
  );
}
