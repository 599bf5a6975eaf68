// The lines of the audit as sentences: who did what, about whom. Never what anybody wrote: the audit does not hold it.

import type { AuditAnswer } from "#protocol/audit-page.ts";
import { capital, count } from "../../text/words.ts";

export type AuditLine = AuditAnswer["lines"][number];

export interface AuditNames {
  /** "Mrs Khan"; for one this device has not heard of, "another adult". */
  adult(id: string): string;
  /** "Amara Okafor", her initials while names are hidden; undefined for one this device has not heard of. */
  pupil(id: string): string | undefined;
  /** "behaviour log". */
  record(type: string): string;
}

const text = ({ facts }: AuditLine, name: string): string => {
  const value: unknown = facts[name];
  return typeof value === "string" ? value : "";
};
const number = ({ facts }: AuditLine, name: string): number => {
  const value: unknown = facts[name];
  return typeof value === "number" ? value : 0;
};

type Words = (line: AuditLine, names: AuditNames) => string;
const entries = (line: AuditLine): string => count(number(line, "changes"), "entry", "entries");
const aboutPupil: (line: AuditLine, names: AuditNames, id?: string) => string = (line, names, id = line.about) =>
  names.pupil(id) ?? "a pupil who is not on this tablet";

const aboutDevice = (line: AuditLine): string =>
  line.aboutDevice === "" ? "a device" : `the device ${line.aboutDevice}`;

const KINDS: { readonly [kind: string]: string } = {
  create: "added",
  set: "changed",
  add: "added something to",
  remove: "took something from",
  amend: "amended",
  withdraw: "took back",
  restore: "brought back",
  settle: "decided between two values of",
  reopen: "opened a decision again in",
};

function changeWords(line: AuditLine, names: AuditNames): string {
  const record = names.record(text(line, "type"));
  const scope = text(line, "scope");
  // The pupil's own record is not about the pupil.
  if (line.about === scope)
    return `${text(line, "kind") === "create" ? "added" : "changed"} ${aboutPupil(line, names, scope)}`;
  const which = text(line, "kind") === "create" ? `a ${record}` : `the ${record}`;
  const of =
    scope === "school" || scope === "" ? "in the school’s own lists" : `about ${aboutPupil(line, names, scope)}`;
  return `${KINDS[text(line, "kind")] ?? "changed"} ${which} ${of}`;
}

function askedWords(line: AuditLine, names: AuditNames): string {
  const [pupil, adult, from, until] = ["pupil", "adult", "from", "until"].map((name) => text(line, name));
  const parts = [
    pupil && `about ${aboutPupil(line, names, pupil)}`,
    adult && `about ${names.adult(adult)}`,
    from && `from ${from}`,
    until && `until ${until}`,
  ].filter((part) => typeof part === "string" && part !== "");
  return parts.length === 0 ? "" : ` ${parts.join(", ")}`;
}

/** What each kind of line says after its subject. Every kind that the server writes stands here. */
export const AUDIT_WORDS: { readonly [what: string]: Words } = {
  change: changeWords,
  refused: (line, names) => `sent something that was refused${aboutIfPupil(line, names)}`,
  quarantined: (line, names) => `sent something they may not write${aboutIfPupil(line, names)}; it was set aside`,
  parked: (line, names) => `sent something that waits to be filed${aboutIfPupil(line, names)}`,
  unreadable: () => "sent something that nobody can read; it was set aside",
  readable: () => "sent something that could be read after all",
  jotKept: () => "handed over a note that was taken while the tablet was locked",
  numbersMissing: () => "no longer has something that it once wrote",
  letGo: () => "said that something it had written will not be sent",
  handedOver: (line) => `handed over ${entries(line)} that had been refused`,
  quarantineRead: () => "read what was set aside",
  released: (line) => `filed what was set aside: ${entries(line)}`,
  dealtWith: () => "marked something that was set aside as dealt with",
  pupilRead: (line, names) =>
    `read the records of ${aboutPupil(line, names)} on the server` +
    (number(line, "restricted") > 0 ? `, ${number(line, "restricted")} of them restricted` : "") +
    (line.facts["emergency"] === true ? ", in an emergency" : ""),
  emergencyOpened: (line, names) => `opened the notes of ${aboutPupil(line, names)} in an emergency`,
  emergencySeen: (line, names) => `looked at who had opened the notes of ${aboutPupil(line, names)} in an emergency`,
  auditRead: (line, names) => `read who saw and changed what${askedWords(line, names)}`,
  auditCopied: (line, names) => `took a copy of who saw and changed what${askedWords(line, names)}`,
  signedIn: () => "signed in",
  signInFailed: () => "could not sign in: the password was wrong",
  steppedUp: () => "gave their password once more",
  stepUpFailed: () => "gave a wrong password when asked once more",
  authorKeyRegistered: () => "began to write on this device",
  deviceCodeGiven: () => "made a code for another tablet",
  invited: (line, names) => `invited ${names.adult(line.about)} to sign in`,
  invitationUsed: (line) =>
    line.facts["newPassword"] === true ? "chose a new password" : "chose a login and a password",
  invitationWithdrawn: (line, names) => `took back the invitation of ${names.adult(line.about)}`,
  madeAdministrator: (line, names) => `made ${names.adult(line.about)} an administrator`,
  noLongerAdministrator: (line, names) => `took the administrator’s rights from ${names.adult(line.about)}`,
  accountEnded: (line, names) => `ended the account of ${names.adult(line.about)}`,
  deviceEnrolled: () => "joined the school",
  deviceLetInAgain: () => "was let in again",
  deviceReadmitted: () => "came back after the server was restored",
  deviceRenewed: () => "goes on under a new name",
  deviceRevoked: (line) => `took ${aboutDevice(line)} out of use`,
  deviceLocked: (line) => `locked ${aboutDevice(line)}`,
  deviceUnlocked: (line) => `let ${aboutDevice(line)} be opened again`,
  deviceCleared: () => "removed everything from itself",
  storageLost: () => "came back with its storage emptied",
  grantsConfirmed: () => "confirmed that it holds what it may, and nothing else",
  erased: (line, names) =>
    `erased a ${names.record(text(line, "type"))} about ${aboutPupil(line, names, text(line, "scope"))}`,
  copyDiffers: (line, names) =>
    `held other records${aboutIfPupil(line, names)} than the server; they are fetched again`,
  witnessDiffers: () => "was told something else of this list before: somebody has altered it",
  horizon: () => "took away what replaced values said, as old as the school keeps them",
  restored: () => "was restored from a backup",
  backedUp: () => "was backed up",
};

const aboutIfPupil = (line: AuditLine, names: AuditNames): string => {
  const name = names.pupil(line.about);
  return name === undefined ? "" : ` about ${name}`;
};

/** Told of a device, whoever was at it. */
const OF_DEVICE = new Set([
  "deviceEnrolled",
  "deviceLetInAgain",
  "deviceReadmitted",
  "deviceRenewed",
  "deviceCleared",
  "storageLost",
]);

/** Who did it: an adult, else a device, else the server itself. */
export function subjectOf(line: AuditLine, names: AuditNames): string {
  if (line.who !== "" && !OF_DEVICE.has(line.what)) return names.adult(line.who);
  return line.device === ""
    ? "the server"
    : `the device ${line.deviceName || "that the school does not know any more"}`;
}

/** "Mrs Khan added a behaviour log about Amara Okafor". */
export function auditSentence(line: AuditLine, names: AuditNames): string {
  const words = AUDIT_WORDS[line.what];
  return `${capital(subjectOf(line, names))} ${words ? words(line, names) : "did something this version has no words for"}`;
}
