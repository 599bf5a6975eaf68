import { expect, test } from "vitest";
import { allegationIn, refuseAllegation } from "./allegation.ts";

test("[C30] what reads like an allegation against an adult is found", () => {
  for (const text of [
    "She says Mr Harrow hit her on the arm.",
    "Was slapped by a teacher at break",
    "He told me the cover teacher kicked him",
    "She made an allegation against a member of staff",
    "Says Miss Lyle touched him inappropriately",
    "Wants to complain about the TA",
  ])
    expect([text, allegationIn(text) !== undefined]).toEqual([text, true]);
});

test("[C30] an account of a hold, and what a pupil did to an adult, is not", () => {
  for (const text of [
    "Ms Eze held her right forearm and walked her to the quiet room, under a minute.",
    "He kicked Mr Murray on the shin and hit the door.",
    "Mr Murray was hit on the hand by a chair.",
    "She hurt herself on the radiator; Mrs Khan gave first aid.",
    "The teacher asked her to move seats.",
  ])
    expect([text, allegationIn(text)]).toEqual([text, undefined]);
});

test("[C30] the refusal says what to do, and beside which field", () => {
  const refused = refuseAllegation({ when: "2026-06-09T09:00", account: "He says Mr Harrow punched him" });
  expect(refused).toMatchObject({ code: "allegation", field: "account" });
  expect(refused?.sentence).toContain("Tell the headteacher now");
});
