// What passes between school and home, with what came of it.

export interface HomeTalk {
  readonly about: string;
  readonly way: "phone" | "message" | "email" | "meeting" | "home-visit" | "gate";
  readonly outcome: "spoke" | "left-message" | "no-answer" | "sent";
  readonly startedBy: "school" | "home";
  readonly note: readonly string[];
  readonly followUp?: readonly string[];
}

export const homeTalks: readonly HomeTalk[] = [
  {
    about: "A good day",
    way: "phone",
    outcome: "spoke",
    startedBy: "school",
    note: [
      "Rang with good news: [{n} questions in maths|a calm week|a kind thing at lunch]. [Mum|Home] [pleased|said {he} told them already|went quiet, then said thank you].",
      "Told home about [{subject} today|the reading|the milestone], {he} [listened in|spoke too].",
    ],
  },
  {
    about: "A hard morning",
    way: "phone",
    outcome: "spoke",
    startedBy: "school",
    note: [
      "Explained what was seen and what helped. Home [not surprised, bad night|wants to know sooner|will talk tonight, not tell off].",
      "Went through period {n} in order, [mum asked good questions|dad calmer than last time|nana took it in].",
      "Home says [mornings are hard there too|{he} was fine at breakfast|the same thing set it off at {his} cousin's].",
    ],
    followUp: ["Ring again [Friday|tomorrow] with how it went", "Send the [plan|list of what helps] home"],
  },
  {
    about: "Trying to get through",
    way: "phone",
    outcome: "no-answer",
    startedBy: "school",
    note: [
      "Rang [twice|three times], [rang out|straight to voicemail|number busy].",
      "No reply on [either|the first] number[, will try after {n}|].",
    ],
    followUp: ["Try [after three|tomorrow before work]"],
  },
  {
    about: "Message left",
    way: "phone",
    outcome: "left-message",
    startedBy: "school",
    note: [
      "Left a message: all well, [please ring about the review|good news to share|nothing to worry about].",
      "Voicemail, asked [dad|home] to ring the [room|office] before {n}.",
    ],
  },
  {
    about: "Review meeting",
    way: "meeting",
    outcome: "spoke",
    startedBy: "school",
    note: [
      "[Mum|Both parents|Nana] came. Went through the plan, [{he} showed {his} work|{he} spoke first]. They see [fewer calls|more talk about lessons|less worry on Sundays] at home.",
      "Review with home and pupil, {n} things agreed, copy [given|sent home in {his} bag].",
    ],
    followUp: ["New review date to home by [text|letter]"],
  },
  {
    about: "Home rang us",
    way: "phone",
    outcome: "spoke",
    startedBy: "home",
    note: [
      "[Mum|Dad|Home] rang: [bad night|up since four|row over the phone], asked us to go [easy|gently] today.",
      "Home asked whether [{subject}|PE|lunch] could [wait|be in here] [this week|till Thursday].",
      "Rang to say {he} [wants to come|got up alone|did {his} homework at the table], a first.",
    ],
  },
  {
    about: "Text about the week",
    way: "message",
    outcome: "sent",
    startedBy: "school",
    note: [
      "Sent: [a steady week|{n} calm starts|two lessons back], see you at the [review|gate].",
      "Text home with a photo of {his} [work|model|loaf], {he} chose it.",
    ],
  },
  {
    about: "At the gate",
    way: "gate",
    outcome: "spoke",
    startedBy: "home",
    note: [
      "Quick word at the gate, [grandad|mum|auntie] says [sleep|getting up|Sunday night] is [better|the hard part].",
      "[Dad|Mum] waved me over, wanted to hear it was {n} good days.",
    ],
  },
  {
    about: "Work sent home",
    way: "email",
    outcome: "sent",
    startedBy: "school",
    note: ["Emailed the {subject} pack for [the days off|the appointment|Friday], {n} pages, no pressure."],
  },
  {
    about: "Visit at home",
    way: "home-visit",
    outcome: "spoke",
    startedBy: "school",
    note: [
      "Went with the attendance officer. Tea, {n} minutes, {he} came down [after a while|and showed us the dog]. Agreed to start [at break|with food|on Thursday].",
    ],
    followUp: ["Meet {him} at the gate the first [two|three] mornings"],
  },
];

export const contactNotes = [
  "Works nights, best after 2pm",
  "Text first, then ring",
  "Drives a bus, cannot pick up before ten",
  "Happy to come in at short notice",
  "Prefers the mobile, landline is grandma's",
  "Likes to hear good news too",
  "Reads messages in the evening",
  "On a ward till three, leave a message there",
];
