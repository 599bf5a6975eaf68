// The period sweep: everybody who was in the room, one tap each on one scale, one save. Nobody is rated by default
// [C25], and what was tapped is a draft until it is saved.

import { useMemo, useState } from "react";
import { useMe, useWatch } from "../../binding.ts";
import { type Directory, useDirectory } from "../../directory.ts";
import { usePreferences } from "../../state/preferences.ts";
import { dayWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row, Stack } from "../../ui/page.tsx";
import { createRoomRows } from "../today/use-room-rows.ts";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { type Begun, begunDrafts } from "./asked-address.ts";
import { SweepForm } from "./sweep-form.tsx";
import { roomAskOf, type SweepAsk, type SweepRow, sweptOf } from "./sweep-rows.ts";
import { SweepSaved, type Saved } from "./sweep-saved.tsx";
import { useAskedPeriod } from "./use-asked-period.ts";

export default function Sweep() {
  const { ready } = useDirectory();
  const me = useMe();
  const drafts = useWatch({ kind: "drafts" });
  if (!ready || drafts === undefined) return <Loading />;
  return <SweepOf begun={begunDrafts(drafts, me, "sweep")} />;
}

function SweepOf({ begun }: { readonly begun: readonly Begun[] }) {
  const directory = useDirectory();
  const words = useWords();
  const me = useMe();
  const { today } = useMoment();
  // The bell does not turn half a sweep into one of the next period [C59].
  const { day, localNow, periods, period, ask, leave } = useAskedPeriod({ begun, first: (on) => on[0] });
  const room = usePreferences((preferences) => preferences.room);
  const [saved, setSaved] = useState<Saved | undefined>();
  const held = directory.rooms.some(({ id }) => id === room) ? room : "";
  const rows = useSweepRows(directory, { day, localNow, period, room: held, me });
  const back = { to: "/today", words: "Today" };
  if (!period)
    return (
      <Page title="Rate the period" back={back} narrow>
        <EmptyState title="No period has begun today">
          A period can be rated from its first minute until the end of the day.
        </EmptyState>
      </Page>
    );
  const earlier = day.day < today ? dayWords(day.day, today) : undefined;
  return (
    <Page
      dense
      title="Rate the period"
      lead={`How calm was each ${words.pupil} in ${period.name}${earlier === undefined ? "" : ` on ${earlier}`}? Leave out whoever you did not see.`}
      back={back}
      aside={
        <LinkButton kind="quiet" to="/today/sessions">
          Session logs to complete
        </LinkButton>
      }
    >
      <Stack>
        {earlier !== undefined && (
          <Inset title={`These ratings are of ${earlier}`}>
            <Row>
              <LinkButton to="/today/sweep">Rate today</LinkButton>
            </Row>
          </Inset>
        )}
        {periods.length > 1 && (
          <ChipRadios
            label={earlier === undefined ? "Which period" : `Which period of ${earlier}`}
            quietLabel
            options={periods.toReversed().map(({ id, name }) => ({ value: id, label: name }))}
            value={period.id}
            onChange={(id) => {
              setSaved(undefined);
              ask(id ?? period.id);
            }}
          />
        )}
        {saved && <SweepSaved key={saved.id} saved={saved} onUndone={() => setSaved(undefined)} />}
        {rows.length === 0 ? (
          <EmptyState title="Nobody was in the room">
            Whoever is in a lesson or not in school today is not asked about.
          </EmptyState>
        ) : (
          <SweepForm
            key={`${day.day}/${period.id}`}
            day={day.day}
            period={period}
            rows={rows}
            saved={saved?.of === period.id && saved.day === day.day ? saved : undefined}
            onSaved={(one) => {
              setSaved(earlier === undefined ? one : { ...one, period: `${earlier}, ${one.period}` });
              if (earlier !== undefined) leave();
            }}
          />
        )}
      </Stack>
    </Page>
  );
}

/** Of a pupil nobody wrote about meanwhile what was worked out before: a save of eight is not one of sixty. */
function useSweepRows(
  directory: Directory,
  { day, localNow, period, room, me }: Omit<SweepAsk, "period"> & { readonly period: SweepAsk["period"] | undefined },
): readonly SweepRow[] {
  const [rowsOf] = useState(createRoomRows);
  const ask = useMemo(() => period && roomAskOf({ day, localNow, period, room }), [day, localNow, period, room]);
  return useMemo(
    () => (ask && period ? sweptOf(rowsOf(directory, ask), { day, period, me }) : []),
    [rowsOf, directory, ask, day, period, me],
  );
}
