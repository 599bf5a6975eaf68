import { expect, test } from "vitest";
import { withPreloads } from "./with-preloads.ts";

const page = '<head><script type="module" src="/assets/first-JRsVXLd5.js"></script></head><body></body>';

test("the page names what the lock is made of, and nothing that is wanted behind it", () => {
  const kept = [
    "index.html",
    "assets/school-K3l6WYUL.js",
    "assets/open-B-etbOR2.js",
    "assets/lock-C_BCOPz7.css",
    "assets/lock-CC5NwIkI.js",
    "assets/locked-by-K3l6WYUL.js",
    "assets/make-device-CZtGQo8j.js",
  ];
  expect(withPreloads(page, kept)).toBe(
    page.replace(
      "</head>",
      '<link rel="preload" as="style" crossorigin href="/assets/lock-C_BCOPz7.css">' +
        '<link rel="modulepreload" crossorigin href="/assets/lock-CC5NwIkI.js"></head>',
    ),
  );
});

test("what the page names itself is not named twice", () => {
  expect(withPreloads(page.replaceAll("first", "lock"), ["assets/lock-JRsVXLd5.js"])).toBe(
    page.replaceAll("first", "lock"),
  );
});
