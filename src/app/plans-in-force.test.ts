import type { Slim } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import { goodToKnow, listedInPlan, plansInForce } from "./plans-in-force.ts";

const plan = (fields: Slim["fields"]): Slim => ({ type: "plan", fields }) as unknown as Slim;

test("[C52] of two plans that were begun apart, what is good to know and what helps is read from both", () => {
  const slims = [
    plan({ goodToKnow: "No raised voices", helps: ["Break card", "Time"], endedOn: "" }),
    plan({ goodToKnow: "Offer a break card", helps: ["Break card"] }),
    plan({ goodToKnow: "From last year", helps: ["Old"], endedOn: "2026-01-02" }),
  ];
  expect(plansInForce({ slims })).toHaveLength(2);
  expect(goodToKnow({ slims })).toBe("No raised voices · Offer a break card");
  expect(listedInPlan({ slims }, "helps")).toEqual(["Break card", "Time"]);
  expect([goodToKnow({ slims: [] }), listedInPlan({ slims: [] }, "helps")]).toEqual(["", []]);
  expect(goodToKnow({ slims: [slims[0] as Slim, plan({ goodToKnow: "No raised voices" })] })).toBe("No raised voices");
});
