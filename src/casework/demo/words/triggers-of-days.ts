// What in a day can set things off: its changes, its noise, its waiting, and what a pupil brings from home.

import type { Trigger } from "./trigger.ts";

export const triggersOfDays = {
  change: {
    plan: ["A change nobody told {him} about", "A room or teacher swapped on the day"],
    signs: ["Asks the same question many times", "Checks the clock and the timetable"],
    avoid: ["Springing a change on {him} at the door", "Saying maybe"],
    before: [
      "Room changed to [{subject} 2|the library|the hall] this morning, nobody had told {him}.",
      "[Fire drill|Assembly|A visitor] moved everything by {n} minutes.",
      "Expected [the computers|cooking|the gym], timetable [said|had] something else.",
      "Told at the door that [the trip letter|the swap|the test] was today.",
    ],
    seen: [
      {
        category: "unsettled",
        words: [
          "Asked [when it would be put right|what was next] {n} times.",
          "Would not come further than the [coat pegs|doorway|first table].",
        ],
      },
      { category: "voice", words: ["[Shouted|Said over and over] that nobody tells {him} anything."] },
      {
        category: "left",
        words: ["Went to [the old room|where it should have been] and [stayed there|sat outside it]."],
      },
    ],
    functions: ["escape", "sensory"],
  },
  noise: {
    plan: ["Noise: chairs, alarms, many voices", "Two people talking to {him} at once"],
    signs: ["Hands over ears, hums", "Screws {his} eyes up"],
    avoid: ["Raised voices, even friendly ones", "Seating {him} near the door"],
    before: [
      "[Drilling|Strimmers|Chairs being stacked] [next door|outside] from the start.",
      "Group of {n} came in talking over each other.",
      "[The alarm test|A slammed door|The bell twice] made {him} jump.",
      "Three conversations going on [round {him}|at {his} table].",
    ],
    seen: [
      {
        category: "unsettled",
        words: [
          "Hands over {his} ears, [rocking|humming|eyes shut].",
          "Pulled {his} [jumper|hood|collar] up [over {his} face|and turned to the wall].",
        ],
      },
      {
        category: "left",
        words: ["Got up and [stood in the corridor|went to the quiet room] [fast|without looking at anyone]."],
      },
      { category: "voice", words: ["Shouted for [everyone to shut up|quiet][, then cried|, then apologised|]."] },
    ],
    functions: ["sensory", "escape"],
  },
  tired: {
    plan: ["Mornings with little sleep or no breakfast", "An empty stomach by period 2"],
    signs: ["Yawns, eyes red, short answers", "Asks what time lunch is"],
    avoid: ["Starting with talk about yesterday", "Asking why {he} is tired in front of others"],
    before: [
      "Up till [2|3|half one] by {his} own account.",
      "No breakfast again[, turned toast down at first|, said {he} forgot|].",
      "Came straight from the bus, [soaked|freezing|shattered], [nothing to eat|last night's crisps].",
      "Yawned through [tutor time|the starter|registration].",
    ],
    seen: [
      {
        category: "not-started",
        words: [
          "Head on [arms|bag|the desk], [book unopened|eyes shut] for {n} minutes.",
          "Said {he} [could not|was not going to] think [before break|today].",
        ],
      },
      { category: "voice", words: ["[Snapped|Growled] at [the first question|a simple hello]."] },
    ],
    functions: ["sensory", "tangible"],
  },
  waiting: {
    plan: ["Waiting with nothing to do", "The last ten minutes of an hour"],
    signs: ["Spins on the chair, flicks things", "Calls out answers to other people's questions"],
    avoid: ["Leaving {him} without the next task", "Long explanations before starting"],
    before: [
      "Finished early, waited {n} minutes [for the next sheet|while I helped someone].",
      "Laptop took {n} minutes to [log on|update|find the network].",
      "Long [explanation|video|set of instructions] at the start.",
      "Waited outside [for the room|for cover|with the group] in the [rain|queue].",
    ],
    seen: [
      {
        category: "unsettled",
        words: [
          "[Flicked|Threw] [bits of rubber|paper|pen lids] [at the bin|across the table].",
          "Out of {his} seat {n} times in [five|ten] minutes.",
          "[Sang|Rapped|Clicked {his} pen] [louder and louder|until others joined in].",
        ],
      },
      {
        category: "words",
        words: [
          "Wound [the next table|another pupil] up with [a nickname|jokes|questions] [till it turned|after being asked to stop].",
        ],
      },
    ],
    functions: ["attention", "sensory"],
  },
  phone: {
    plan: ["Handing the phone in", "Messages from the night before"],
    signs: ["Hand in pocket, will not meet your eye", "Checks {his} bag again and again"],
    avoid: ["Reaching for the phone", "A stand-off at the door"],
    before: [
      "[Phone out|Message came through|Headphones in] at the start.",
      "Asked to put {his} phone in the [box|pouch|drawer].",
      "Something [in a group chat|on {his} phone] from last night, would not say what.",
      "Phone [went off|buzzed] {n} times in a row.",
    ],
    seen: [
      {
        category: "unsettled",
        words: ["Would not [sit|take {his} coat off|look up] until [it was sorted|{he} had texted home]."],
      },
      { category: "voice", words: ["Argued about the [phone|rule|box] for {n} minutes."] },
      { category: "left", words: ["Took the phone back and [went out|left] to [ring home|read it]."] },
    ],
    functions: ["tangible", "attention"],
    place: "gate",
  },
  monday: {
    plan: ["Mondays, and the first day after a holiday", "The first hour after a weekend"],
    signs: ["Arrives early and waits alone", "Talks fast, cannot settle to one thing"],
    avoid: ["Asking about the weekend first thing", "A test on a Monday"],
    before: [
      "First day back[ after the weekend|, everyone loud about it].",
      "Came in [wound up|flat|very quiet] from the start, before a word was said.",
      "[Tutor time|Assembly] was about [holidays|what people did at the weekend].",
      "Forgot {his} [bag|PE kit|homework] and [knew it|said so before sitting].",
    ],
    seen: [
      {
        category: "unsettled",
        words: [
          "Could not [choose|keep] a seat, moved {n} times.",
          "[Cried|Went quiet] when asked if {he} was all right.",
        ],
      },
      { category: "break", words: ["Asked for {his} break [early|before we began] and took {n} minutes."] },
    ],
    functions: ["sensory", "attention"],
  },
} as const satisfies Record<string, Trigger>;
