// The head of every screen, in a real browser: whatever the status says and whoever holds the tablet, it fits the width,
// cuts no word of the status, and stays as high as it was.

import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import "#app/ui/tokens.css";
import "#app/ui/base.css";
import { emptyDirectory, SchoolFactsContext } from "#app/directory.ts";
import { Header } from "#app/shell/header.tsx";
import { StatusLink } from "#app/shell/status-button.tsx";
import { type StatusWords, statusWords } from "#app/text/sync-words.ts";
import { NOTHING_KNOWN } from "#device/nothing-known.ts";

afterEach(() => {
  cleanup();
  document.documentElement.style.fontSize = "";
});

const NOW = 1_780_999_200_000;
const at = { now: NOW, localNow: "2026-06-09T11:00", dayEnds: "15:05", decides: true, pupils: "young people" };
const known = { ...NOTHING_KNOWN, lastContact: NOW, upToDate: NOW, complete: true };
const waits = { queued: 12, oldestQueued: NOW - 60_000 };
const SAID: readonly StatusWords[] = [
  statusWords(known, at),
  statusWords({ ...known, upToDate: NOW - 72 * 3_600_000 }, at),
  statusWords({ ...known, complete: false }, at),
  statusWords({ ...known, complete: false, reach: "unreachable" }, at),
  statusWords({ ...known, decisions: 12 }, at),
  statusWords({ ...known, ...waits }, at),
  statusWords({ ...known, ...waits, reach: "unreachable" }, at),
  statusWords(
    { ...known, ...waits, reach: "online", attempts: [{ at: NOW, ok: false, reached: true, words: "no" }] },
    at,
  ),
  statusWords({ ...known, queued: 12, oldestQueued: NOW - 5 * 3_600_000 }, at),
  statusWords({ ...known, refused: 3 }, at),
  statusWords({ ...known, unknownHere: true }, at),
  statusWords({ ...known, damaged: true }, at),
  statusWords({ ...known, trouble: "full" }, at),
  statusWords({ ...known, lastContact: null }, at),
  statusWords(known, { ...at, full: 83 }),
];

const LONG = { place: "Hollowbrook Academy Inclusion and Reset Room", me: "Mrs Featherstonehaugh-Cholmondeley" };
const SHORT = { place: "The Bridge", me: "Miss Whitworth" };

function show(names: typeof SHORT, said: StatusWords, namesHidden = false): HTMLElement {
  cleanup();
  render(
    <SchoolFactsContext value={emptyDirectory.school}>
      <MemoryRouter>
        <header>
          <Header
            {...names}
            cover={false}
            namesHidden={namesHidden}
            onHideNames={() => undefined}
            onLock={() => undefined}
          >
            <StatusLink {...said} sending={false} />
          </Header>
        </header>
      </MemoryRouter>
    </SchoolFactsContext>,
  );
  return screen.getByRole("banner");
}

const isShown = (element: Element): boolean => element.getClientRects().length > 0;
const isCut = (element: Element): boolean =>
  element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;

/** Parts that lie over one another or beyond the edge of the screen. */
function misplaced(banner: HTMLElement): readonly string[] {
  const parts = [...banner.querySelectorAll("a, button")].filter(isShown);
  const boxes = parts.map((part) => ({ words: part.textContent, box: part.getBoundingClientRect() }));
  return boxes.flatMap(({ words, box }, index) => [
    ...(box.left < 0 || box.right > innerWidth ? [`${words} beyond the edge`] : []),
    ...(box.height < 48 ? [`${words} is ${box.height} px high`] : []),
    ...boxes
      .slice(index + 1)
      .filter(
        ({ box: other }) =>
          other.left < box.right - 1 &&
          other.right > box.left + 1 &&
          other.top < box.bottom - 1 &&
          other.bottom > box.top + 1,
      )
      .map((other) => `${words} over ${other.words}`),
  ]);
}

// 410 and 590 are a tablet at 200 %; 320 is the narrowest there is.
for (const width of [320, 390, 410, 590, 800, 820, 993, 1180, 1366])
  test(`[C49] at ${width} px the head of a screen fits, cuts no word of the status and keeps its height`, async () => {
    await page.viewport(width, 820);
    for (const names of [SHORT, LONG]) {
      const heights = new Set<number>();
      for (const said of SAID) {
        const banner = show(names, said);
        expect(misplaced(banner), said.words).toEqual([]);
        const words = [...banner.querySelectorAll("a[href='/sync'] span")].filter(isShown);
        expect(
          words.map((one) => one.textContent).filter((one) => one === said.words || one === said.short),
        ).toHaveLength(1);
        expect(
          words.filter((one) => isCut(one)),
          said.words,
        ).toEqual([]);
        heights.add(banner.offsetHeight);
        heights.add(show(names, said, true).offsetHeight);
      }
      expect([...heights], names.place).toHaveLength(1);
    }
    const ours = [...show(SHORT, statusWords(known, at)).querySelectorAll("a[href='/today'] span, button span")];
    expect(ours.filter((one) => isShown(one) && !one.matches(".visually-hidden") && isCut(one))).toEqual([]);
  });

test("with letters twice as large nothing of the head of a screen is cut off or lies over another", async () => {
  document.documentElement.style.fontSize = "200%";
  for (const width of [820, 1180]) {
    await page.viewport(width, 820);
    for (const said of SAID) expect(misplaced(show(SHORT, said)), said.words).toEqual([]);
  }
});
