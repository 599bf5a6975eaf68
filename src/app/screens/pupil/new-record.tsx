// Makes a record of one pupil: the form of its type, begun with what is known already.

import type { JsonObject } from "#base/json.ts";
import { addDays } from "#casework/day.ts";
import { mayHold } from "#casework/holding.ts";
import { countRuleNames } from "#casework/records/count-rule-fields.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { type RecordId, SCHOOL_SCOPE } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { type ViewRecord, valueOf } from "#ledger/view.ts";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useDevice, useOpen, useWatch } from "../../binding.ts";
import { slimsOf } from "../../directory.ts";
import { RecordForm, type RecordFormProps } from "../../record/record-form.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Card } from "../../ui/page.tsx";
import { type Moment, useMoment } from "../../use-moment.ts";
import { homeOf } from "./homes.ts";
import { usePupil } from "./pupil-context.ts";
import { currentPlacement, monday } from "./standing.ts";
import { SubPage } from "./sub-page.tsx";

interface Asked {
  readonly title: string;
  readonly lead?: string;
  readonly save?: string;
  /** Only these sections of the layout; the rest comes later on its way. */
  readonly sections?: readonly string[];
  /** Fields that stand in none of those sections and are asked for all the same. */
  readonly also?: readonly string[];
  /** Fields the address or the day has answered already. */
  readonly without?: readonly string[];
  readonly known?: (given: Given) => JsonObject;
  readonly check?: RecordFormProps["check"];
}

interface Given {
  readonly moment: Moment;
  readonly about: URLSearchParams;
  readonly slims: readonly Slim[];
}

const BASELINE_WEEKS = 12;

/** One of these fields says something; otherwise the sentence stands beside the first. */
function saysSomething(fields: readonly [string, ...string[]], sentence: string): RecordFormProps["check"] {
  return (values) =>
    fields.some((field) => (values[field] ?? null) !== null) ? undefined : { field: fields[0], sentence };
}

const ASKED: { readonly [type: string]: Asked } = {
  plan: {
    title: "Write the plan",
    lead: "Begin with what an adult needs to know before they open the door. The other sections follow.",
    sections: ["At a glance", "Why here", "What to do"],
    known: ({ moment }) => ({ startsOn: moment.today }),
    save: "Save the plan",
  },
  placement: {
    title: "Start a referral",
    lead: "What was seen, what was tried and what came of it. The decision comes next.",
    sections: ["Referral"],
    known: ({ moment }) => ({ stage: "referred", referredOn: moment.today }),
    save: "Save the referral",
  },
  baseline: {
    title: "Baseline",
    lead: "The 12 school weeks before the first day. “Not known” is an answer; an empty box is not.",
    without: ["placement"],
    known: ({ moment, about }) => {
      const start = about.get("start") || moment.today;
      return {
        placement: about.get("placement"),
        windowFrom: addDays(monday(start), -7 * BASELINE_WEEKS),
        windowTo: lastSchoolDayBefore(start),
      };
    },
    save: "Save the baseline",
  },
  contact: {
    title: "Add a contact",
    known: ({ slims }) => ({ priority: slims.filter((slim) => slim.type === "contact").length + 1 }),
    save: "Add contact",
  },
  suspension: {
    title: "Record a suspension",
    lead: "A sanction, beside the placement and never part of it.",
    known: ({ moment }) => ({ category: "SUSP", start: moment.today }),
    check: saysSomething(["reasons", "account"], "Choose a reason, or write what happened."),
  },
  "internal-suspension": {
    title: "Record an internal suspension",
    lead: "A sanction on site, with a record of its own. It changes nothing of the placement, and counts for no milestone.",
    known: ({ moment }) => ({ from: moment.localNow }),
  },
  "timetable-slot": {
    title: "Add a lesson",
    lead: "A period of the week, what is taught in it, and where the pupil is.",
    known: ({ moment }) => ({ week: "both", where: "base", from: moment.today }),
    save: "Save the lesson",
  },
  milestone: {
    title: "Add a milestone",
    lead: "One small step, in words the pupil would use.",
    sections: ["Milestone", "How it is counted"],
    also: ["toConfirm", "order"],
    known: ({ about, slims }) => ({
      status: "not-started",
      order: Number(about.get("order") ?? 1),
      placement: currentPlacement(slimsOf({ slims }, "placement"))?.id ?? null,
    }),
    save: "Add milestone",
  },
  "sen-note": { title: "Add a SEN note", known: ({ moment }) => ({ on: moment.today }), save: "Save the note" },
  "parent-contact": {
    title: "Contact with home",
    known: ({ moment }) => ({ when: moment.localNow, startedBy: "school" }),
    // And here that home was spoken to.
    check: saysSomething(
      ["way", "outcome", "about", "note", "homeView", "followUp"],
      "Say how home was reached, what came of it, or what was said.",
    ),
  },
  repair: {
    title: "Putting it right",
    lead: "Both sides’ view, and what was agreed. Another pupil has a record of their own: leave their name out.",
    known: ({ moment, about }) => ({ when: moment.localNow, about: about.get("about") }),
    // Pressed too soon it would stand on record that it was put right.
    check: saysSomething(
      ["pupilView", "otherView", "agreed", "bothCame"],
      "Write what either side said or what was agreed, or say that they did not both come.",
    ),
  },
  circumstances: { title: "Circumstances" },
};

