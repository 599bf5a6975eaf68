// A tablet that was taken out of use: everything of Waymark can be removed from it. It asks, delivers first, then clears.

import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Row, Stack } from "../../ui/page.tsx";
import { saveFile } from "../school/save-file.ts";

export function ClearTablet() {
  const device = useDevice();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [unsent, setUnsent] = useState(false);
  const [saved, setSaved] = useState(false);
  const [said, setSaid] = useState("");
  const clear = async (): Promise<void> => {
    setBusy(true);
    const no = await device.clear(saved);
    setBusy(false);
    if (!no) return location.replace("/");
    setUnsent(no.code === "unsent");
    setSaid(no.sentence);
  };
  const save = async (): Promise<void> => {
    const { name, text, count } = await device.unsentFile();
    saveFile(name, text, "application/json");
    setSaved(true);
    setSaid(`${count} saved in ${name}, among this tablet’s downloads. Give it to the person who looks after Waymark.`);
  };
  return (
    <Disclosure words="Remove everything of Waymark from this tablet" open={open} onToggle={setOpen}>
      <Stack>
        <p>What still waits here is sent to your school first. Then nothing of Waymark is left on this tablet.</p>
        <p role="status">{said}</p>
        <Row>
          {unsent && !saved && <Button onClick={() => void save()}>Save a copy of what is unsent</Button>}
          <Button kind="problem" disabled={busy || (unsent && !saved)} onClick={() => void clear()}>
            {busy ? "Sending what waits…" : "Remove everything"}
          </Button>
        </Row>
      </Stack>
    </Disclosure>
  );
}
