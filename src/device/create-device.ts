// Puts a device together: what is open, what waits, the one write, the one read, and the talk with the server.
// Nothing is decided here; each part is handed what it needs and tells the others what came of it.

import { createSource } from "#base/signal.ts";
import { type Json, jsonEqual } from "#base/json.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { clearDevice } from "./clear-device.ts";
import { createCommit } from "./commit.ts";
import type { Device, DeviceOptions, Standing } from "./door.ts";
import { createDrafts } from "./drafts.ts";
import { createJots } from "./jots/jots.ts";
import { createLease } from "./lease.ts";
import { letGo } from "./let-go.ts";
import { leftBehind, mendFacts } from "./mend.ts";
import { createMending } from "./mending.ts";
import { createMirror } from "./mirror.ts";
import { keepOneAdult } from "./one-adult.ts";
import { type Opened, shutOpened } from "./opened.ts";
import { ownStore } from "./own-store.ts";
import { Locked, type Touched } from "./ports.ts";
import { createSchoolClock } from "./school-clock.ts";
import { askServer } from "./ask-server.ts";
import { createKeyOffer } from "./sign-in/author-key.ts";
import { createSignIn } from "./sign-in/sign-in.ts";
import { standingOf } from "./standing.ts";
import { StoreTrouble } from "./store/store-trouble.ts";
import { createListener } from "./sync/listen.ts";
import { createLoop } from "./sync/loop.ts";
import { resultWords } from "./sync/result-words.ts";
import { type Round, round } from "./sync/round.ts";
import { createServerLink } from "./sync/server-link.ts";
import { signAnew } from "./sync/sign-anew.ts";
import { createStatus, isCounted } from "./sync/status.ts";
import { stillHere } from "./sync/still-here.ts";
import { createTidying } from "./tidy.ts";
import { sendAgain } from "./send-again.ts";
import { unsentFile } from "./unsent-file.ts";
import { createWaitingHere } from "./waiting-here.ts";
import { createWatches } from "./watch.ts";
import { whereIs } from "./where-is.ts";

