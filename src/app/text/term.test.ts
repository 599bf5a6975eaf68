import { expect, test } from "vitest";
import { inTerm, termOf } from "./term.ts";

test("[C47] a sentence that says pupil says the school's own word, in its number and its case", () => {
  const say = (chosen: string, sentence: string): string => inTerm(sentence, termOf(chosen));
  expect(say("student", "Pupils see the tablet. Could the pupil leave?")).toBe(
    "Students see the tablet. Could the student leave?",
  );
  expect(say("young-person", "In the pupil's own words; what pupils call them")).toBe(
    "In the young person's own words; what young people call them",
  );
  expect(say("learner", "Which pupil’s record")).toBe("Which learner’s record");
  expect(say("student", "Pupil premium")).toBe("Pupil premium");
  expect(say("pupil", "Could the pupil leave?")).toBe("Could the pupil leave?");
});
