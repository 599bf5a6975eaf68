// Puts a device together: what is open, what waits, the one write, the one read, and the talk with the server.
// Nothing is decided here; each part is handed what it needs and tells the others what came of it.

import type { RecordRow } from "#ledger/record-row.ts";
import { clearDevice } from "./clear-device.ts";
import { createCommit } from "./commit.ts";
import type { Device, DeviceOptions } from "./door.ts";
import { createDrafts } from "./drafts.ts";
import { createExchange } from "./exchange.ts";
import { createJots } from "./jots/jots.ts";
import { createLease } from "./lease.ts";
import { letGo } from "./let-go.ts";
import { createMending } from "./mending.ts";
import { createMirror } from "./mirror.ts";
import { keepOneAdult } from "./one-adult.ts";
import type { Opened } from "./opened.ts";
import { ownStore } from "./own-store.ts";
import { Locked, type Touched } from "./ports.ts";
import { createSchoolLock } from "./school-lock.ts";
import { createSchoolClock } from "./school-clock.ts";
import { askServer } from "./ask-server.ts";
import { createKeyOffer } from "./sign-in/author-key.ts";
import { createSignIn } from "./sign-in/sign-in.ts";
import { StoreTrouble } from "./store/store-trouble.ts";
import { resultWords } from "./sync/result-words.ts";
import { createServerLink } from "./sync/server-link.ts";
import { createStatus, isCounted } from "./sync/status.ts";
import { stillHere } from "./sync/still-here.ts";
import { createTidying } from "./tidy.ts";
import { sendAgain } from "./send-again.ts";
import { unsentFile } from "./unsent-file.ts";
import { createWaitingHere } from "./waiting-here.ts";
import { createWatches } from "./watch.ts";
import { whereIs } from "./where-is.ts";
import { createWhoIsHere } from "./who-is-here.ts";

/** Longer than a slow tablet reads for its first screen. */
const FIRST_READ_MS = 5_000;

