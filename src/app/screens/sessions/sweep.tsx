// The period sweep: everybody who was in the room, one tap each on one scale, one save. Nobody is rated by default
// [C25], and what was tapped is a draft until it is saved.

import { type SchoolDay, schoolDay } from "#casework/school-day.ts";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useMe } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { usePreferences } from "../../state/preferences.ts";
import { LinkButton } from "../../ui/button.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Page, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { calendarOf, useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import { SweepForm } from "./sweep-form.tsx";
import { sweepRows, sweptPeriods } from "./sweep-rows.ts";
import { SweepSaved, type Saved } from "./sweep-saved.tsx";

export default function Sweep() {
  const directory = useDirectory();
  const words = useWords();
  const me = useMe();
  const { localNow, day } = useDayAsked();
  const [asked, setAsked] = useSearchParams();
  const room = usePreferences((preferences) => preferences.room);
  const [saved, setSaved] = useState<Saved | undefined>();
  const periods = sweptPeriods(day, localNow);
  const period = periods.find(({ id }) => id === asked.get("period")) ?? periods[0];
  if (!directory.ready) return <Loading />;
  const back = { to: "/today", words: "Today" };
  if (!period)
    return (
      <Page title="Rate the period" back={back} narrow>
        <EmptyState title="No period has begun today">
          A period can be rated from its first minute until the end of the day.
        </EmptyState>
      </Page>
    );
  const held = directory.rooms.some(({ id }) => id === room) ? room : "";
  const rows = sweepRows(directory, { day, localNow, period, room: held, me });
  const key = `${day.day}/${period.id}`;
  return (
    <Page
      dense
      title="Rate the period"
      lead={`How calm was each ${words.pupil} in ${period.name}? Leave out whoever you did not see.`}
      back={back}
      aside={
        <LinkButton kind="quiet" to="/today/sessions">
          Session logs to complete
        </LinkButton>
      }
    >
      <Stack>
        {periods.length > 1 && (
          <ChipRadios
            label="Which period"
            quietLabel
            options={periods.toReversed().map(({ id, name }) => ({ value: id, label: name }))}
            value={period.id}
            onChange={(id) => {
              setSaved(undefined);
              setAsked({ day: day.day, period: id ?? period.id }, { replace: true });
            }}
          />
        )}
        {saved?.key === key && <SweepSaved key={saved.id} saved={saved} onUndone={() => setSaved(undefined)} />}
        {rows.length === 0 ? (
          <EmptyState title="Nobody was in the room">
            Whoever is in a lesson or not in school today is not asked about.
          </EmptyState>
        ) : (
          <SweepForm key={key} day={day.day} period={period} rows={rows} onSaved={(one) => setSaved({ ...one, key })} />
        )}
      </Stack>
    </Page>
  );
}

/** Today as it stands now, or the whole of an earlier day that a draft was begun on. */
function useDayAsked(): { readonly localNow: string; readonly day: SchoolDay } {
  const directory = useDirectory();
  const { localNow, today } = useMoment();
  const now = useSchoolDay();
  const asked = useSearchParams()[0].get("day") ?? "";
  if (!/^\d{4}-\d\d-\d\d$/.test(asked) || asked >= today) return { localNow, day: now };
  const end = `${asked}T23:59`;
  return { localNow: end, day: schoolDay(calendarOf(directory), end) };
}
