// Referral, placement, plan and milestones in the words of the adults who write them.

import type { JsonObject } from "#base/json.ts";

export const referrers = [
  "Mr Blackburn, Head of Year 8",
  "Mrs Daley, Head of Year 9",
  "Miss Ofori, Head of Year 7",
  "Mr Rawson, Head of Year 10",
  "Ms Tran, attendance lead",
  "Mr Siddiqui, DSL",
  "Mrs Ashworth, SENCO",
];

export const reasons = [
  "Sent out of {subject} and {other} {n} times since [half-term|the start of term]. [One to one|In a small group] {he} is thoughtful and quick. The pattern is [change of lesson|writing|mornings], not one teacher.",
  "Attendance has slid since [Christmas|the summer|a move of house], and when {he} is in, lessons end early. Staff like {him} and are running out of ideas.",
  "Three fallings-out in {n} weeks, each after a [loud|long] lesson. {He} tells us afterwards exactly what happened, which is where we can start.",
  "Two suspensions close together for [walking out|shouting at an adult]. Nothing unsafe, but {he} is losing {subject} fast and knows it.",
  "Was steady all last year. Since [September|January] {he} has refused {subject} most days and spends it in the corridor.",
  "Came to us mid-year with little from the last school. Does well before break, comes apart after lunch.",
];

export const tried = [
  "Report card, {n} weeks: [better mornings, no change after lunch|kept the card, not the targets]",
  "Seat moved in {subject}: helped for [a fortnight|about a week]",
  "Mentor once a week: [{he} came every time|liked it, little carried over]",
  "Time-out card: used [to get away from|in] {subject}, not elsewhere",
  "Meeting with home and Head of Year: good ideas, [hard to keep up|two still in use]",
  "Check-in at breakfast club: [works|works on days {he} comes]",
  "Reduced homework: one thing less to fight about",
  "Year-team mediation with another pupil: [held|held till sports day]",
  "Reading group, one term: reading up, [mood the same|likes it]",
  "Phone calls home every Friday: [welcome|home felt told off]",
];

export const pupilViews = [
  '"I want {subject} back. I don\'t want everyone looking when I come in."',
  '"It\'s alright in here. You can think."',
  '"People say calm down and it makes it worse."',
  "\"I'm not bad at {subject}, I just can't do it in there.\"",
  '"If someone told me what was next I\'d be fine."',
  '"I\'ll try it if I can still eat with my mates."',
];

export const homeViews = [
  "[Mum|Dad|Home] agrees, wants it short and wants {him} to keep {his} friends.",
  "Relieved somebody has asked. Worried about {subject} and the exams.",
  "Not sure at first. Came to see the room and [changed her mind|liked that it was quiet].",
  "Grandma says {he} talks about school again at tea, so carry on.",
  "Home wants to hear the good days as well as the hard ones.",
  "Both parents came. They see the same at home with [homework|bedtime] and would like to use the same words.",
];

export const decisionReasons = [
  "Support in lessons has been tried for a full term. A short stay with a return planned from the first day.",
  "The pattern is clear and the room has a place. {He} asked for it {him}self.",
  "Needs catch-up in {subject} and a calm start; both fit the room. Not a sanction, and home knows that.",
  "Accepted for {n} weeks, then looked at again with the year team.",
];

export const purposes = [
  "Back in {subject} and {other} for whole lessons, with a plan every teacher has read.",
  "Calm starts to the day, then one lesson back at a time, {subject} first.",
  "Catch up what was missed in {subject} and learn to ask for a break before it is too late.",
  "Get {him} in every day, then build the timetable back from what goes well.",
];

export const criteria = [
  "I get through a whole {subject} lesson {n} times",
  "I ask for a break before I need to walk out",
  "Four weeks with no lesson lost",
  "I come in on Mondays like any other day",
  "My teachers say the plan works for them too",
  "I have done my share of the work each week",
];

export const exitNotes = [
  "What made the difference was [the early start|one adult who stuck with it|words before the lesson]. Keep that.",
  "{He} left on a good day and chose the day. {subject} teacher has the plan and uses it.",
  "Took longer than we said. The second try at {subject} held because {he} set it up.",
];

export const whyHere = [
  "To get back into {subject} and {other} without the corridor in between.",
  "Because lessons kept ending half way and {he} was losing {his} place in the year.",
  "So that mornings begin well and the rest of the day has a chance.",
  "Because {he} learns best in small steps and had stopped asking for them.",
];

