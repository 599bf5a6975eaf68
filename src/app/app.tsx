// The whole tree: what is handed in by the root, then the screen for where this device stands.

import type { Device } from "#device/device.ts";
import type { RecordId } from "#ledger/names.ts";
import { StrictMode } from "react";
import { BrowserRouter } from "react-router";
import { DeviceContext } from "./binding.ts";
import { type Demo, DemoContext } from "./demo/demo-context.ts";
import { Gate } from "./gate.tsx";
import { NewIdContext } from "./new-id.ts";
import type { AppWorker } from "./register-worker.ts";
import { ThemeKeeper } from "./shell/theme-keeper.tsx";
import { AppWorkerContext } from "./state/app-update.ts";
import { type DraftKeeper, DraftKeeperContext } from "./state/draft-keeper.ts";
import { PreferencesContext, type PreferencesStore } from "./state/preferences.ts";

export interface Roots {
  readonly device: Device;
  readonly preferences: PreferencesStore;
  readonly drafts: DraftKeeper;
  readonly demo: Demo;
  readonly worker: AppWorker;
  readonly newId: () => RecordId;
}

export function App({ device, preferences, drafts, demo, worker, newId }: Roots) {
  return (
    <StrictMode>
      <DeviceContext value={device}>
        <PreferencesContext value={preferences}>
          <DraftKeeperContext value={drafts}>
            <DemoContext value={demo}>
              <AppWorkerContext value={worker}>
                <NewIdContext value={newId}>
                  <ThemeKeeper />
                  <BrowserRouter>
                    <Gate />
                  </BrowserRouter>
                </NewIdContext>
              </AppWorkerContext>
            </DemoContext>
          </DraftKeeperContext>
        </PreferencesContext>
      </DeviceContext>
    </StrictMode>
  );
}
