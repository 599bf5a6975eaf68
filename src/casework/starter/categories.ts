// Behaviour categories a school can begin with. What was seen, in words a pupil may read over an adult's shoulder;
// the school changes, adds and retires them as it likes. The first eight stand as buttons. Having left the room and
// coming from a lesson are none of them: each is a record of its own, with a button of its own [C55].

import type { JsonObject } from "#base/json.ts";

const seen = (tone: "positive" | "neutral" | "concern", label: string, meaning: string): JsonObject => ({
  label,
  tone,
  meaning,
});

export const starterCategories: readonly JsonObject[] = [
  seen("positive", "Calm start", "Came in and began"),
  seen("positive", "Kept working", "Stayed with a task"),
  seen("positive", "Asked for help", "For help or a break, in words or with a card"),
  seen("positive", "Helped somebody", "Did something for another person"),
  seen("neutral", "Took a break", "Used a break as agreed"),
  seen("neutral", "Talked it through", "A conversation about what happened"),
  seen("concern", "Unsettled", "Could not settle to anything for a while"),
  seen("concern", "Did not start", "Work not begun, for whatever reason"),
  seen("positive", "Calmed down by choice", "Used a way that helps, before or after"),
  seen("positive", "Came back", "Came back without being fetched"),
  seen("concern", "Raised voice", "Shouting or arguing loudly"),
  seen("concern", "Hurtful words", "Words that hurt or insult somebody"),
  seen("concern", "Pushed or hit", "Physical contact with another person"),
  seen("concern", "Something broken", "Things thrown, torn or broken"),
].map((fields, at) => ({ ...fields, order: at + 1 }));
