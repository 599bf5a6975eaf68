import { expect, test } from "vitest";
import { resultWords } from "./result-words.ts";

const AT = "2026-06-09T10:42";
const round = (over: object) => ({ ok: true, reached: true, words: "", sent: 0, ...over });
const here = (queued: number, refused = 0, toSign = 0) => ({ queued, refused, toSign });

test("[S12] what came of sending now is told with its time, and stays true when it is read later", () => {
  const offline = { ok: false, reached: false, words: "The school’s server could not be reached." };
  const said = [
    [round({ sent: 12 }), here(0), "Sent 12 at 10:42am. Nothing was left."],
    [round({}), here(0), "Everything was sent. The school’s server answered at 10:42am."],
    [round({ sent: 3 }), here(1), "Sent 3 at 10:42am. 1 was still waiting."],
    [round({}), here(2, 0, 2), "The school’s server answered at 10:42am. 2 go when who wrote them opens this tablet."],
    [round({}), here(0, 1), "The school’s server answered at 10:42am. The server did not take 1: why stands below."],
    [
      round({ sent: 3 }),
      here(0, 2),
      "Sent 3 at 10:42am. Nothing was left. The server did not take 2: why stands below.",
    ],
    [
      round({ sent: 12, restored: true }),
      here(0),
      "The school’s server was restored. Sent 12 at 10:42am. Nothing was left.",
    ],
    [round(offline), here(5), "Tried at 10:42am. The school’s server could not be reached. 5 were waiting here, safe."],
    [
      round({ ...offline, sent: 4 }),
      here(1),
      "Tried at 10:42am. The school’s server could not be reached. 4 had gone before. 1 was waiting here, safe.",
    ],
    [round(offline), here(0), "Tried at 10:42am. The school’s server could not be reached. Nothing was left to send."],
  ] as const;
  for (const [done, left, words] of said) expect(resultWords(done, left, AT)).toBe(words);
  // It stays on the screen while more is written: nothing of it is about now.
  for (const [done, left] of said) expect(resultWords(done, left, AT)).not.toMatch(/\b(waits?|is sent)\b/);
  for (const [time, words] of [
    ["00:05", "12:05am"],
    ["12:30", "12:30pm"],
    ["15:05", "3:05pm"],
  ] as const)
    expect(resultWords(round({}), here(0), `2026-06-09T${time}`)).toContain(`answered at ${words}.`);
});
