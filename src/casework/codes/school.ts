// The school day and the people in it.

import { defineCodes } from "#ledger/code-list.ts";

/** National Curriculum year taught, not age (CBDS "NC year actual"). */
export const yearGroups = defineCodes("year-group", [
  { code: "7", label: "Year 7" },
  { code: "8", label: "Year 8" },
  { code: "9", label: "Year 9" },
  { code: "10", label: "Year 10" },
  { code: "11", label: "Year 11" },
  { code: "12", label: "Year 12" },
  { code: "13", label: "Year 13" },
]);

export const weekdays = defineCodes("weekday", [
  { code: "mon", label: "Monday" },
  { code: "tue", label: "Tuesday" },
  { code: "wed", label: "Wednesday" },
  { code: "thu", label: "Thursday" },
  { code: "fri", label: "Friday" },
]);

export const timetableWeeks = defineCodes("timetable-week", [
  { code: "both", label: "Every week" },
  { code: "A", label: "Week A" },
  { code: "B", label: "Week B" },
]);

export const periodKinds = defineCodes("period-kind", [
  { code: "lesson", label: "Lesson" },
  { code: "tutor", label: "Tutor time" },
  { code: "break", label: "Break" },
  { code: "lunch", label: "Lunch" },
  { code: "other", label: "Before or after lessons" },
]);

/** Behaviour words are neutral: a category of concern is worded as what was seen, never as a verdict. */
export const tones = defineCodes("category-tone", [
  { code: "positive", label: "Going well" },
  { code: "neutral", label: "Good to note" },
  { code: "concern", label: "Something to understand" },
]);

export const pupilWords = defineCodes("pupil-word", [
  { code: "pupil", label: "Pupil" },
  { code: "student", label: "Student" },
  { code: "young-person", label: "Young person" },
  { code: "learner", label: "Learner" },
]);
