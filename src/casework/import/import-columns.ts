// The columns each kind of file may have, and what the exports of SIMS, Arbor, Bromcom and others call them.

import {
  englishProficiencies,
  ethnicities,
  freeSchoolMeals,
  lookedAfter,
  pupilPremiums,
  sexes,
} from "../codes/circumstances.ts";
import { relationships } from "../codes/home.ts";
import { roleCodes } from "../codes/role.ts";
import { periodKinds, timetableWeeks } from "../codes/school.ts";
import { senNeeds, senProvisions } from "../codes/sen.ts";
import {
  type CellReader,
  readClock,
  readCode,
  readCodes,
  readDate,
  readText,
  readWeekdays,
  readWhole,
  readYear,
  readYesNo,
} from "./read-cell.ts";

export type ImportKind = "pupils" | "contacts" | "adults" | "periods";

export interface ImportColumn {
  /** The name by which a match is kept: that of the field it fills, or of its own. */
  readonly name: string;
  readonly label: string;
  /** The type and field it fills; none for a column that only helps to find the record or to make a name. */
  readonly fills?: readonly [type: string, field: string];
  readonly read: CellReader;
  /** Headings by which it is known, in plain words. The label is one of them. */
  readonly known: readonly string[];
  /** A row without it, or with something unreadable in it, is not imported. */
  readonly needed?: boolean;
}

const column = (
  name: string,
  label: string,
  type: string | undefined,
  read: CellReader,
  known: string,
  needed = false,
): ImportColumn => ({
  name,
  label,
  read,
  known: known === "" ? [] : known.split(" | "),
  needed,
  ...(type === undefined ? {} : { fills: [type, name] as const }),
});

const firstName = "Forename | Legal forename | First name | Given name | Legal first name | Christian name";
const lastName = "Surname | Legal surname | Last name | Family name | Legal last name";
const fullName = "Name | Full name | Legal full name | Student | Pupil | Student name | Pupil name | Display name";
const upn = "UPN | Unique pupil number | UPN number | Pupil UPN | Student UPN";
const birth = "DOB | Date of birth | Birth date | D O B | Date of Birth (DOB)";

export const pupilColumns: readonly ImportColumn[] = [
  column("givenName", "First name", "pupil", readText, firstName, true),
  column("familyName", "Last name", "pupil", readText, lastName, true),
  column("fullName", "Name", undefined, readText, fullName),
  column(
    "knownAs",
    "Known as",
    "pupil",
    readText,
    "Preferred forename | Preferred name | Chosen name | Preferred first name | Chosen forename",
  ),
  column("birthDate", "Date of birth", "pupil", readDate, birth),
  column(
    "year",
    "Year",
    "pupil",
    readYear,
    "Year group | NC year | Curriculum year | Year taught in | Yr | NCY | National curriculum year",
  ),
  column(
    "tutorGroup",
    "Tutor group",
    "pupil",
    readText,
    "Reg | Reg group | Registration group | Form | Tutor | Registration form | Reg form | Form group | Class",
  ),
  column("upn", "UPN", "circumstances", readText, upn),
  column("formerUpn", "Former UPN", "circumstances", readText, "Previous UPN | Old UPN"),
  column("sex", "Sex", "circumstances", readCode(sexes, { girl: "F", boy: "M" }), "Gender | Legal sex | Sex at birth"),
  column(
    "senProvision",
    "SEN provision",
    "circumstances",
    readCode(senProvisions, {
      ehcp: "E",
      ehcplan: "E",
      educationhealthandcareplan: "E",
      sensupport: "K",
      nosen: "N",
      none: "N",
      no: "N",
    }),
    "SEN status | SEN | SEN stage | SEN provision type | SEND status",
  ),
  column(
    "senPrimary",
    "Primary type of need",
    "circumstances",
    readCode(senNeeds),
    "SEN need | SEN type | Primary need | Primary SEN need | SEN need 1 | Primary SEN type",
  ),
  column(
    "senSecondary",
    "Secondary type of need",
    "circumstances",
    readCode(senNeeds),
    "Secondary need | SEN need 2 | Secondary SEN need | Secondary SEN type",
  ),
  column(
    "pupilPremium",
    "Pupil premium",
    "circumstances",
    readCodes(pupilPremiums),
    "Pupil premium code | Pupil premium reason | PP reason | Pupil premium type",
  ),
  column("freeSchoolMeals", "Free school meals", "circumstances", readCode(freeSchoolMeals), "FSM category | FSM type"),
  column(
    "fsmSixYears",
    "Free school meals in the last six years",
    "circumstances",
    readYesNo,
    "FSM6 | Ever 6 FSM | FSM ever 6 | Ever in receipt of FSM",
  ),
  column("eal", "English as an additional language", "circumstances", readYesNo, "EAL | EAL status"),
  column("firstLanguage", "First language", "circumstances", readText, "Home language | Mother tongue | Language"),
  column(
    "englishProficiency",
    "Proficiency in English",
    "circumstances",
    readCode(englishProficiencies),
    "EAL proficiency | English proficiency",
  ),
  column(
    "lookedAfter",
    "Looked after",
    "circumstances",
    readCode(lookedAfter, { yes: "now", y: "now", true: "now", t: "now", n: "no", false: "no", f: "no" }),
    "In care | LAC | CLA | Looked after child | In LEA care | Child looked after",
  ),
  column(
    "ethnicity",
    "Ethnicity",
    "circumstances",
    readCode(ethnicities),
    "Ethnicity code | Ethnic group | Ethnic origin",
  ),
];

