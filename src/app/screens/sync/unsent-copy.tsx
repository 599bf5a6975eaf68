// The last resort for a tablet that cannot send: what is unsent as a file, sealed to the school's server.

import { Download } from "lucide-react";
import { useState } from "react";
import { useDevice, useStatus } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { saveFile } from "../school/save-file.ts";
import styles from "./sync.module.css";

export function UnsentCopy() {
  const device = useDevice();
  const { queued, refused } = useStatus();
  const [said, setSaid] = useState("");
  if (queued + refused === 0) return null;
  const save = async (): Promise<void> => {
    const { name, text, count } = await device.unsentFile();
    saveFile(name, text, "application/json");
    setSaid(`${count === 1 ? "1 entry is" : `${count} entries are`} in ${name}, among this tablet’s downloads.`);
  };
  return (
    <Section title="If this tablet cannot send">
      <p className={styles.soft}>
        Save a copy before a repair or a reset. Nobody can read the file, you neither: only the school’s server can open
        it. Give it to the person who looks after Waymark. Nothing is filed twice, and nothing leaves this tablet by it.
      </p>
      <div>
        <Button icon={Download} onClick={() => void save()}>
          Save a copy of what is unsent
        </Button>
      </div>
      <p role="status">{said}</p>
    </Section>
  );
}
