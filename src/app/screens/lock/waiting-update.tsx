// A newer version waits, and PINs open this page: it goes in when an adult says so, because afterwards somebody needs
// their words or a login once.

import { useSignal } from "../../binding.ts";
import { useAppWorker } from "../../state/app-update.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";

export function WaitingUpdate({ warm }: { readonly warm: boolean }) {
  const worker = useAppWorker();
  const { waiting, entering } = useSignal(worker.update);
  if (!waiting || !warm) return null;
  return (
    <Inset kind="plain" title="A new version of Waymark is ready">
      <p>
        It can go in now. After that, the first adult needs their five words or a login; then every PIN works again.
      </p>
      {entering ? (
        <p role="status">It is on its way in. This can take up to five minutes.</p>
      ) : (
        <Button kind="quiet" onClick={() => worker.applyUpdate()}>
          Update now
        </Button>
      )}
    </Inset>
  );
}