/** A school day ends at midnight: nobody waits for it to the second. */
const LEASE_EVERY_MS = 60_000;

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
  const standing = createSource<Standing>({ state: "starting" });
  let clockOffset = 0;
  let opened: Opened | undefined;
  const own = ownStore(store, () => opened);
  const clock = createSchoolClock(ports.clock, () => clockOffset);
  const waiting = createWaitingHere(schema);
  const reader = () => opened && { adult: opened.adult, key: opened.author };
  const server = createServerLink({ store, transport, reader, onBusy: (seconds) => loop.busy(seconds) });
  const status = createStatus({ store, now: clock.now, waiting: waiting.get, onError: trouble });
  const tidying = createTidying({ store: own, scheduler, isOpen: () => opened !== undefined, onError: trouble });
  const mirror = ports.mirror && createMirror({ store, mirror: ports.mirror, scheduler });
  const lease = createLease({ store: own, clock, rule: leaseRule });
  let leaseOver = false;
  const watches = createWatches({
    store,
    schema,
    scheduler,
    waiting,
    adult: () => opened?.adult,
    opened: () => opened,
    isShut: lease.isOver,
    coverView: () => (opened?.cover ? coverView : undefined),
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
    opened: () => opened,
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
    opened: () => opened,
    onTrouble: status.trouble,
  });

  const mending = createMending({
    store: own,
    isOpen: () => opened !== undefined,
    now: clock.now,
    onMended(delivered, lost) {
      status.mended(delivered, lost);
      loop.nudge();
    },
    onTrouble: status.trouble,
    onError: trouble,
  });

  async function deliverJots(everything: boolean): Promise<void> {
    const words = await jots.deliver(everything).catch(trouble);
    if (words !== undefined) status.round({ ok: false, reached: true, words });
  }

  /** What its adult alone can make ready, before anything is sent. */
  async function prepare(): Promise<void> {
    await offerKey();
    await signAnew({ store: own, opened: () => opened, randomBytes, now: clock.now });
  }

  const offerKey = createKeyOffer({
    store: own,
    server,
    opened: () => opened,
    renamed(adult, authorKey) {
      if (opened?.adult === adult) opened = { ...opened, authorKey };
    },
  });

  /** In this tab or in another the device was given another name, or let in again. */
  async function adopt(): Promise<void> {
    const found = await store.read(async (tx) => ({
      enrolled: await tx.control("enrolled"),
      names: (await tx.control("authorKeys")) ?? {},
      slots: await tx.slots(),
    }));
    const { enrolled, names, slots } = found;
    if (!opened || !enrolled || enrolled.school !== opened.enrolled.school) return;
    // The account of whoever is here, or of who let them in, has ended: the server said so (A18).
    const standsFor = opened.cover?.host ?? opened.adult;
    if (slots.length > 0 && !slots.some((slot) => slot.adult === standsFor)) {
      shut();
      store.tellWho(null);
      return refreshStanding();
    }
    opened = { ...opened, enrolled, authorKey: names[opened.adult] ?? opened.authorKey };
    tellOpen();
  }

  function tellOpen(): void {
    if (!opened) return;
    const next = standingOf.open(opened, leaseOver);
    if (!jsonEqual(standing.get() as unknown as Json, next as unknown as Json)) standing.set(next);
  }

  /** Is it too long since the server was reached? Looked at while somebody is here [V35]. */
  async function lookAtLease(): Promise<void> {
    const over = await lease.look();
    if (!opened || over === leaseOver) return;
    leaseOver = over;
    tellOpen();
    watches.opened();
  }
  let stopLease: (() => void) | undefined;
  function keepLease(): void {
    stopLease?.();
    stopLease = scheduler.after(LEASE_EVERY_MS, keepLease);
    void lookAtLease().catch(trouble);
  }

  const loop = createLoop({
    scheduler,
    randomBytes,
    now: ports.clock.now,
    round: () =>
      round({
        store: own,
        server,
        schema,
        isOpen: () => opened !== undefined,
        now: clock.now,
        onSending: status.sending,
        prepare,
        mend: mending.sent,
        renew: signIn.renew,
        scopesOf: (deviceSeqs) => {
          if (!opened) return "all";
          const rows = waiting.get().rows.filter((row) => deviceSeqs.includes(row.deviceSeq));
          return [...new Set(rows.flatMap((row) => row.inside.envelope.changes.map((change) => change.scope)))];
        },
      }),
    onError(error): Round {
      trouble(error);
      const reached = status.status.get().reach === "online";
      return {
        ok: false,
        reached,
        words: "Something went wrong on this tablet. Nothing was lost. It is tried again.",
      };
    },
    onRound(result) {
      status.round(result);
      if (result.ok) status.trouble(null);
      // What nobody has filed is with the server before the keys go [V32]; without an answer they go all the same.
      if (result.revoked) void deliverJots(true).then(() => signIn.destroyKeys());
      else if (result.ok) void deliverJots(false);
    },
  });

  const listener = createListener({
    server,
    store: own,
    scheduler,
    randomBytes,
    turns: ports.turns,
    loop,
    onContact: status.heard,
  });
  let isShown = true;
  /** Somebody is here, and sees what comes. */
  const listen = (): void => listener.want(opened !== undefined && isShown);

  const signIn = createSignIn({
    store,
    server,
    randomBytes,
    slowHash,
    ...(slowHashCost && { slowHashCost }),
    ...(pinCost && { pinCost }),
    scheduler,
    opened: () => opened,
    clock,
    commit,
    adopt,
    onError: trouble,
    forgetCopy: async () => mirror?.clear(),
    open(next) {
      if (opened) shutOpened(opened, next.sealer);
      opened = next;
      clockOffset = next.enrolled.clockOffset;
      store.useSealer(next.sealer);
      // Emptied before anybody hears who is here now: nothing of the one before is shown to the next.
      watches.shut();
      lease.spoil();
      standing.set(standingOf.open(next, leaseOver));
      keepLease();
      watches.opened();
      mending.opened();
      void jots.makeReady().catch(trouble);
      void signIn.pins.refresh().catch(trouble);
      status.recount();
      tidying.opened();
      loop.start();
      listen();
      store.tellWho(next.adult);
    },
    shut() {
      if (!opened) return;
      shut();
      store.tellWho(null);
    },
    refresh: () => refreshStanding(),
  });

  function shut(): void {
    if (!opened) return;
    const was = opened;
    opened = undefined;
    listen();
    // Keys first: whatever runs on from here finds them gone [V20].
    shutOpened(was);
    store.useSealer(null);
    watches.shut();
    tidying.stop();
    stopLease?.();
    stopLease = undefined;
    leaseOver = false;
    status.decisions(0);
  }

  async function refreshStanding(): Promise<void> {
    if (opened) return;
    try {
      await mendFacts(store);
      const found = await store.read(async (tx) => ({
        enrolled: await tx.control("enrolled"),
        slots: await tx.slots(),
        left: await leftBehind(tx),
      }));
      clockOffset = found.enrolled?.clockOffset ?? 0;
      if (opened) return;
      standing.set(standingOf.shut(found.enrolled, found.slots, found.left, signIn.pins.warm()));
      if (found.enrolled) loop.start();
      else loop.stop();
    } catch (error) {
      if (error instanceof StoreTrouble) standing.set({ state: "broken", sentence: error.sentence });
      else onFault(error);
    }
  }

  /** A database that knows nothing of itself may have been another one yesterday. */
  async function begin(): Promise<void> {
    // Whatever is wrong with the copy, the device begins with what it has.
    const entries = await mirror?.recover().catch(() => undefined);
    if (entries !== undefined) status.recovered(entries);
    await refreshStanding();
    status.recount();
  }

  const summaries = watches.watch({ kind: "summaries" });
  const stopDecisions = summaries.subscribe(() => {
    const open = (summaries.get() ?? []).flatMap((summary) => summary.slims).reduce((sum, slim) => sum + slim.open, 0);
    if (open !== status.status.get().decisions) status.decisions(open);
  });
  const stopStore = store.subscribe((touched: Touched) => {
    if (touched.parts.includes("control")) {
      lease.spoil();
      if (leaseOver) void lookAtLease().catch(trouble);
    }
    mirror?.touched(touched);
    watches.touched(touched);
    tidying.written(touched);
    if (isCounted(touched)) status.recount();
    // An adult was added, or the demo left, in another tab; a PIN was set.
    if (touched.parts.includes("slots"))
      void signIn.pins
        .refresh()
        .then(() => (opened ? adopt() : refreshStanding()))
        .catch(trouble);
  });
  const stopOneAdult = keepOneAdult({
    store,
    opened: () => opened,
    putAway,
    shut() {
      shut();
      void refreshStanding();
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
      if (refused?.code === "pinOff") await refreshStanding();
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
      if (!opened) return;
      shut();
      if (where === "everywhere") store.tellWho(null);
      void refreshStanding();
    },
    commit: (command, input) => commit(command, input),
    jot: jots.jot,
    fileJot: (id, command, input) =>
      commit(command, input, async (tx) => {
        if (!(await tx.jots()).some((row) => row.id === id)) return false;
        await tx.deleteJot(id);
        return true;
      }),
    setJotAside: jots.setJotAside,
    watch: watches.watch,
    whereIs: (record) => whereIs(record as RecordRow, waiting.get(), status.isSending),
    nudge: loop.nudge,
    shown(next) {
      isShown = next;
      listen();
    },
    async sendNow() {
      const done = await loop.sendNow();
      // Where it cannot be read, what was counted last stands: nought would be a guess.
      const here = await store.read(stillHere).catch(() => status.status.get());
      const result = { ok: done.ok, words: resultWords(done, here, clock.localNow()) };
      status.sentNow(result);
      return result;
    },
    async sendAgain(envelope) {
      const again = await sendAgain({ store: own, opened: () => opened, randomBytes, now: clock.now }, envelope);
      if (again) loop.committed();
      return again;
    },
    unsentFile: () => unsentFile(store, clock.stamp()),
    letGo: (envelope) => letGo(store, envelope, clock.now()),
    ...createDrafts({ store: own, now: clock.now, opened: () => opened, onTrouble: status.trouble }),
    ask: (method, path, body) => askServer(server, { method, path, body, as: opened?.adult }),
    tidy: tidying.all,
    finderView: (limit) => store.rawRows(limit),
    close() {
      loop.stop();
      stopDecisions();
      stopStore();
      stopOneAdult();
      mirror?.stop();
      shut();
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
