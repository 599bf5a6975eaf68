// Notes of the graduated approach, by area of need.

export type SenArea = "communication" | "cognition" | "semh";

export interface SenCycle {
  readonly assess: readonly string[];
  readonly plan: readonly string[];
  readonly provision: readonly string[];
  readonly expected: readonly string[];
  readonly doing: readonly string[];
  readonly review: readonly string[];
}

export const senCycles: Readonly<Record<SenArea, SenCycle>> = {
  communication: {
    assess: [
      "Listening screen with the speech therapist's sheet: [single words fine, instructions of three parts lost|understands far more with a picture].",
      "Watched {subject} for {n} minutes. {He} copies the pupil in front because the instruction went past.",
      "Told me the story of the lesson in order, words like [because|although|instead] missing.",
    ],
    plan: [
      "Small group for talk and vocabulary, [before|after] lunch.",
      "Visual steps on the desk in {subject} and {other}.",
    ],
    provision: ["Word group, {n} minutes three times a week", "Visual timetable and key-word cards, every lesson"],
    expected: ["Follows two-part instructions without a prompt.", "Uses {n} new words in class talk by the review."],
    doing: [
      "{n} sessions held, [one missed for a trip|none missed]. Picks up nouns fast, verbs slower.",
      "Cards made for {subject}. {He} keeps them in {his} planner, which is a good sign.",
    ],
    review: [
      "Follows two parts, loses the third. [Carry on|Same again], add drawing.",
      "Puts {his} hand up in {subject} now. [Teacher noticed first|Home noticed too].",
    ],
  },
  cognition: {
    assess: [
      "Reading screen: standard score [78|81|84], tires after {n} lines.",
      "Working memory is the tight spot: holds two things, drops the third.",
      "Maths talk strong, written working scattered. Not the sums, the layout.",
    ],
    plan: [
      "Overlearning in short bursts, paired with something {he} is good at.",
      "Reader for tests, laptop for more than half a page.",
    ],
    provision: ["Paired reading, {n} minutes daily", "Maths pre-teach, twice a week, with [Mr Murray|Ms Eze]"],
    expected: ["Reads a page of class text with fewer than {n} slips.", "Sets out a two-step sum alone."],
    doing: [
      "Paired reading {n} times out of ten. Likes the football annual best.",
      "Squared paper and a model answer: layout much clearer.",
    ],
    review: [
      "Score up by {n}, and {he} reads the menu aloud for a laugh.",
      "Still slow, less cross about it. Keep the laptop.",
    ],
  },
  semh: {
    assess: [
      "Sat with {his} key adult and the year's logs: [mornings|loud lessons|changes] stand out.",
      "Teacher-rated strengths and difficulties done, total only on file. Home's view to follow.",
      "Drew a good day and a bad day. The difference was who said hello.",
    ],
    plan: [
      "A safe start each day, a named adult, and one way to calm down taught well.",
      "Zones talk twice a week, then use it in {subject}.",
    ],
    provision: ["Check-in with key adult, daily at 8:25", "Calm-down teaching, {n} short sessions"],
    expected: ["Names how {he} is before it shows.", "Uses one way to calm down in class by the review."],
    doing: [
      "Check-ins kept [every day|all but {n}]. Short, sometimes just a nod.",
      "Taught [box breathing|five things you can see]. {He} prefers walking.",
    ],
    review: [
      "Tells us in time about half of the time. That is new.",
      "Fewer calls for help, more early asks, as the logs show.",
    ],
  },
};
