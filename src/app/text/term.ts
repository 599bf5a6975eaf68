// The school's word for the children it works with (school settings, `pupilWord`).

export interface ActiveTerm {
  readonly one: string;
  readonly many: string;
}

const TERMS: { readonly [code: string]: ActiveTerm } = {
  pupil: { one: "pupil", many: "pupils" },
  student: { one: "student", many: "students" },
  "young-person": { one: "young person", many: "young people" },
  learner: { one: "learner", many: "learners" },
};
const PUPIL: ActiveTerm = { one: "pupil", many: "pupils" };

/** Any "pupil" of a sentence in the school's word. Pupil premium is the name of a grant, and stays. */
export function inTerm(text: string, { one, many }: ActiveTerm): string {
  return text.replaceAll(/\b([Pp])upil(s?)\b(?! premium)/g, (_whole, first: string, more: string) => {
    const word = more === "" ? one : many;
    return first === "P" ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  });
}

/** An unknown or missing choice means "pupil", the word of the Department's own papers. */
export function termOf(chosen: string | undefined): ActiveTerm {
  return TERMS[chosen ?? "pupil"] ?? PUPIL;
}
