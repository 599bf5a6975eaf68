// The facts of this tablet that decide whether work can be lost: is it installed, is its storage protected.

import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useOpen, useSignal, useStatus } from "../../binding.ts";
import { appVersion, builtOn } from "../../build-facts.ts";
import type { AppUpdate } from "../../register-worker.ts";
import { useAppWorker } from "../../state/app-update.ts";
import { useStorageRoom } from "../../state/storage-room.ts";
import { ageWords, dateWords, momentOf } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";

const isInstalled = (): boolean => matchMedia("(display-mode: standalone)").matches;

export function spaceWords(bytes: number): string {
  const megabytes = Math.floor(bytes / 1_000_000);
  return megabytes >= 1_000 ? `${Math.floor(megabytes / 1_000)} GB` : `${megabytes} MB`;
}

const KEPT_WORDS: { readonly [Kept in AppUpdate["kept"]]: string } = {
  yes: "Yes: every screen is kept on this tablet",
  "not-yet": "Not yet: stay connected until this says yes. It is tried again by itself",
  refused:
    "No: this browser did not take it. It is tried again by itself. If it stays so, use another browser, or a window that is not private",
  never: "No: this browser cannot keep Waymark. Use another one, not a private window",
};

export function ThisTablet() {
  const { deviceKind, schoolName } = useOpen();
  const { lastContact, tablet, differed, secondCopy } = useStatus();
  const moment = useMoment();
  const worker = useAppWorker();
  const { kept } = useSignal(worker.update);
  const room = useStorageRoom();
  const [asked, setAsked] = useState("");
  const protect = async (): Promise<void> => {
    const granted = await navigator.storage.persist();
    room.look();
    setAsked(granted ? "" : "The browser said no for now. It asks for the app to be installed, or used for a while.");
  };
  const { used, quota, persisted } = room;
  return (
    <SummaryCard
      title="This tablet"
      body={
        persisted === false && (
          <>
            <Button icon={ShieldCheck} onClick={() => void protect()}>
              Ask the browser to protect it
            </Button>
            <p role="status">{asked}</p>
          </>
        )
      }
    >
      {tablet !== null && <SummaryRow label="Name">{tablet}</SummaryRow>}
      <SummaryRow label="School">{schoolName}</SummaryRow>
      <SummaryRow label="Used by">{deviceKind === "shared" ? "Several adults" : "One adult"}</SummaryRow>
      <SummaryRow label="Last contact" empty="None yet">
        {lastContact !== null && ageWords(momentOf(lastContact, moment), moment.localNow)}
      </SummaryRow>
      {differed !== null && (
        <SummaryRow label="Not as the server has it">
          Found {ageWords(momentOf(differed.at, moment), moment.localNow)}: those records were asked for again
        </SummaryRow>
      )}
      <SummaryRow label="Installed">
        {isInstalled() ? "Yes" : "No: add it to the home screen, so that the browser keeps what is saved"}
      </SummaryRow>
      <SummaryRow label="Storage protected" empty="Not known">
        {persisted !== undefined && (persisted ? "Yes" : "No: the browser may clear it when it needs room")}
      </SummaryRow>
      <SummaryRow label="Second copy of unsent work" empty="Not known">
        {secondCopy !== null && (secondCopy ? "Yes" : "No: this browser keeps none. Connect the tablet often")}
      </SummaryRow>
      <SummaryRow label="Storage used" empty="Not known">
        {used !== undefined && quota !== undefined && `${spaceWords(used)} of ${spaceWords(quota)}`}
      </SummaryRow>
      <SummaryRow label="Works without a signal">{KEPT_WORDS[kept]}</SummaryRow>
      <SummaryRow label="Version">
        {appVersion}, built {dateWords(builtOn)}
      </SummaryRow>
    </SummaryCard>
  );
}
