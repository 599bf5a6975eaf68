// The door of the device room: the app enters here and nowhere else (H2). Only the root makes a device
// (create-device.ts), and hands it in: what a screen takes from here must not bring all of it along.

export type {
  AnswerTo,
  Committed,
  Device,
  DeviceOptions,
  HistoryLine,
  Jot,
  JotAbout,
  Person,
  Queries,
  Query,
  SetUpInput,
  Standing,
  SyncStatus,
  Unsent,
  WhereChange,
} from "./door.ts";
export { DEMO_PIN, DEMO_WORDS } from "./sign-in/demo-words.ts";
export { PIN_LENGTHS } from "./vault/pin-rules.ts";
export { completeWord, LETTERS_THAT_TELL, WORDS_IN_A_PHRASE, wordsIn } from "./vault/words.ts";