export const targets = [
  "I tell an adult before it gets big.",
  "I start within five minutes, with help if I want it.",
  "I stay for the whole lesson, with my break in it.",
  "I come in each morning and say how I am.",
  "I finish one thing in every period.",
];

export const strengths = [
  "Funny, and kind with younger ones",
  "Drawing, anything with a pencil",
  "Football: knows every score",
  "Good at explaining maths out loud",
  "Cooks at home for the family",
  "Loves animals, helps at the stables",
  "Strong sense of what is fair",
  "Reads maps and bus timetables like nobody else",
  "Speaks {n} languages a little",
  "Never misses PE",
  "Builds things, fixes bikes with grandad",
  "Great memory for songs",
];

export const ownWords = [
  '"Don\'t crowd me. Ask me once and wait."',
  "\"I'm good when I know what's coming.\"",
  '"Let me sit where I can see the door."',
  "\"If I've got my hood up I'm not being rude, I'm coping.\"",
  '"Tell my mum when it goes right."',
  '"I\'d rather say it than write it."',
];

export const riskNotes = [
  "May push past when cornered: keep the way to the door free and nobody between.",
  "Has left the site once, towards the park. Ring the office at once, do not run after {him}.",
  "Can throw what is in {his} hand. Clear the table early, no sharp tools in the first half hour.",
  "Says things about {him}self when very upset. Do not promise to keep it; tell the DSL the same hour.",
];

export const timetables = [
  "Mornings in the room. {subject} in the main lesson on [Tuesday|Wednesday] and Friday with [Ms Eze|Mr Murray]. PE and tutor with {his} own group.",
  "Room for {subject} and {other}; everything else as on the year timetable. Lunch in the small hall, first sitting.",
  "Breakfast at 8:10, room until break, then lessons with a card. Room again for the last period on [Monday|Thursday].",
];

export const reviewNotes = [
  "[Calmer|More settled], the logs show it: fewer walk-outs, more work. {subject} next.",
  "Two steps forward, one back after [the holiday|the cold|a change of group]. Same plan, shorter steps.",
  "{He} led the meeting. Wants [longer in {subject}|lunch in the hall|a later review], agreed.",
  "What helps has changed: [quiet room less, walks more|less talk, more time]. List brought up to date.",
];

export interface MilestoneWords {
  readonly title: string;
  readonly criterion: string;
  readonly evidence?: string;
  readonly counts?: "calm" | "worked" | "asked" | "strategy";
  readonly needed?: number;
  /** How it counts, where it counts otherwise than every entry in total. */
  readonly rule?: JsonObject;
  /** True where a lesson comes back with it. */
  readonly lesson?: boolean;
}

/** In the order in which they are usually taken. */
export const milestones: readonly MilestoneWords[] = [
  {
    title: "Five days in the room",
    criterion: "In the room on time five days running.",
    evidence: "Session logs",
    needed: 5,
  },
  {
    title: "Three calm starts",
    criterion: "Comes in and begins without leaving again.",
    counts: "calm",
    needed: 3,
    rule: { countRule: "total", oncePer: "period" },
    lesson: true,
  },
  { title: "Asks before it gets big", criterion: "Asks for help or a break four times.", counts: "asked", needed: 4 },
  {
    title: "One lesson back",
    criterion: "A whole lesson in class, with an adult near.",
    evidence: "The teacher's word",
    needed: 3,
    lesson: true,
  },
  {
    title: "Two lessons a day",
    criterion: "Two main lessons a day for two weeks.",
    evidence: "Session logs and teachers",
    needed: 10,
    lesson: true,
  },
  { title: "Uses a way to calm down", criterion: "Uses one by choice, in a lesson.", counts: "strategy", needed: 3 },
  { title: "Back for the whole week", criterion: "Full timetable for five days, break card in the pocket.", needed: 5 },
];

export const firstAid = [
  "Asthma. Blue inhaler in {his} bag, spare at reception.",
  "Nut allergy. Two adrenaline pens: one with {him}, one in the medical room.",
  "Type 1 diabetes. Checks {him}self, may need a snack in class at once.",
  "Wears hearing aids. Speak facing {him}.",
  "Faints when very hot. Lie down, feet up, ring home.",
];
