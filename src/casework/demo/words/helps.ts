// What helps: as the plan says it, and what happened next in the logs when it was done.

export interface Help {
  /** The code of the "what helped" list. */
  readonly code: string;
  readonly plan: readonly string[];
  /** One line beside the name, 60 characters at most. */
  readonly atAGlance: string;
  readonly after: readonly string[];
}

export const helps = {
  space: {
    code: "time",
    plan: ["Time and space first, words later", "Five minutes alone, then one question"],
    atAGlance: "Give space first; talk after five minutes",
    after: [
      "Left {him} [alone|be], [checked from the door|no words], back with us after {n} minutes.",
      "Gave {him} [space by the window|the end table], [came over|picked the pen up] when ready.",
      "Said I'd be [here|at my desk] and [stepped away|left it], {he} came to me [in {n} minutes|before the bell].",
    ],
  },
  quiet: {
    code: "quiet-place",
    plan: ["The quiet room with the light off", "A quiet corner with {his} back to the wall"],
    atAGlance: "Quiet room open to {him}; lights low",
    after: [
      "{n} minutes in the quiet room, [lights low|door open], then [work|a drink and back].",
      "Moved to the corner [seat|beanbag], [settled|shoulders came down] within {n} minutes.",
      "Chose the quiet room [without being told|before it got bigger], [proud of that|first time {he} has].",
    ],
  },
  movement: {
    code: "movement",
    plan: ["A walk or a job before sitting down again", "Ten minutes on the bike before maths"],
    atAGlance: "Movement break every 20 minutes; offer a job",
    after: [
      "Took [the register|a note|two boxes] to the office with [me|Mr Murray], [chatty|calmer] on the way back.",
      "{n} minutes on the [bike|rower|yard], then [back to the desk|finished the sheet].",
      "[Two laps|One lap] of the field, [talked about football|said nothing], then [fine|ready].",
    ],
  },
  adult: {
    code: "trusted-adult",
    plan: ["One trusted adult, side by side, not face to face", "A word with {his} key adult before lessons"],
    atAGlance: "Sit beside, not opposite; let {him} start",
    after: [
      "[Sat|Drew] beside {him} for {n} minutes without talking, [then it came out|then {he} began].",
      "Asked for {his} key adult, {n} minutes together, [sorted|back in].",
      "Walked [and talked|round the block of classrooms] with [me|Ms Eze], told me [some of it|what happened in order].",
    ],
  },
  choice: {
    code: "choice",
    plan: ["A choice of two, both good enough", "Let {him} choose the order"],
    atAGlance: "Offer two choices; no raised voices",
    after: [
      "Offered [laptop or paper|here or the quiet table|now or after break], chose [the second|quickly], done.",
      "Let {him} pick which [question|task|half] first, [worked|started in a minute].",
      "Two choices on a sticky note, {he} [ticked one|pointed], [no more was said|and got on].",
    ],
  },
  card: {
    code: "break-card",
    plan: ["Break card on the desk, used without asking", "Card down, five minutes out, no questions"],
    atAGlance: "Break card on desk; no questions when used",
    after: [
      "Turned {his} card over, out for {n} minutes, [back on {his} own|back before I looked].",
      "Reminded {him} of the card [with a look|by pointing], [used it|put it on the table and went].",
      "Card used [well|in time], [counted to a hundred|sat on the stairs], came back [and carried on|and said thanks].",
    ],
  },
  firstThen: {
    code: "first-then",
    plan: ["First this, then that, on a whiteboard", "A short list {he} can tick off"],
    atAGlance: "First-then board on the desk before you talk",
    after: [
      "Wrote first-then on the whiteboard, [first|line one] took {n} minutes, then [drawing|the bike|a game].",
      "Ticked off [three|four|two] things on {his} list, [calm|pleased] by the last.",
      "Put the [board|list] down and [waited|said nothing], {he} [read it|picked up the pen].",
    ],
  },
  steps: {
    code: "smaller-steps",
    plan: ["Work cut into small steps, one in sight at a time", "First question done together"],
    atAGlance: "One question at a time; do the first together",
    after: [
      "Folded the sheet so one question showed, did {n}.",
      "Did the first one [together|as a pair], [next two|the rest of the row] alone.",
      "Cut it to {n} questions, [all right|all done], asked [for another|if that was it].",
    ],
  },
  words: {
    code: "words-before",
    plan: ["New words taught before the lesson", "Key words with pictures on {his} desk"],
    atAGlance: "Teach new words before the lesson",
    after: [
      "Went back over the {n} key words, then [had a go|put {his} hand up].",
      "Used the word cards, [matched|explained] {n}, [back to the task|much easier after].",
      "Read the hard words [together|first], {he} [read the rest|tried it] alone.",
    ],
  },
  food: {
    code: "food-drink",
    plan: ["Toast and a drink on arrival", "Water and a snack before period 2"],
    atAGlance: "Toast and water first, then work",
    after: [
      "[Toast|Cereal bar|Banana] and water, {n} minutes, a different [pupil|mood] after.",
      "Ate [two slices|the lot] by the window, [then chatted|started on {his} own].",
      "Drink and [a biscuit|an apple], [no talk about it|quick joke], then [sat down|got the book out].",
    ],
  },
  humour: {
    code: "humour",
    plan: ["A bit of humour, never about {him}", "A daft question to change the subject"],
    atAGlance: "Light touch and humour; no lectures",
    after: [
      "Asked about [City's|the] [match|score|manager], smile in {n} seconds, [back on it|moved on].",
      "[Daft joke|Bad pun] about [the printer|my handwriting|school custard], {he} laughed [despite {him}self|first].",
      "Changed the subject to [{his} dog|gaming|trainers], [thawed|came round] after {n} minutes.",
    ],
  },
  repair: {
    code: "restorative",
    plan: ["Put it right later the same day, both sides heard", "Time to cool down, then a restorative talk"],
    atAGlance: "Repair the same day; never on the spot",
    after: [
      "Restorative talk [after lunch|at the end of the day|period 6], [both spoke|shook hands|agreed to sit apart].",
      "Wrote a [line|short note] to say sorry, [own idea|handed over quietly], accepted.",
      "Drew what happened in {n} boxes, [saw the turning point|owned {his} part].",
    ],
  },
  home: {
    code: "call-home",
    plan: ["A good call home, heard by {him}", "A quick word with home when worries come along"],
    atAGlance: "Ring home with good news while {he} listens",
    after: [
      "Rang home together, {n} minutes, [calmer for hearing it|smiled at the end].",
      "[Mum|Home|Nana] told {him} [it was fine|she'd see {him} at three], [settled|breathed out].",
      "Good-news call [first|before the bell], then [work|talked about the morning].",
    ],
  },
} as const satisfies Record<string, Help>;

export type HelpName = keyof typeof helps;
