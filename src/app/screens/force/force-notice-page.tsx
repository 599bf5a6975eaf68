// One use of force and what is still to be done about it: the record, each adult's own account, the parents. What is
// written is restricted and leaves a shared tablet once it is sent (C28); this page says so instead of seeming empty.

import { ALLEGATION_DIRECTIONS } from "#casework/allegation.ts";
import { amendRecord } from "#casework/commands/amend-record.ts";
import { tellParentsOfForce } from "#casework/commands/record-force.ts";
import { forceClock } from "#casework/measures/force-clock.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { useRef } from "react";
import { useParams } from "react-router";
import { useMe, useOpen, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { momentWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row, Section, Stack } from "../../ui/page.tsx";
import { TaskList, TaskRow } from "../../ui/task-list.tsx";
import { useMoment } from "../../use-moment.ts";
import { useActOn } from "../room/use-act-on.ts";
import { BegunWrongly } from "./begun-wrongly.tsx";

const BACK = { to: "/force", words: "Force, seclusion or restraint" };

export default function ForceNoticePage() {
  const { pupil = "", notice: id = "" } = useParams();
  const scope = pupil as ScopeId;
  const notice = useWatch({ kind: "record", id: id as RecordId, scope });
  if (notice === undefined) return <Loading />;
  if (notice !== null && notice.type === "force-notice") return <Notice key={id} notice={notice} scope={scope} />;
  return (
    <Page title="Record of force" back={BACK} narrow>
      <EmptyState title="This record is not on this tablet" />
    </Page>
  );
}

function Notice({ notice, scope }: { readonly notice: ViewRecord; readonly scope: ScopeId }) {
  const me = useMe();
  const { deviceKind } = useOpen();
  const { pupilById, adultName } = useDirectory();
  const { localNow, today } = useMoment();
  const names = useNames();
  const accounts = useWatch({ kind: "records", scope, types: ["force-account"] });
  const { act, busy, fault } = useActOn(notice.id, scope);
  const parents = useRef<HTMLDivElement>(null);
  const clock = forceClock(notice, localNow);
  const finished = textOf(notice, "finishedAt");
  const told = textOf(notice, "parentToldAt");
  const there = valueOf(notice, "adults");
  const adults = Array.isArray(there) ? there.map(String) : [];
  const written = (accounts ?? [])
    .filter((one) => textOf(one, "notice") === notice.id)
    .map((one) => textOf(one, "adult"));
  const others = [...new Set([...adults, ...written])].filter((adult) => adult !== me);
  // A shared tablet does not hold what was sent: it cannot say that an account is missing.
  const known = written.includes(me) || deviceKind === "personal";
  const at = `/force/${scope}/${notice.id}`;
  const when = textOf(notice, "when");
  if (notice.withdrawn)
    return (
      <Page title="Record of force" back={BACK} narrow>
        <EmptyState
          title="This was taken back"
          action={<LinkButton to={`/pupils/${scope}/record/${notice.id}`}>What it said</LinkButton>}
        >
          No record is due from it. It can be brought back.
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title={`Record of force, ${names.first(pupilById.get(scope)?.pupil.fields)}`}
      lead={`${momentWords(when, today)}. ${adults.map((one) => adultName(one)).join(", ")}`}
      back={BACK}
      narrow
    >
      <Stack gap="loose">
        {clock && (
          <Inset kind={clock.words === "" ? "note" : clock.overdue ? "problem" : "warn"}>
            <p role="status">{clock.words === "" ? "Written, and the parents are told." : `${clock.words}.`}</p>
          </Inset>
        )}
        <TaskList label="What is to be done">
          <TaskRow
            to={`${at}/account`}
            title="Your own account"
            {...(known ? { state: written.includes(me) ? "completed" : "not-started" } : {})}
            hint={
              known
                ? "What you saw and did, in your own words. Others’ accounts do not stand here."
                : "Once sent it is not kept on this tablet. If you have written it, you need not write it again."
            }
          />
          <TaskRow
            to={`${at}/record`}
            title="The record"
            state={finished === "" ? "not-started" : "completed"}
            hint={
              finished === ""
                ? "One for all: what led up to it, what was tried, what was done and why"
                : `Written ${momentWords(finished, today)}`
            }
          />
        </TaskList>
        <Section title="Parents" hint="When, where, how long, what was done and why, and any injury.">
          {/* The button that is pressed here goes with what it says. */}
          <div ref={parents} tabIndex={-1}>
            {told === "" ? (
              <Stack>
                <p>Not told yet. It is a legal duty to tell them as soon as can be.</p>
                {fault !== "" && <p role="alert">{fault}</p>}
                <Row>
                  <Button
                    disabled={busy}
                    onClick={() => {
                      parents.current?.focus();
                      void act(tellParentsOfForce, (seen) => ({ notice: seen, when: localNow }));
                    }}
                  >
                    Parents have been told
                  </Button>
                </Row>
              </Stack>
            ) : (
              <Stack>
                <p>Told {momentWords(told, today)}.</p>
                {fault !== "" && <p role="alert">{fault}</p>}
                {/* Once the record is written that says when they were told. */}
                {finished === "" && told.startsWith(today) && (
                  <Row>
                    <Button
                      kind="quiet"
                      disabled={busy}
                      onClick={() => {
                        parents.current?.focus();
                        void act(amendRecord, (seen) => ({ seen, fields: { parentToldAt: null } }));
                      }}
                    >
                      Tapped by mistake
                    </Button>
                  </Row>
                )}
              </Stack>
            )}
          </div>
        </Section>
        {others.length > 0 && (
          <Section title="The others who were there" hint="Each writes their own, apart from the others.">
            <ul>
              {others.map((adult) => (
                <li key={adult}>
                  {adultName(adult)}:{" "}
                  {written.includes(adult)
                    ? "written"
                    : deviceKind === "shared"
                      ? "once sent, not kept on this tablet"
                      : "not written yet"}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {finished === "" && <BegunWrongly notice={notice} />}
        <Disclosure words="Did an adult do wrong, or did somebody say so?">
          <p>{ALLEGATION_DIRECTIONS}</p>
        </Disclosure>
      </Stack>
    </Page>
  );
}