function fieldsAsked(definition: RecordDefinition, { sections, also = [], without = [] }: Asked): readonly string[] {
  return definition.layout.flatMap((section) =>
    section.fields.filter((name) =>
      (sections?.includes(section.title) ?? true) ? !without.includes(name) : also.includes(name),
    ),
  );
}

/** The Friday, or the weekday, before a first day: the window ends there. */
function lastSchoolDayBefore(day: string): string {
  const before = addDays(day, -1);
  const friday = addDays(monday(before), 4);
  return before > friday ? friday : before;
}

/** What a milestone takes over from its template: its words and how it counts, not its place in the school's list. */
const FROM_TEMPLATE = ["title", "criterion", "evidence", "counts", "needed", "bringsBack", ...countRuleNames];

function fromTemplate(template: ViewRecord | null | undefined): JsonObject {
  if (!template) return {};
  return Object.fromEntries(
    FROM_TEMPLATE.map((field) => [field, valueOf(template, field)] as const).filter(([, value]) => value !== null),
  );
}

export function NewRecord() {
  const { type = "" } = useParams();
  const [about] = useSearchParams();
  const { scope, base, entry } = usePupil();
  const { schema } = useDevice();
  const { deviceKind } = useOpen();
  const moment = useMoment();
  const navigate = useNavigate();
  const definition = schema.definitions[type];
  const asked = ASKED[type];
  const templateId = about.get("template");
  const template = useWatch(
    templateId === null ? null : { kind: "record", id: templateId as RecordId, scope: SCHOOL_SCOPE },
  );
  if (!definition || !asked) return <EmptyState title="There is no such form" />;
  if (!mayHold(definition, deviceKind))
    return (
      <EmptyState title={`${definition.plural} are not kept on shared tablets`}>
        They are written on a device of your own.
      </EmptyState>
    );
  // The form takes its first values once: they must be there.
  if (templateId !== null && template === undefined) return <Loading />;
  const home = homeOf(base, type);
  const known = { ...asked.known?.({ moment, about, slims: entry.slims }), ...fromTemplate(template) };
  return (
    <SubPage title={asked.title} lead={asked.lead} back={home}>
      <Card>
        <RecordForm
          key={`${type} ${about.toString()}`}
          definition={definition}
          scope={scope}
          only={fieldsAsked(definition, asked)}
          known={known}
          save={asked.save ?? "Save"}
          {...(asked.check && { check: asked.check })}
          draft={{
            key: `new/${type}/${scope}/${about.toString()}`,
            what: definition.label,
            path: `${base}/new/${type}?${about.toString()}`,
            scope,
          }}
          onDone={() => void navigate(home.to)}
          onCancel={() => void navigate(home.to)}
        />
      </Card>
    </SubPage>
  );
}
