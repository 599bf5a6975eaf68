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

/** An unknown or missing choice means "pupil", the word of the Department's own papers. */
export function termOf(chosen: string | undefined): ActiveTerm {
  return TERMS[chosen ?? "pupil"] ?? PUPIL;
}
