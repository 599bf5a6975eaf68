// The demo's switch for the signal: off, nothing is sent and nothing arrives, as in a room without Wi-Fi. It stands
// in front of the network, so that the device behind it works as it always does.

import { createSource, type Signal } from "#base/signal.ts";
import type { DeviceOptions } from "#device/device.ts";

type Transport = DeviceOptions["ports"]["transport"];

export interface SignalSwitch {
  readonly on: Signal<boolean>;
  set(on: boolean): void;
  /** The transport, with this switch before it. */
  before(transport: Transport): Transport;
}

export function createSignalSwitch(first: boolean): SignalSwitch {
  const on = createSource(first);
  return {
    on,
    set: (next) => on.set(next),
    before: (transport) => ({
      async send(...asked) {
        if (!on.get()) return { reached: false, why: "offline" };
        const answer = await transport.send(...asked);
        // Switched off while it was on its way: the answer does not come in either.
        return on.get() ? answer : { reached: false, why: "offline" };
      },
      ...(transport.listen && {
        listen(...asked: Parameters<NonNullable<Transport["listen"]>>) {
          const listening = on.get() ? transport.listen?.(...asked) : undefined;
          if (!listening) return { over: Promise.resolve(OFF), stop: () => undefined };
          const unwatch = on.subscribe(() => on.get() || listening.stop());
          return { over: listening.over.finally(unwatch), stop: listening.stop };
        },
      }),
    }),
  };
}

const OFF = { reached: false, why: "offline" } as const;
