import { expect, test } from "vitest";
import { nextOf, wholeFiles } from "./opfs-files.ts";

const seen = (files: { readonly [name: string]: string }) =>
  Object.fromEntries(
    wholeFiles(Object.entries(files).map(([name, text]) => ({ name, text }))).map((one) => [one.name, one.text]),
  );

test("[V37] a copy that was cut off in the middle of a file is read as it last was whole", () => {
  const next = nextOf("facts");
  expect(seen({ facts: "{1}\n" })).toEqual({ facts: "{1}" });
  // Written in one step by a page.
  expect(seen({ facts: "{1}" })).toEqual({ facts: "{1}" });
  expect(seen({ facts: "{1}\n", [next]: "{2" })).toEqual({ facts: "{1}" });
  expect(seen({ facts: "{2", [next]: "{2}\n" })).toEqual({ facts: "{2}" });
  expect(seen({ facts: "{2}\n", [next]: "{2}\n" })).toEqual({ facts: "{2}" });
  expect(seen({ [next]: "{1}\n" })).toEqual({ facts: "{1}" });
  expect(seen({ [next]: "{1" })).toEqual({});
});