export function createDevice(options: DeviceOptions): Device {
  const {
    ports,
    schema,
    app,
    lease: leaseRule,
    coverView,
    slowHashCost,
    pinCost,
    onFault = throwLater,
    putAway = nothingToPutAway,
  } = options;
  const { store, transport, scheduler, randomBytes, slowHash } = ports;
  const here = createWhoIsHere({
    store,
    scheduler,
    lease: () => lease,
    warm: () => signIn.pins.warm(),
    onEmptied: () => watches.shut(),
    onOpened,
    onLeaving: () => exchange.listen(),
    onShut() {
      tidying.stop();
      comparing.stop();
      status.decisions(0);
    },
    onLease: () => void watches.opened(),
    onKnown(isEnrolled) {
      if (isEnrolled) loop.start();
      else loop.stop();
    },
    onTrouble: trouble,
    onFault,
  });
  const { opened, standing } = here;
  const own = ownStore(store, opened);
  const clock = createSchoolClock(ports.clock, here.clockOffset);
  const waiting = createWaitingHere(schema);
  const reader = () => {
    const adult = opened();
    return adult && { adult: adult.adult, key: adult.author };
  };
  const server = createServerLink({
    store,
    transport,
    reader,
    onBusy: (seconds) => loop.busy(seconds),
    onLocked: () => void schoolLock.heard(true).catch(trouble),
  });
  const status = createStatus({ store, now: clock.now, waiting: waiting.get, onError: trouble });
  const tidying = createTidying({ store: own, scheduler, isOpen: () => opened() !== undefined, onError: trouble });
  const mirror =
    ports.mirror && createMirror({ store, mirror: ports.mirror, scheduler, onKept: (is) => status.secondCopy(is) });
  if (!mirror) status.secondCopy(false);
  const lease = createLease({ store: own, clock, rule: leaseRule });
  const watches = createWatches({
    store,
    schema,
    scheduler,
    waiting,
    adult: () => opened()?.adult,
    opened,
    isShut: lease.isOver,
    coverView: () => (opened()?.cover ? coverView : undefined),
    onTrouble: trouble,
  });

  /** What went wrong with the storage is said on every screen; anything else is a bug. */
  function trouble(error: unknown): void {
    // While nobody is here it is made good before anybody can be (mend.ts).
    if (error instanceof StoreTrouble && error.kind === "damaged") mending.found();
    else if (error instanceof StoreTrouble) status.trouble(error.sentence);
    else if (!(error instanceof Locked)) onFault(error);
  }

  const commit = createCommit({
    store: own,
    schema,
    clock,
    randomBytes,
    app,
    opened,
    cover: coverView && { view: coverView, waiting },
    onTrouble: status.trouble,
    onCommitted(row) {
      waiting.add(row);
      status.committed(Date.parse(row.inside.envelope.at));
      loop.committed();
    },
  });

  const jots = createJots({
    store: own,
    server,
    clock,
    randomBytes,
    opened,
    onTrouble: status.trouble,
  });

  const mending = createMending({
    store: own,
    isOpen: () => opened() !== undefined,
    now: clock.now,
    onMended(delivered, lost) {
      status.mended(delivered, lost);
      loop.nudge();
    },
    onTrouble: status.trouble,
    onError: trouble,
  });

  const offerKey = createKeyOffer({ store: own, server, opened, renamed: here.renamed });
  const exchange = createExchange({
    ports,
    store: own,
    server,
    schema,
    clock,
    status,
    waiting,
    jots,
    mending,
    opened,
    offerKey,
    renew: () => signIn.renew(),
    destroyKeys: () => signIn.destroyKeys(),
    schoolLock: {
      heard: (isLocked, since) => schoolLock.heard(isLocked, since),
      heardLocked: () => schoolLock.heardLocked(),
    },
    onError: trouble,
  });
  const { loop, comparing } = exchange;

  const signIn = createSignIn({
    store,
    server,
    randomBytes,
    slowHash,
    ...(slowHashCost && { slowHashCost }),
    ...(pinCost && { pinCost }),
    scheduler,
    opened,
    clock,
    commit,
    adopt: here.adopt,
    onError: trouble,
    forgetCopy: async () => mirror?.clear(),
    open: here.open,
    shut: shutEverywhere,
    refresh: here.refresh,
  });

  const schoolLock = createSchoolLock({
    store,
    isOpen: () => opened() !== undefined,
    putAway,
    forgetPins: () => signIn.pins.forget(),
    shut: here.shut,
    refresh: here.refresh,
  });

  function onOpened(next: Opened): void {
    store.tellWho(next.adult);
    // Before anything is read: what is met as damaged is this sitting's to make good.
    mending.opened();
    // What the first screen stands on is read before anything that nobody waits for. While a tablet is filled its lists
    // change all the time, and the reading goes on and on: the rest begins then all the same.
    let begun = false;
    const rest = (): void => {
      if (begun || opened()?.sealer !== next.sealer) return;
      begun = true;
      void jots.makeReady().catch(trouble);
      void signIn.pins.refresh().catch(trouble);
      status.recount();
      tidying.opened();
      loop.start();
      exchange.listen();
    };
    const callOff = scheduler.after(FIRST_READ_MS, rest);
    void watches.opened().then(() => {
      callOff();
      rest();
    });
  }

  function shutEverywhere(): void {
    if (!opened()) return;
    here.shut();
    store.tellWho(null);
  }

  /** A database that knows nothing of itself may have been another one yesterday. */
  async function begin(): Promise<void> {
    // Whatever is wrong with the copy, the device begins with what it has.
    const entries = await mirror?.recover().catch(() => undefined);
    if (entries !== undefined) status.recovered(entries);
    await here.refresh();
    status.recount();
  }

  const summaries = watches.watch({ kind: "summaries" });
  const stopDecisions = summaries.subscribe(() => {
    const open = (summaries.get() ?? []).flatMap((summary) => summary.slims).reduce((sum, slim) => sum + slim.open, 0);
    if (open !== status.status.get().decisions) status.decisions(open);
  });
  const stopStore = store.subscribe((touched: Touched) => {
    if (touched.parts.includes("control")) here.factsTouched();
    mirror?.touched(touched);
    watches.touched(touched);
    tidying.written(touched);
    comparing.written(touched);
    if (isCounted(touched)) status.recount();
    // An adult was added, or the demo left, in another tab; a PIN was set.
    if (touched.parts.includes("slots")) void signIn.pins.refresh().then(here.slotsTouched).catch(trouble);
  });
  const stopOneAdult = keepOneAdult({
    store,
    opened,
    putAway,
    shut() {
      here.shut();
      void here.refresh();
    },
  });
  const begun = begin();
  /** Nobody comes in before it is known whose device this is: what was brought back is not written over. */
  const after =
    <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      await begun;
      return work(...args);
    };
  status.recount();

  return {
    schema,
    standing,
    status: status.status,
    now: clock.now,
    localNow: clock.localNow,
    setUp: after(signIn.setUp),
    enrol: after(signIn.enrol),
    async readmit(how) {
      const refused = await signIn.readmit(how);
      if (!refused) loop.nudge();
      return refused;
    },
    signIn: after(signIn.signIn),
    openWithWords: after(signIn.openWithWords),
    async openWithPin(adult, pin) {
      const refused = await signIn.openWithPin(adult, pin);
      if (refused?.code === "pinOff") await here.refresh();
      return refused;
    },
    setPin: signIn.setPin,
    dropPin: signIn.dropPin,
    letCoverIn: signIn.letCoverIn,
    enterDemo: after(signIn.enterDemo),
    clear(saved) {
      const deliver = async (): Promise<boolean> => {
        const { revoked = false } = await loop.sendNow();
        await jots.deliver(true);
        return revoked;
      };
      return clearDevice({ store, server, deliver }, saved);
    },
    leaveDemo: signIn.leaveDemo,
    lock(where = "everywhere") {
      if (!opened()) return;
      if (where === "everywhere") shutEverywhere();
      else here.shut();
      void here.refresh();
    },
    commit: (command, input) => commit(command, input),
    jot: jots.jot,
    takeJotBack: jots.takeJotBack,
    fileJot: (id, command, input) =>
      commit(command, input, async (tx) => {
        const ids = typeof id === "string" ? [id] : id;
        const waiting = new Set((await tx.jots()).map((row) => row.id));
        if (!ids.every((one) => waiting.has(one))) return false;
        for (const one of ids) await tx.deleteJot(one);
        return true;
      }),
    setJotAside: jots.setJotAside,
    watch: watches.watch,
    whereIs: (record) => whereIs(record as RecordRow, waiting.get(), status.isSending),
    nudge: loop.nudge,
    shown: exchange.shown,
    async sendNow() {
      const done = await loop.sendNow();
      // Where it cannot be read, what was counted last stands: nought would be a guess.
      const here = await store.read(stillHere).catch(() => status.status.get());
      const result = { ok: done.ok, words: resultWords(done, here, clock.localNow()) };
      status.sentNow(result);
      return result;
    },
    async sendAgain(envelope) {
      const again = await sendAgain({ store: own, opened, randomBytes, now: clock.now }, envelope);
      if (again) loop.committed();
      return again;
    },
    unsentFile: () => unsentFile(store, clock.stamp()),
    letGo: (envelope) => letGo(store, envelope, clock.now()),
    ...createDrafts({ store: own, now: clock.now, opened, onTrouble: status.trouble }),
    ask: (method, path, body) => askServer(server, { method, path, body, as: opened()?.adult }),
    tidy: tidying.all,
    finderView: (limit) => store.rawRows(limit),
    close() {
      loop.stop();
      stopDecisions();
      stopStore();
      stopOneAdult();
      mirror?.stop();
      here.shut();
      store.close();
    },
  };
}

async function nothingToPutAway(): Promise<void> {}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
