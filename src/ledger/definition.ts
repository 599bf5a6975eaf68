// A record type in one place: its fields, how its records merge, who may hold it, how long it is kept.
// Decisions without a safe default are required properties: leaving one out does not compile.

import type { Field, ItemsField, ValueOf } from "./field.ts";

/** 1 general pastoral, 2 SEN and behaviour detail, 3 restricted. */
export type Tier = 1 | 2 | 3;

export interface SlimRule {
  /** The fields a pupil's summary carries for lists and search. */
  readonly fields: readonly string[];
  /** How many of the newest records of this type the summary keeps. */
  readonly keep: number;
}

export interface Section {
  readonly title: string;
  readonly fields: readonly string[];
}

export interface RecordDefinition<
  Fields extends { readonly [name: string]: Field } = { readonly [name: string]: Field },
> {
  /** The singular noun, kebab-case: "behaviour-log". */
  readonly type: string;
  readonly label: string;
  readonly plural: string;
  /**
   * log: append-only, corrected by amendments; case: fields merge one by one.
   */
  readonly mode: "log" | "case";
  /** owner: the record is itself a scope (a pupil); owned: lives in its owner's scope; school: belongs to the school. */
  readonly scope: "owner" | "owned" | "school";
  readonly tier: Tier;
  /** May it stand on a tablet that several adults share? */
  readonly onSharedDevice: boolean;
  /** The retention class; periods are the trust's policy. */
  readonly retention: "pupil-file" | "sen-file" | "restrictive-intervention" | "day-notes" | "staff" | "settings";
  /** Does it leave in a subject access disclosure? */
  readonly disclosure: "yes" | "yes-others-redacted" | "no";
  readonly fields: Fields;
  /** The order and headings on screen and in print; every field stands in exactly one section. */
  readonly layout: readonly Section[];
  /** The field whose moment or date orders the record among its kind ("occurred"); none: by creation. */
  readonly when?: string;
  readonly slim: SlimRule;
}

export type RecordValues<D> =
  D extends RecordDefinition<infer Fields> ? { readonly [Name in keyof Fields]?: ValueOf<Fields[Name]> } : never;

/** Declares a record type. Throws at start when the layout, the slim rule or `when` names a field that is not there. */
export function defineRecord<const Fields extends { readonly [name: string]: Field }>(
  definition: RecordDefinition<Fields>,
): RecordDefinition<Fields> {
  const names = Object.keys(definition.fields);
  const laidOut = definition.layout.flatMap((section) => section.fields);
  const fault = (what: string): never => {
    throw new Error(`record ${definition.type}: ${what}`);
  };
  for (const name of laidOut) if (!names.includes(name)) fault(`the layout names ${name}, which is no field`);
  for (const name of names) {
    const times = laidOut.filter((laid) => laid === name).length;
    if (times !== 1) fault(`${name} stands ${times} times in the layout`);
  }
  for (const name of definition.slim.fields) if (!names.includes(name)) fault(`slim names ${name}, which is no field`);
  if (definition.when !== undefined && !names.includes(definition.when)) fault(`when names ${definition.when}`);
  if (definition.mode === "log" && names.some((name) => definition.fields[name]?.class === "list"))
    fault("a log holds no lists of items: they cannot be amended");
  return definition;
}

export function isItems(field: Field | undefined): field is ItemsField {
  return field?.kind === "items";
}
