import { expect, test } from "vitest";
import { withPreloads } from "./with-preloads.ts";

const page = '<head><script type="module" src="/assets/first-JRsVXLd5.js"></script></head><body></body>';

test("the page names what runs before Today, in the order in which it is wanted, and nothing else", () => {
  const kept = [
    "index.html",
    "assets/school-K3l6WYUL.js",
    "assets/open-B-etbOR2.js",
    "assets/open-C_BCOPz7.css",
    "assets/open-now-CC5NwIkI.js",
    "assets/make-device-CZtGQo8j.js",
  ];
  expect(withPreloads(page, kept)).toBe(
    page.replace(
      "</head>",
      '<link rel="modulepreload" crossorigin href="/assets/make-device-CZtGQo8j.js">' +
        '<link rel="modulepreload" crossorigin href="/assets/open-B-etbOR2.js">' +
        '<link rel="preload" as="style" crossorigin href="/assets/open-C_BCOPz7.css"></head>',
    ),
  );
});

test("what the page names itself is not named twice", () => {
  expect(withPreloads(page.replaceAll("first", "store"), ["assets/store-JRsVXLd5.js"])).toBe(
    page.replaceAll("first", "store"),
  );
});
