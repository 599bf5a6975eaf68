// Words of a behaviour category that another record is meant by: whoever taps "Left the room" among the logs may believe
// that somebody looks for the pupil now. The log says what it is and leads to the record; the school decides what its
// list holds [C55].

/** "left-room": they left and are looked for. "arrival": they came from a lesson, removed from it or otherwise. */
export type OwnRecord = "left-room" | "arrival";

const PLACE = "(the |their |a |our )?(room|base|class(room)?|lessons?|site|building|school)";

/** Whoever is sent from one of these comes to the room; whoever is sent from the room has gone from it. */
const LESSON = "(the |their |a |our )?(class(room)?|lessons?)";

const MEANT: readonly (readonly [pattern: RegExp, record: OwnRecord])[] = [
  [new RegExp(`\\b(removed|removal|sent|put|thrown|taken) (out of|out from|out|from) ${LESSON}\\b`, "i"), "arrival"],
  [/\b(lesson removal|on-?call removal|sent out(?! (of|from)\b)|arrived from)\b/i, "arrival"],
  [
    new RegExp(`\\b(left|leaves|leaving|ran out of|runs out of|walk(ed|s)? out of|went out of) ${PLACE}\\b`, "i"),
    "left-room",
  ],
  [/\b(abscond(s|ed|ing)?|truan(t|cy|ting)|ran (away|off)|walk(ed)? out|went missing)\b/i, "left-room"],
];

/** The record that a category's words may be taken for, or undefined. */
export function ownRecordIn(label: string): OwnRecord | undefined {
  return MEANT.find(([pattern]) => pattern.test(label))?.[1];
}
