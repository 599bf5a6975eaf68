// What can set things off: the same thought as it stands in a plan, in early signs, and in the logs that bear it out.

export interface Trigger {
  /** As the plan says it. */
  readonly plan: readonly string[];
  readonly signs: readonly string[];
  readonly avoid: readonly string[];
  /** What happened before, in a log. */
  readonly before: readonly string[];
  /** What was seen, by category. */
  readonly seen: readonly { readonly category: SeenCategory; readonly words: readonly string[] }[];
  readonly functions: readonly ("sensory" | "escape" | "attention" | "tangible")[];
  /** Where it tends to happen. */
  readonly place?: string;
}

export type SeenCategory = "unsettled" | "left" | "voice" | "not-started" | "words" | "pushed" | "damage" | "break";

export const triggers = {
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

export type TriggerName = keyof typeof triggers;
