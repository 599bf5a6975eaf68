// In the demo the signal is a switch. While it is off, a "could not be reached" that the device answers a person with
// names the switch: nobody is sent to look for a fault of the network.

import type { Signal } from "#base/signal.ts";
import type { Device } from "#device/device.ts";
import { isRefusal } from "#ledger/refusal.ts";

export const SIGNAL_OFF = "The demo’s signal is off. Switch it on at the top, then try again.";

type Asking = Pick<Device, "ask" | "enterDemo" | "signIn" | "enrol" | "readmit" | "clear" | "sendNow">;

/** The same device, whose answers to a person know of the switch. */
export function nameTheSwitch<D extends Asking>(device: D, on: Signal<boolean>): D {
  const told = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const came = await answer;
    if (on.get() || !isRefusal(came) || came.code !== "unreachable") return came;
    return { ...came, sentence: SIGNAL_OFF };
  };
  // Stands on the device and does not copy it: what it knows may come after this.
  return Object.assign(Object.create(device) as D, {
    ask: (...asked: Parameters<Device["ask"]>) => told(device.ask(...asked)),
    enterDemo: (...asked: Parameters<Device["enterDemo"]>) => told(device.enterDemo(...asked)),
    signIn: (...asked: Parameters<Device["signIn"]>) => told(device.signIn(...asked)),
    enrol: (...asked: Parameters<Device["enrol"]>) => told(device.enrol(...asked)),
    readmit: (...asked: Parameters<Device["readmit"]>) => told(device.readmit(...asked)),
    clear: (...asked: Parameters<Device["clear"]>) => told(device.clear(...asked)),
    async sendNow() {
      const came = await device.sendNow();
      return came.ok || on.get() ? came : { ...came, words: SIGNAL_OFF };
    },
  });
}
