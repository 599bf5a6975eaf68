import { namesInText } from "#casework/names-in-text.ts";
import { expect, test } from "vitest";
import { withoutName } from "./without-name.ts";

const RUBY = { id: "ruby", givenName: "Ruby", familyName: "Sutcliffe" };
const without = (text: string): string => withoutName(text, namesInText(text, [RUBY]), "pupil");

test("[C23] every place of a name is told without it, with a capital where a sentence begins", () => {
  expect(without("Sat by Ruby’s bag. Ruby Sutcliffe laughed, and he told Ruby to stop.")).toBe(
    "Sat by another pupil’s bag. Another pupil laughed, and he told another pupil to stop.",
  );
});

test("[C23] words without a name stay as they are", () => {
  expect(without("He settled by himself.")).toBe("He settled by himself.");
});
