// The roles by name, for code that needs to tell them apart.

import { labelOf } from "#ledger/code-list.ts";
import { roleCodes } from "./codes/role.ts";

/** Those an adult of the school or its trust can be given. */
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

/** And whoever an adult let in for the day at a tablet: without an account, and on no list to choose from (A34). */
export const everyRole = [...roles, "cover"] as const;
export type Role = (typeof everyRole)[number];

export function isRole(value: unknown): value is Role {
  return everyRole.some((role) => role === value);
}

/** The words for a role: "Pastoral lead". */
export function roleLabel(role: Role): string {
  return role === "cover" ? "Cover adult" : labelOf(roleCodes, role);
}
