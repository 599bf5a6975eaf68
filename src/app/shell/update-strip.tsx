// "New version ready": said once, in the frame, and left to the adult or the next lock.

import { useSignal } from "../binding.ts";
import { useAppWorker } from "../state/app-update.ts";
import { DRAFT_TIME, useDraftKeeper } from "../state/draft-keeper.ts";
import { Button } from "../ui/button.tsx";
import styles from "./shell.module.css";

export function UpdateStrip() {
  const worker = useAppWorker();
  const drafts = useDraftKeeper();
  const { waiting, entering, replaced } = useSignal(worker.update);
  if (!waiting && !replaced) return null;
  const go = async (): Promise<void> => {
    await drafts.flush(DRAFT_TIME);
    if (replaced) location.reload();
    else worker.applyUpdate();
  };
  if (entering)
    return (
      <div className={styles.strip} role="status">
        <span>The new version is on its way in. This can take up to five minutes. Go on as usual.</span>
      </div>
    );
  return (
    <div className={styles.strip}>
      <span>
        {replaced
          ? "Waymark was updated or fetched anew in this browser. Load this page again when it suits you."
          : "New version ready. Update when it suits you: the next adult then needs their words or a login once."}
      </span>
      <Button kind="quiet" onClick={() => void go()}>
        {replaced ? "Load again" : "Update now"}
      </Button>
    </div>
  );
}
