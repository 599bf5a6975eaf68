// Every address of the app, each with the heading by which its screen is known.

import { SCHOOL_PARTS } from "#app/screens/school/school-parts.ts";
import type { ServerBook } from "./server-book.ts";

export interface Screen {
  readonly path: string;
  /** A heading by which it is known. */
  readonly heading: string | RegExp;
  /** The heading while names are hidden, where it tells a name. */
  readonly hidden?: string;
  /** One of every day: axe looks at it in forced colours and with hidden names as well. */
  readonly main?: true;
  /** Built of the same parts as another one of the list: looked at for fewer visitors. */
  readonly alike?: true;
}

/** In the demo school, by the ids that the server holds. */
export function everyAddress(book: ServerBook): readonly Screen[] {
  const amara = book.pupil("Amara", "Okafor");
  const daniel = book.pupil("Daniel", "Kowalczyk");
  const ruby = book.pupil("Ruby", "Sutcliffe");
  const tyrese = book.pupil("Tyrese", "Campbell");
  const force = `/force/${ruby}/${book.record("force-notice", ruby)}`;
  const of = (type: string): string => `/pupils/${daniel}/record/${book.record(type, daniel)}`;
  const under = (path: string): string => `/pupils/${daniel}/${path}`;
  const all: readonly Screen[] = [
    { path: "/today", heading: /^Tuesday/, main: true },
    { path: `/today/log/${amara}`, heading: "Amara Okafor", hidden: "A O", main: true },
    { path: "/today/several", heading: "Log for several", main: true },
    { path: "/today/sweep", heading: "Rate the period", main: true },
    { path: "/today/sessions", heading: "Session logs to complete" },
    { path: `/today/session/${amara}`, heading: "Session log, Amara Okafor", hidden: "Session log, A O" },
    { path: "/today/here", heading: "Who is here", main: true },
    { path: "/today/left", heading: "Left the room" },
    { path: "/today/arrival", heading: "Add arrival", main: true },
    {
      path: `/today/removal/${tyrese}/${book.record("removal", tyrese)}`,
      heading: "Removal from lesson, Tyrese Campbell",
      hidden: "Removal from lesson, T C",
    },
    { path: "/safety", heading: "Worried about safety?", main: true },
    { path: "/force", heading: "Force, seclusion or restraint" },
    { path: "/force/new", heading: "Start a record of force" },
    { path: force, heading: "Record of force, Ruby", hidden: "Record of force, R S" },
    { path: `${force}/record`, heading: "The record, Ruby", hidden: "The record, R S" },
    { path: `${force}/account`, heading: "Your account, Ruby", hidden: "Your account, R S" },
    { path: "/day-end", heading: "End of day", main: true },
    { path: "/check-in", heading: "Pupil check-in" },
    { path: `/check-in/${amara}`, heading: "Pupil check-in" },
    { path: "/pupils", heading: "Pupils", main: true },
    { path: "/pupils/new", heading: "Add a pupil" },
    { path: `/pupils/${daniel}`, heading: "What helps", main: true },
    { path: under("plan"), heading: "Plan", main: true },
    { path: under("placement"), heading: "Placement and baseline" },
    { path: under("milestones"), heading: "Milestones", main: true },
    { path: under("behaviour"), heading: "Behaviour and sessions", main: true },
    { path: under(`behaviour/${book.record("behaviour-log", daniel)}`), heading: "In depth", main: true },
    { path: under("support"), heading: "Support" },
    { path: under("timeline"), heading: "Timeline", main: true },
    { path: under("new/plan"), heading: "Write the plan" },
    { path: under("new/placement"), heading: "Start a referral" },
    { path: under(`new/baseline?placement=${book.record("placement", daniel)}`), heading: "Baseline" },
    { path: under("new/contact"), heading: "Add a contact" },
    { path: under("new/suspension"), heading: "Record a suspension" },
    { path: under("new/internal-suspension"), heading: "Record an internal suspension" },
    { path: under("new/timetable-slot"), heading: "Add a lesson" },
    { path: under("new/milestone"), heading: "Add a milestone" },
    { path: under("new/sen-note"), heading: "Add a SEN note" },
    { path: under("new/repair"), heading: "Putting it right" },
    { path: under("new/parent-contact"), heading: "Contact with home" },
    { path: under("new/circumstances"), heading: "Circumstances", alike: true },
    { path: of("behaviour-log"), heading: /^[A-Z][a-z]/ },
    { path: of("session-log"), heading: /^Period \d/ },
    { path: of("contact"), heading: /Kowalczyk$/ },
    { path: `${of("contact")}/edit`, heading: "Contact" },
    { path: `${of("milestone")}/edit`, heading: "Milestone" },
    { path: `${of("plan")}/edit/at-a-glance`, heading: "At a glance", main: true },
    { path: `${of("plan")}/edit/what-to-look-for`, heading: "What to look for" },
    { path: `${of("plan")}/edit/timetable`, heading: "Timetable" },
    { path: `${of("plan")}/edit/why-here`, heading: "Why here", alike: true },
    { path: `${of("plan")}/edit/what-to-do`, heading: "What to do", alike: true },
    { path: `${of("plan")}/edit/keeping-safe`, heading: "Keeping safe", alike: true },
    { path: `${of("plan")}/edit/people-and-dates`, heading: "People and dates", alike: true },
    { path: "/decisions", heading: "Decisions", main: true },
    { path: "/sync", heading: "Sending and saving", main: true },
    { path: "/sync/finder", heading: "What a finder sees" },
    { path: "/more", heading: "More" },
    { path: "/pin", heading: "Your PIN" },
    { path: "/notes", heading: "Notes to file" },
    { path: "/cover", heading: "Let a cover adult in" },
    { path: "/school", heading: "Your school" },
    { path: "/school/accounts", heading: "Who can sign in" },
    { path: "/school/caseloads", heading: "Who works with whom" },
    { path: "/school/caseloads/new", heading: "Add a caseload" },
    { path: `/school/caseloads/${amara}`, heading: "Caseload" },
    { path: "/school/emergency", heading: "Opened in an emergency" },
    { path: "/school/settings", heading: "School and safeguarding lead" },
    { path: "/school/privacy", heading: "Privacy on tablets" },
    { path: "/school/kept", heading: "How long records are kept" },
    { path: "/school/words", heading: "Words" },
    { path: "/school/words/pupil", heading: "Word for a pupil", alike: true },
    { path: "/school/words/regulation", heading: "Calm" },
    { path: "/school/words/engagement", heading: "Taking part", alike: true },
    { path: "/school/words/intensity", heading: "How strong", alike: true },
    ...SCHOOL_PARTS.flatMap(({ path, title, add }): readonly Screen[] => [
      { path: `/school/${path}`, heading: title },
      { path: `/school/${path}/new`, heading: add, alike: true },
    ]),
    { path: `/school/people/${book.adult("Mr Murray")}`, heading: "Mr Murray" },
    { path: "/school/devices", heading: "Tablets and other devices" },
    { path: `/school/devices/${book.adult("Mr Murray")}`, heading: "Tablet or other device" },
    { path: "/school/set-aside", heading: "Set aside" },
    { path: "/school/audit", heading: "Who saw and changed what" },
    { path: "/school/import/pupils", heading: "Bring in pupils" },
    { path: "/school/import/contacts", heading: "Bring in contacts", alike: true },
    { path: "/school/import/adults", heading: "Bring in adults", alike: true },
    { path: "/school/import/periods", heading: "Bring in periods", alike: true },
    { path: "/nowhere", heading: "Nothing stands here" },
  ]; // A pupil's page keeps the initials and nothing else.
  return all.map((screen) => (screen.path.startsWith(`/pupils/${daniel}`) ? { ...screen, hidden: "D K" } : screen));
}
