// The roles by name, for code that needs to tell them apart.

import { labelOf } from "#ledger/code-list.ts";
import { roleCodes } from "./codes/role.ts";

export const roles = [
  "iap-adult",
  "pastoral-lead",
  "senco",
  "dsl",
  "school-leader",
  "school-admin",
  "trust-analyst",
  "class-teacher",
] as const;
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

/** The words for a role: "Pastoral lead". */
export function roleLabel(role: Role): string {
  return labelOf(roleCodes, role);
}
