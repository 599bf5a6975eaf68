// An open tablet for the tests of screens: the real store (in memory), seal, write, read and drafts of a device with the
// records of the casework, whose server cannot be reached; and the tree that stands around a screen.

import { render } from "@testing-library/react";
import { type ReactNode, useMemo } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { DeviceContext, useWatch } from "#app/binding.ts";
import { directoryOf, DirectoryContext, SchoolFactsContext } from "#app/directory.ts";
import { NewIdContext } from "#app/new-id.ts";
import { createDraftKeeper, DraftKeeperContext } from "#app/state/draft-keeper.ts";
import { createPreferences, preferencesFrom, PreferencesContext } from "#app/state/preferences.ts";
import { MomentContext } from "#app/use-moment.ts";
import { randomId } from "#base/id.ts";
import { createSource } from "#base/signal.ts";
import { makeRecord, type NewRecord } from "#casework/commands/make-record.ts";
import { schema } from "#casework/schema.ts";
import { createCommit } from "#device/commit.ts";
import type { Device, SyncStatus } from "#device/device.ts";
import { idOf, insides } from "#device/device.fixture.ts";
import { createDrafts } from "#device/drafts.ts";
import { NOTHING_KNOWN } from "#device/nothing-known.ts";
import { ownStore } from "#device/own-store.ts";
import { createSchoolClock } from "#device/school-clock.ts";
import { standingOf } from "#device/standing.ts";
import { createWaitingHere } from "#device/waiting-here.ts";
import { createWatches } from "#device/watch.ts";
import { whereIs } from "#device/where-is.ts";
import { type RecordId, type ScopeId, scopeOf } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";

export const TODAY = "2026-06-09";
export const PERIOD = idOf<RecordId>("p2");

export interface OpenTablet {
  readonly device: Device;
  write(record: NewRecord): Promise<RecordId>;
  /** A pupil whose place is the room. */
  pupil(givenName: string, familyName: string): Promise<ScopeId>;
  /** The clock of this tablet, "10:42" of the same day. */
  setClock(time: string): void;
  /** Draws a screen at an address, beside an empty screen for every other one. */
  show(path: string, at: string, screen: ReactNode): () => void;
}

/** With one lesson, 09:55 to 10:55, and a clock that stands at `time`. */
export async function openTablet(time = "10:30"): Promise<OpenTablet> {
  let now = Date.parse(`${TODAY}T${time}:00+01:00`);
  const inside = await insides({ schema });
  const { store, opened, randomBytes } = inside;
  const clock = createSchoolClock({ now: () => now, offsetMinutes: () => 60 }, () => 0);
  const waiting = createWaitingHere(schema);
  const fail = (trouble: unknown): void => {
    if (trouble !== null) throw trouble;
  };
  const watches = createWatches({
    store,
    schema,
    scheduler: {
      after(milliseconds, task) {
        const timer = setTimeout(task, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    waiting,
    adult: () => opened.adult,
    opened: () => opened,
    onTrouble: fail,
  });
  store.subscribe((touched) => {
    waiting.spoil();
    watches.touched(touched);
  });
  const commit = createCommit({
    store: ownStore(store, () => opened),
    schema,
    clock,
    randomBytes,
    app: "test",
    opened: () => opened,
    onCommitted: waiting.add,
    onTrouble: fail,
  });
  const drafts = createDrafts({ store, now: clock.now, opened: () => opened, onTrouble: fail });
  const device = {
    schema,
    standing: createSource(standingOf.open(opened)),
    status: createSource<SyncStatus>({ ...NOTHING_KNOWN, complete: true, reach: "unreachable" }),
    now: clock.now,
    localNow: clock.localNow,
    commit,
    watch: watches.watch,
    whereIs: (record: Parameters<Device["whereIs"]>[0]) => whereIs(record, waiting.get(), () => false),
    ...drafts,
  } as unknown as Device;
  const write = async (record: NewRecord): Promise<RecordId> => {
    const done = await commit(makeRecord, record);
    if (isRefusal(done)) throw new Error(done.sentence);
    return done.records[0] as RecordId;
  };
  await write({
    type: "school-period",
    id: PERIOD,
    fields: { name: "Period 2", start: "09:55", end: "10:55", kind: "lesson" },
  });
  const preferences = createPreferences(preferencesFrom(undefined), () => undefined);
  const keeper = createDraftKeeper();
  return {
    device,
    write,
    async pupil(givenName, familyName) {
      const scope = scopeOf(await write({ type: "pupil", fields: { givenName, familyName } }));
      await write({ type: "placement", scope, fields: { stage: "in-iap", start: "2026-05-04" } });
      return scope;
    },
    setClock(next) {
      now = Date.parse(`${TODAY}T${next}:00+01:00`);
    },
    show(path, at, screen) {
      return render(
        <DeviceContext value={device}>
          <PreferencesContext value={preferences}>
            <DraftKeeperContext value={keeper}>
              <NewIdContext value={() => randomId<RecordId>(randomBytes)}>
                <MomentContext value={{ now: clock.now(), localNow: clock.localNow(), today: TODAY }}>
                  <School>
                    <MemoryRouter initialEntries={[at]}>
                      <Routes>
                        <Route path={path} element={screen} />
                        <Route path="*" element={<p>Somewhere else</p>} />
                      </Routes>
                    </MemoryRouter>
                  </School>
                </MomentContext>
              </NewIdContext>
            </DraftKeeperContext>
          </PreferencesContext>
        </DeviceContext>,
      ).unmount;
    },
  };
}

function School({ children }: { readonly children: ReactNode }) {
  const summaries = useWatch({ kind: "summaries" });
  const directory = useMemo(() => directoryOf(summaries), [summaries]);
  return (
    <DirectoryContext value={directory}>
      <SchoolFactsContext value={directory.school}>{children}</SchoolFactsContext>
    </DirectoryContext>
  );
}
