// What others do, near or to a pupil, that can set things off.

import type { Trigger } from "./trigger.ts";

export const triggersOfOthers = {
  corridor: {
    plan: ["Busy corridors between lessons", "Being pushed past at change of lesson"],
    signs: ["Hood up, walks close to the wall", "Looks behind {him} a lot"],
    avoid: ["Sending {him} out at the bell", "Waiting in the queue by the stairs"],
    before: [
      "Walked over at the bell, [stairs|top corridor|link corridor] packed.",
      "Came through the [Year 7|canteen|PE] queue to get here.",
      "Somebody's bag [caught|knocked] {him} [by the lockers|on the stairs|at the double doors].",
      "Set off [two|three|four] minutes late, so straight into the rush.",
    ],
    seen: [
      {
        category: "unsettled",
        words: [
          "[Paced|Walked up and down] by the [window|door|sink] for {n} minutes.",
          "Breathing fast, [coat|bag] still on[, would not sit|, hands in sleeves|].",
        ],
      },
      {
        category: "left",
        words: [
          "Turned round at the door and [walked|went] back [to the stairs|the way {he} came].",
          "Went past the room to the [far doors|end toilets|library steps].",
        ],
      },
    ],
    functions: ["sensory", "escape"],
    place: "corridor",
  },
  corrected: {
    plan: ["Being corrected in front of others", "{His} name said across the room"],
    signs: ["Goes very still, jaw tight", "Laughs when it is not funny"],
    avoid: ["Naming {him} across the room", "Writing {his} name on the board"],
    before: [
      "Asked [across the room|from the front|in front of the others] to [take {his} coat off|turn round|put the pen down].",
      "{His} name went on the board[ by the cover teacher|].",
      "Told {he} had [copied the wrong title|missed a line|used the wrong page], others heard.",
      "Reminded about [the rules on food|uniform|chewing] as {he} sat down.",
    ],
    seen: [
      {
        category: "voice",
        words: [
          "[Shouted|Said loudly] that it is [always|only ever] {him}.",
          "Raised {his} voice, [one sentence|two sentences], then [silence|arms folded].",
        ],
      },
      {
        category: "left",
        words: [
          "Stood up, chair back, [out of the room|into the corridor].",
          "[Left|Walked out] without a word, [sat on the steps|went to the water fountain|stood outside the office].",
        ],
      },
      {
        category: "unsettled",
        words: ["Head down on the desk for {n} minutes.", "[Tapped|Drummed] the desk harder and harder."],
      },
    ],
    functions: ["escape", "attention"],
  },
  watched: {
    plan: ["Feeling watched or laughed at", "Whispering near {him}"],
    signs: ["Checks who is behind {him}", "Goes red, stops answering"],
    avoid: ["Making {him} a show of, even for good work", "Seats in the middle of the room"],
    before: [
      "Two pupils [laughed|whispered|looked round], not about {him} I think.",
      "Somebody [filmed|pointed|pulled a face] through the [window|door glass].",
      "Thought a [joke|comment] about [trainers|hair|phones] was meant for {him}.",
      "Came second to last in the [quiz|starter] and [someone|another pupil] [noticed|said so].",
    ],
    seen: [
      {
        category: "words",
        words: [
          "Called [another pupil|someone] [a name|names], twice.",
          "Swore at [the group|another pupil] [under {his} breath|out loud].",
        ],
      },
      {
        category: "unsettled",
        words: ["Asked [what they were looking at|what was funny], [standing up|stepping closer]."],
      },
      { category: "pushed", words: ["Pushed [a shoulder|past, hard], [once|no injury]."] },
    ],
    functions: ["attention", "escape"],
  },
  stranger: {
    plan: ["A cover teacher or an adult {he} does not know", "Being told what to do by somebody new"],
    signs: ["Stands by the door, asks who that is", "Gives a wrong name"],
    avoid: ["A new adult alone with {him} in the first week", "Cover without a word beforehand"],
    before: [
      "Cover in {subject}, [third time this term|first time with this teacher|no note left].",
      "A [visitor|student teacher|new TA] sat [beside|near] {him}.",
      "[Supply|Cover] asked for {his} name [three times|and did not get it].",
      "Usual adult [out on a course|off ill|in a meeting], nobody had said.",
    ],
    seen: [
      {
        category: "left",
        words: [
          "[Walked out|Went] to find [me|{his} key adult|somebody {he} knows].",
          "Came here instead of [staying|{subject}], [said so calmly|out of breath].",
        ],
      },
      { category: "words", words: ["Gave [cheek|a false name|one-word answers], then [swore|walked off]."] },
    ],
    functions: ["escape", "attention"],
    place: "classroom",
  },
  space: {
    plan: ["People standing too close", "A hand on the shoulder, even a kind one"],
    signs: ["Steps back, elbows out", "Pulls sleeves over {his} hands"],
    avoid: ["Touching {him} to get {his} attention", "Standing behind {him}"],
    before: [
      "Someone leaned over {him} to [reach the glue|see the screen|get a pen].",
      "[Crowded|Pressed] round one [table|screen|sink] for the [practical|demonstration].",
      "Tapped on the shoulder [by a lunch supervisor|from behind|in the queue].",
      "Sat {n} to a bench in [the hall|{subject}].",
    ],
    seen: [
      {
        category: "pushed",
        words: [
          "Shoved [an arm|the chair|another pupil] away, [once|no mark|hard].",
          "Elbow out, caught [someone's side|another pupil's bag], [looked shocked|said sorry later].",
        ],
      },
      { category: "voice", words: ["Shouted to [get off|get back|leave {him} alone]."] },
    ],
    functions: ["sensory", "escape"],
  },
  fair: {
    plan: ["Things that feel unfair", "One rule for {him}, another for others"],
    signs: ["Lists what other people got away with", "Will not let a thing go"],
    avoid: ["Because I said so", "Talking it through while {he} is still angry"],
    before: [
      "[Another pupil|Someone else] was [late too|talking too], only {he} was spoken to.",
      "Lost [a point|break|computer time] for something {he} says {he} did not do.",
      "Told no to [swapping seats|using the tablet|going first] after someone else had been told yes.",
      "Blamed for the [noise|mess|broken stool] [before anyone asked|with others there].",
    ],
    seen: [
      {
        category: "voice",
        words: [
          "[Argued|Went over it] again and again, louder each time.",
          "Said [it's not fair|you always do this] [to the whole room|{n} times].",
        ],
      },
      {
        category: "words",
        words: ["Told [the adult|me] exactly what {he} thought, [with swearing|no swearing this time]."],
      },
    ],
    functions: ["attention", "tangible"],
  },
} as const satisfies Record<string, Trigger>;
