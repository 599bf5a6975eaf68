import { expect, test } from "vitest";
import type { JsonObject } from "#base/json.ts";
import type { Jot } from "#device/device.ts";
import { checkInsFrom } from "./check-ins-from.ts";

const jots = (...bodies: JsonObject[]): readonly Jot[] =>
  bodies.map((body, i) => ({ id: `j${i}`, kind: "check-in", body, at: `at${i}`, author: null, scope: "p1" })) as never;
const told = (...bodies: JsonObject[]) => checkInsFrom(jots(...bodies)).map(({ ids, fields }) => [ids.length, fields]);

test("[C45] what was said in one sitting is one check-in: broken off, and gone on with after the page was loaded again", () => {
  const before = { when: "10:30", begun: "1", wishes: ["quiet"], words: "can i sit by the window", unfinished: true };
  const after = { when: "10:32", begun: "1", feeling: "wobbly", wishes: ["talk", "quiet"], words: "please" };
  const words = "can i sit by the window\nplease";
  expect(told(before, after)).toEqual([[2, { when: "10:30", feeling: "wobbly", wishes: ["quiet", "talk"], words }]]);
  expect(told(before, { ...after, unfinished: true })).toMatchObject([[2, { unfinished: true }]]);
  expect(told(before, { when: "10:32", begun: "1", feeling: "ok" })).toEqual([
    [2, { when: "10:30", feeling: "ok", wishes: ["quiet"], words: before.words }],
  ]);
});

test("[C45] what one record cannot say together stays apart, and so do two sittings and two pupils", () => {
  const hard = { when: "10:30", begun: "1", feeling: "hard", unfinished: true };
  expect(told(hard, { when: "10:32", begun: "1", feeling: "ok" })).toHaveLength(2);
  expect(told(hard, { when: "10:32", begun: "2", feeling: "hard" })).toHaveLength(2);
  expect(told({ when: "10:30", feeling: "hard" }, { when: "10:32", feeling: "hard" })).toHaveLength(2);
  const long = { begun: "1", words: "a".repeat(600) };
  expect(told(long, { begun: "1", words: "b".repeat(600) })).toHaveLength(2);
  const [one, other] = jots(hard, { ...hard, when: "10:32" });
  expect(checkInsFrom([one as Jot, { ...(other as Jot), scope: "p2" as never }])).toHaveLength(2);
  expect(checkInsFrom([{ ...(one as Jot), kind: "handover-note" }])).toEqual([]);
});

test("[C45] of one second, what was saved comes after what was broken off", () => {
  const [saved, broken] = jots({ begun: "1", feeling: "ok" }, { begun: "1", words: "hm", unfinished: true });
  const said = checkInsFrom([saved, broken].map((one) => ({ ...(one as Jot), at: "same" })));
  expect(said.map(({ fields }) => fields)).toEqual([{ feeling: "ok", words: "hm" }]);
});

test("[C45] words that were typed again stand once", () => {
  const words = (...each: string[]) => told(...each.map((one) => ({ begun: "1", words: one })))[0]?.[1];
  expect(words("leave me", "leave me alone")).toEqual({ words: "leave me alone" });
  expect(words("leave me alone", "leave me")).toEqual({ words: "leave me alone" });
  expect(words("no", "no")).toEqual({ words: "no" });
});

test("[C45] an answer is not left out because its letters stand in a longer one", () => {
  const words = (...each: string[]) => told(...each.map((one) => ({ begun: "1", words: one })))[0]?.[1];
  expect(words("no", "nobody asked me")).toEqual({ words: "no\nnobody asked me" });
  expect(words("i hit him", "i did not say i hit him")).toEqual({ words: "i hit him\ni did not say i hit him" });
});
