// The kinds of field a record can have. A field says what it holds, how two accounts of it meet, and its words.

import type { Json } from "#base/json.ts";
import type { CodeList } from "./code-list.ts";

/**
 * How two values written apart meet:
 * scalar: a clash is a decision; prose: a clash is a decision that offers "Keep both"; list: additions and
 * removals of items merge; guarded: any two values written apart are a decision, even equal ones.
 */
export type FieldClass = "scalar" | "prose" | "list" | "guarded";

export interface FieldWords {
  /** What stands above the field, sentence case. */
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** Keeps a child safe: two values written apart are always looked at by a person. */
  readonly guarded?: boolean;
}

interface FieldBase extends FieldWords {
  readonly class: FieldClass;
}

/** One line of text, `max` characters (200 unless told). */
export interface LineField extends FieldBase {
  readonly kind: "line";
  readonly max: number;
}
/** Paragraphs, `max` characters (10,000 unless told). */
export interface ProseField extends FieldBase {
  readonly kind: "prose";
  readonly max: number;
}
/** A calendar date, "2026-06-09". */
export interface DateField extends FieldBase {
  readonly kind: "date";
  readonly earliest?: string;
  readonly latest?: string;
  /** A date of birth: checked against the ages a secondary school can hold (9 to 20), given today. */
  readonly birth?: boolean;
}
/** A moment as the school's clock shows it, "2026-06-09T10:42". */
export interface MomentField extends FieldBase {
  readonly kind: "moment";
  /** It may be still to come; a form refuses that of any other, which says that something was. */
  readonly ahead?: boolean;
}
/** A time of day, "10:42". */
export interface ClockField extends FieldBase {
  readonly kind: "clock";
}
/** One code of a list. */
export interface ChoiceField extends FieldBase {
  readonly kind: "choice";
  readonly codes: CodeList;
}
/** Several codes of a list, kept as one value. */
export interface ChoicesField extends FieldBase {
  readonly kind: "choices";
  readonly codes: CodeList;
  readonly most?: number;
}
/** A whole number; `notKnown` lets the answer be "not-known". */
export interface WholeField extends FieldBase {
  readonly kind: "whole";
  readonly least: number;
  readonly most: number;
  readonly unit?: string;
  readonly notKnown?: boolean;
}
/** A percentage with at most one decimal, 0 to 100; `notKnown` lets the answer be "not-known". */
export interface PercentField extends FieldBase {
  readonly kind: "percent";
  readonly notKnown?: boolean;
}
export interface YesNoField extends FieldBase {
  readonly kind: "yes-no";
}
/** The id of another record of type `to`. */
export interface LinkField extends FieldBase {
  readonly kind: "link";
  readonly to: string;
}
/** Ids of other records of type `to`, kept as one value. */
export interface LinksField extends FieldBase {
  readonly kind: "links";
  readonly to: string;
}
/** A list of short lines that adults add to and take from, each item with its own history. */
export interface ItemsField extends FieldBase {
  readonly kind: "items";
  readonly max: number;
}
/** A text with a form of its own; `check` returns the value in its plain form, or a sentence. */
export interface FormattedField extends FieldBase {
  readonly kind: "formatted";
  readonly max: number;
  readonly check: (text: string) => { readonly value: string } | { readonly sentence: string };
}

export type Field =
  | LineField
  | ProseField
  | DateField
  | MomentField
  | ClockField
  | ChoiceField
  | ChoicesField
  | WholeField
  | PercentField
  | YesNoField
  | LinkField
  | LinksField
  | ItemsField
  | FormattedField;

/** The value a field holds when it holds one. */
export type ValueOf<F extends Field> = F extends ItemsField
  ? { readonly [item: string]: string }
  : F extends WholeField | PercentField
    ? number | "not-known"
    : F extends YesNoField
      ? boolean
      : F extends ChoicesField | LinksField
        ? readonly string[]
        : string;

type Options<F extends Field, Needed extends keyof F = never> = FieldWords &
  Partial<Omit<F, "kind" | "class" | keyof FieldWords | Needed>> &
  Pick<F, Needed>;

const classFor = (words: FieldWords, otherwise: FieldClass): FieldClass => (words.guarded ? "guarded" : otherwise);

export const line = (o: Options<LineField>): LineField => ({
  max: 200,
  ...o,
  kind: "line",
  class: classFor(o, "scalar"),
});
export const prose = (o: Options<ProseField>): ProseField => ({
  max: 10_000,
  ...o,
  kind: "prose",
  class: classFor(o, "prose"),
});
export const date = (o: Options<DateField>): DateField => ({ ...o, kind: "date", class: classFor(o, "scalar") });
export const moment = (o: Options<MomentField>): MomentField => ({
  ...o,
  kind: "moment",
  class: classFor(o, "scalar"),
});
export const clock = (o: Options<ClockField>): ClockField => ({ ...o, kind: "clock", class: classFor(o, "scalar") });
export const choice = (o: Options<ChoiceField, "codes">): ChoiceField => ({
  ...o,
  kind: "choice",
  class: classFor(o, "scalar"),
});
export const choices = (o: Options<ChoicesField, "codes">): ChoicesField => ({
  ...o,
  kind: "choices",
  class: classFor(o, "scalar"),
});
export const whole = (o: Options<WholeField>): WholeField => ({
  least: 0,
  most: 1_000_000,
  ...o,
  kind: "whole",
  class: classFor(o, "scalar"),
});
export const percent = (o: Options<PercentField>): PercentField => ({
  ...o,
  kind: "percent",
  class: classFor(o, "scalar"),
});
export const yesNo = (o: Options<YesNoField>): YesNoField => ({ ...o, kind: "yes-no", class: classFor(o, "scalar") });
export const link = (o: Options<LinkField, "to">): LinkField => ({ ...o, kind: "link", class: classFor(o, "scalar") });
export const links = (o: Options<LinksField, "to">): LinksField => ({
  ...o,
  kind: "links",
  class: classFor(o, "scalar"),
});
export const items = (o: Options<ItemsField>): ItemsField => ({ max: 300, ...o, kind: "items", class: "list" });
export const formatted = (o: Options<FormattedField, "check">): FormattedField => ({
  max: 200,
  ...o,
  kind: "formatted",
  class: classFor(o, "scalar"),
});

/** A value as fields hold them; `undefined` and null both mean "nothing entered". */
export type FieldValue = Json;
