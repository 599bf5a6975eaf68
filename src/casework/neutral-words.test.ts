import { expect, test } from "vitest";
import { judgingWordIn } from "./neutral-words.ts";
import { starterCategories } from "./starter/categories.ts";

test("a word that judges is found wherever it stands, with something seen instead", () => {
  expect(judgingWordIn("Defiance")).toEqual({ word: "Defiance", instead: "Did not start" });
  expect(judgingWordIn("Being rude to staff")?.word).toBe("rude");
  expect(judgingWordIn("Low level disruption")?.instead).toBe("Talked over the lesson");
});

test("what was seen is left alone, also where a judging word stands inside another", () => {
  for (const label of ["Came back", "Badminton", "Broke a pencil", "Rudi's group"])
    expect(judgingWordIn(label)).toBeUndefined();
});

test("neither the starter's own words nor the words we offer instead judge", () => {
  const offered = ["Defiance", "Rude", "Violence", "Disruption", "Truancy", "Lazy", "Meltdown"].map(
    (label) => judgingWordIn(label)?.instead ?? "",
  );
  for (const label of [...starterCategories.map((one) => String(one["label"])), ...offered])
    expect([label, judgingWordIn(label)]).toEqual([label, undefined]);
});