export const contactColumns: readonly ImportColumn[] = [
  column("pupilUpn", "Pupil’s UPN", undefined, readText, upn),
  column(
    "pupilGivenName",
    "Pupil’s first name",
    undefined,
    readText,
    "Pupil forename | Student forename | Pupil first name | Student first name | Student legal forename",
  ),
  column(
    "pupilFamilyName",
    "Pupil’s last name",
    undefined,
    readText,
    "Pupil surname | Student surname | Pupil last name | Student last name | Student legal surname",
  ),
  column("pupilName", "Pupil’s name", undefined, readText, "Pupil | Student | Pupil name | Student name | Child"),
  column(
    "pupilBirthDate",
    "Pupil’s date of birth",
    undefined,
    readDate,
    "DOB | Date of birth | Student DOB | Pupil DOB",
  ),
  column("title", "Title", undefined, readText, "Contact title | Salutation"),
  column(
    "givenName",
    "First name",
    undefined,
    readText,
    "Contact forename | Contact first name | Forename | Parent forename",
  ),
  column(
    "familyName",
    "Last name",
    undefined,
    readText,
    "Contact surname | Contact last name | Surname | Parent surname",
  ),
  column(
    "name",
    "Name",
    "contact",
    readText,
    "Contact | Contact name | Parent | Parent name | Full name | Guardian name | Primary contact",
  ),
  column(
    "relationship",
    "Relationship to the pupil",
    "contact",
    readCode(relationships, {
      mum: "mother",
      dad: "father",
      carer: "guardian",
      legalguardian: "guardian",
      stepfather: "step-parent",
      stepmother: "step-parent",
      grandmother: "grandparent",
      grandfather: "grandparent",
      fosterparent: "foster-carer",
      fostermother: "foster-carer",
      fosterfather: "foster-carer",
      brother: "sibling",
      sister: "sibling",
      aunt: "aunt-uncle",
      uncle: "aunt-uncle",
      otherrelative: "other-family",
    }),
    "Relationship | Relation | Relation to student | Relationship to pupil | Relationship to student",
  ),
  column(
    "priority",
    "Order to ring",
    "contact",
    readWhole,
    "Priority | Contact priority | Contact order | Contact number",
  ),
  column(
    "phone",
    "Phone",
    "contact",
    readText,
    "Mobile | Mobile phone | Telephone | Main phone | Phone number | Primary telephone | Mobile number | Main telephone",
  ),
  column(
    "otherPhone",
    "Other phone",
    "contact",
    readText,
    "Home phone | Home telephone | Work phone | Alternative phone | Landline",
  ),
  column("email", "Email", "contact", readText, "Email address | Primary email | Main email | Home email"),
  column("parentalResponsibility", "Has parental responsibility", "contact", readYesNo, "Parental responsibility | PR"),
  column("doNotContact", "Do not contact", "contact", readYesNo, "No contact | Must not be contacted"),
  column(
    "language",
    "Language they like to speak",
    "contact",
    readText,
    "First language | Language | Preferred language",
  ),
];

export const adultColumns: readonly ImportColumn[] = [
  column("givenName", "First name", "adult", readText, firstName, true),
  column("familyName", "Last name", "adult", readText, lastName, true),
  column("fullName", "Name", undefined, readText, "Name | Full name | Staff name | Display name | Staff"),
  column("title", "Title", undefined, readText, "Salutation"),
  column("shownAs", "Shown as", "adult", readText, "Pupils call them | Known as | Formal name"),
  column("initials", "Initials", "adult", readText, "Staff code | Code | Staff initials | Initial"),
  column(
    "role",
    "Role",
    "adult",
    readCode(roleCodes, {
      teacher: "class-teacher",
      sendco: "senco",
      specialeducationalneedscoordinator: "senco",
      designatedsafeguardinglead: "dsl",
      headteacher: "school-leader",
      leader: "school-leader",
      seniorleader: "school-leader",
      slt: "school-leader",
      admin: "school-admin",
      headofyear: "pastoral-lead",
      pastoral: "pastoral-lead",
      analyst: "trust-analyst",
      iap: "iap-adult",
    }),
    "Waymark role | Access role",
    true,
  ),
  column("jobTitle", "Job", "adult", readText, "Job title | Post | Position"),
  column("extension", "Phone extension", "adult", readText, "Extension | Ext | Phone"),
  column(
    "login",
    "Login",
    undefined,
    readText,
    "Email | Email address | Work email | Username | User name | Network login",
  ),
];

export const periodColumns: readonly ImportColumn[] = [
  column("name", "Name", "school-period", readText, "Period | Period name | Lesson | Description", true),
  column("start", "Starts", "school-period", readClock, "Start | Start time | From | Begins", true),
  column("end", "Ends", "school-period", readClock, "End | End time | To | Finish | Finishes", true),
  column("weekdays", "On", "school-period", readWeekdays, "Days | Weekdays | Day | Day of week"),
  column(
    "week",
    "Week",
    "school-period",
    readCode(timetableWeeks, { all: "both", everyweek: "both", weeka: "A", weekb: "B" }),
    "Timetable week | Cycle week",
  ),
  column(
    "kind",
    "Kind",
    "school-period",
    readCode(periodKinds, {
      registration: "tutor",
      reg: "tutor",
      form: "tutor",
      teaching: "lesson",
      breaktime: "break",
      lunchtime: "lunch",
    }),
    "Type | Period type",
  ),
];

/** Every column a file of this kind may have. */
export function columnsOf(kind: ImportKind): readonly ImportColumn[] {
  return { pupils: pupilColumns, contacts: contactColumns, adults: adultColumns, periods: periodColumns }[kind];
}
