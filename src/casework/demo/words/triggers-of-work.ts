// What in the work itself can set things off.

import type { Trigger } from "./trigger.ts";

export const triggersOfWork = {
  writing: {
    plan: ["A whole page of writing at once", "Long writing with no way in"],
    signs: ["Rubs out the same line again and again", "Asks for the toilet"],
    avoid: ["A blank page", "Copying from the board"],
    before: [
      "[Half a page|A full page|Two paragraphs] set in one go.",
      "Asked to copy {n} lines from the board.",
      "Given the extended [question|answer|task] without the sentence starters.",
      "Everybody began writing, {he} had the title and nothing else.",
    ],
    seen: [
      {
        category: "not-started",
        words: [
          "Wrote the date, then [nothing for {n} minutes|put the pen away].",
          "Pushed the [sheet|book|page] [off the desk|to the far side].",
        ],
      },
      {
        category: "unsettled",
        words: [
          "Rubbed a hole in the page.",
          "Said [this is baby work|what's the point|I can't do this] [twice|over and over].",
        ],
      },
      { category: "damage", words: ["[Tore|Screwed up] the [worksheet|page] and [dropped it|put it in the bin]."] },
    ],
    functions: ["escape"],
  },
  losing: {
    plan: ["Losing a game, or getting it wrong", "Red pen, or a low mark handed back"],
    signs: ["Changes the rules, says it is boring", "Covers {his} work with an arm"],
    avoid: ["Quick-fire questions", "Marks read out"],
    before: [
      "Lost at [cards|chess|the maths game|table tennis] [in the last minute|twice running].",
      "Got [{n} out of 10|{n} wrong] on the [starter|spelling list|times tables].",
      "Test came back with [a low mark|more red than {he} liked].",
      "Another pupil finished [first|the level] while {he} was on question {n}.",
    ],
    seen: [
      {
        category: "damage",
        words: [
          "Swept the [cards|pieces|pens] [off the table|on to the floor].",
          "[Snapped|Threw] a [ruler|pencil|pen][, nobody near|].",
        ],
      },
      { category: "voice", words: ["Shouted that the [game|test|quiz] was [fixed|rubbish|for kids]."] },
      { category: "not-started", words: ["Would not [try|look at] the next one, [arms folded|book closed]."] },
    ],
    functions: ["escape", "attention"],
  },
  reading: {
    plan: ["Being asked to read aloud", "Text without pictures or space"],
    signs: ["Loses the book, needs the toilet", "Makes a joke just before {his} turn"],
    avoid: ["Reading round the class", "Asking {him} to read cold"],
    before: [
      "Reading went round the [class|table], {he} was [next|{n} away].",
      "[Two|Three] pages of text to read [alone|before answering].",
      "Asked to read the [question|paragraph|extract] out.",
      "New text with [long words|small print|no pictures], no time to look first.",
    ],
    seen: [
      { category: "left", words: ["Asked for the toilet and [did not come back|was gone {n} minutes|came here]."] },
      {
        category: "not-started",
        words: ["[Closed|Shut|Pushed away] the book and [said it was boring|looked out of the window]."],
      },
      {
        category: "unsettled",
        words: ["Put on a [silly|deep|squeaky] voice, [others laughed|then stopped half way]."],
      },
    ],
    functions: ["escape"],
    place: "classroom",
  },
  start: {
    plan: ["Not knowing how to begin", "Questions with more than one step"],
    signs: ["Sharpens pencils, tidies the desk", "Says it is easy and does nothing"],
    avoid: ["Several instructions at once", "Saying just have a go"],
    before: [
      "Task had {n} steps on one slide.",
      "[Multi-step|Wordy|New kind of] question with no example.",
      "Everybody else had [begun|their books open], {he} asked what to do.",
      "Instructions given [once|while {he} was unpacking|with the fan on].",
    ],
    seen: [
      {
        category: "not-started",
        words: [
          "Sharpened {n} pencils, [wrote nothing|did not begin].",
          "Said [it was easy|{he} knew it already] and [did none|looked away].",
        ],
      },
      {
        category: "unsettled",
        words: ["[Called|Shouted] out [for help|that it made no sense] [every minute|{n} times]."],
      },
    ],
    functions: ["escape", "attention"],
  },
} as const satisfies Record<string, Trigger>;
