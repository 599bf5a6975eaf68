// Everything that can be recorded. A new record type is one file in records/ and one line here.

import { defineSchema } from "#ledger/schema.ts";
import { adult } from "./records/adult.ts";
import { baseline } from "./records/baseline.ts";
import { behaviourLog } from "./records/behaviour-log.ts";
import { caseload } from "./records/caseload.ts";
import { category } from "./records/category.ts";
import { changedDay } from "./records/changed-day.ts";
import { checkIn } from "./records/check-in.ts";
import { circumstances } from "./records/circumstances.ts";
import { contact } from "./records/contact.ts";
import { cover } from "./records/cover.ts";
import { emergencyAccess } from "./records/emergency-access.ts";
import { forceAccount } from "./records/force-account.ts";
import { forceNotice } from "./records/force-notice.ts";
import { forceRecord } from "./records/force-record.ts";
import { handOff } from "./records/hand-off.ts";
import { handoverNote } from "./records/handover-note.ts";
import { internalSuspension } from "./records/internal-suspension.ts";
import { leftRoom } from "./records/left-room.ts";
import { milestoneTemplate } from "./records/milestone-template.ts";
import { milestone } from "./records/milestone.ts";
import { parentContact } from "./records/parent-contact.ts";
import { placement } from "./records/placement.ts";
import { plan } from "./records/plan.ts";
import { pupil } from "./records/pupil.ts";
import { removal } from "./records/removal.ts";
import { repair } from "./records/repair.ts";
import { roomNote } from "./records/room-note.ts";
import { room } from "./records/room.ts";
import { scale } from "./records/scale.ts";
import { schoolPeriod } from "./records/school-period.ts";
import { schoolSettings } from "./records/school-settings.ts";
import { senNote } from "./records/sen-note.ts";
import { sessionLog } from "./records/session-log.ts";
import { suspension } from "./records/suspension.ts";
import { timetableSlot } from "./records/timetable-slot.ts";
import { toldDsl } from "./records/told-dsl.ts";
import { visit } from "./records/visit.ts";
import { weekStart } from "./records/week-start.ts";
import { whereabouts } from "./records/whereabouts.ts";

export const schema = defineSchema(1, [
  pupil,
  circumstances,
  contact,
  placement,
  baseline,
  suspension,
  parentContact,
  plan,
  milestone,
  senNote,
  behaviourLog,
  sessionLog,
  repair,
  whereabouts,
  visit,
  leftRoom,
  removal,
  internalSuspension,
  forceNotice,
  forceRecord,
  forceAccount,
  toldDsl,
  checkIn,
  handoverNote,
  handOff,
  timetableSlot,
  adult,
  cover,
  emergencyAccess,
  caseload,
  schoolPeriod,
  category,
  milestoneTemplate,
  schoolSettings,
  room,
  roomNote,
  changedDay,
  weekStart,
  scale,
]);
