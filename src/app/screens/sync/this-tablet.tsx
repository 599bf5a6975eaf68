// The facts of this tablet that decide whether work can be lost: is it installed, is its storage protected.

import { ShieldCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useOpen, useSignal } from "../../binding.ts";
import { appVersion, builtOn } from "../../build-facts.ts";
import { useAppWorker } from "../../state/app-update.ts";
import { dateWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";

interface Facts {
  readonly persisted: boolean | undefined;
  readonly free: string;
  readonly installed: boolean;
}

async function readFacts(): Promise<Facts> {
  const installed = matchMedia("(display-mode: standalone)").matches;
  // Older iPads have one of these and not the other.
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  const persisted = await storage?.persisted?.();
  const estimate = await storage?.estimate?.();
  const free = estimate?.quota === undefined ? undefined : estimate.quota - (estimate.usage ?? 0);
  return { persisted, installed, free: free === undefined ? "Not known" : spaceWords(free) };
}

export function spaceWords(bytes: number): string {
  const megabytes = Math.floor(bytes / 1_000_000);
  return megabytes >= 1_000 ? `${Math.floor(megabytes / 1_000)} GB` : `${megabytes} MB`;
}

export function ThisTablet() {
  const { deviceKind, schoolName } = useOpen();
  const worker = useAppWorker();
  const { failed } = useSignal(worker.update);
  const [facts, setFacts] = useState<Facts | undefined>();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    let here = true;
    void readFacts().then((read) => here && setFacts(read));
    return () => {
      here = false;
    };
  }, []);
  const protect = async (): Promise<void> => {
    const granted = await navigator.storage.persist();
    setFacts(await readFacts());
    setAsked(granted ? "" : "The browser said no for now. It asks for the app to be installed, or used for a while.");
  };
  return (
    <SummaryCard
      title="This tablet"
      body={
        facts?.persisted === false && (
          <>
            <Button icon={ShieldCheck} onClick={() => void protect()}>
              Ask the browser to protect it
            </Button>
            <p role="status">{asked}</p>
          </>
        )
      }
    >
      <SummaryRow label="School">{schoolName}</SummaryRow>
      <SummaryRow label="Used by">{deviceKind === "shared" ? "Several adults" : "One adult"}</SummaryRow>
      <SummaryRow label="Installed">
        {facts && (facts.installed ? "Yes" : "No: add it to the home screen, so that the browser keeps what is saved")}
      </SummaryRow>
      <SummaryRow label="Storage protected" empty="Not known">
        {facts?.persisted !== undefined && (facts.persisted ? "Yes" : "No")}
      </SummaryRow>
      <SummaryRow label="Space left">{facts?.free}</SummaryRow>
      <SummaryRow label="Opens without a signal">{failed ? "No: this browser refused it" : "Yes"}</SummaryRow>
      <SummaryRow label="Version">
        {appVersion}, built {dateWords(builtOn)}
      </SummaryRow>
    </SummaryCard>
  );
}
