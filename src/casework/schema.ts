// Everything that can be recorded. A new record type is one file in records/ and one line here.

import { defineSchema } from "#ledger/schema.ts";
import { adult } from "./records/adult.ts";
import { baseline } from "./records/baseline.ts";
import { behaviourLog } from "./records/behaviour-log.ts";
import { caseload } from "./records/caseload.ts";
import { category } from "./records/category.ts";
import { circumstances } from "./records/circumstances.ts";
import { contact } from "./records/contact.ts";
import { milestone } from "./records/milestone.ts";
import { milestoneTemplate } from "./records/milestone-template.ts";
import { parentContact } from "./records/parent-contact.ts";
import { placement } from "./records/placement.ts";
import { plan } from "./records/plan.ts";
import { pupil } from "./records/pupil.ts";
import { schoolPeriod } from "./records/school-period.ts";
import { schoolSettings } from "./records/school-settings.ts";
import { senNote } from "./records/sen-note.ts";
import { sessionLog } from "./records/session-log.ts";
import { suspension } from "./records/suspension.ts";

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
  adult,
  caseload,
  schoolPeriod,
  category,
  milestoneTemplate,
  schoolSettings,
]);
