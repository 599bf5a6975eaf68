// What people mistype and paste, and what strangers send: a sentence beside its field, or a refusal with a reason.
// Nothing is half written, and what was typed still stands there.

import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { upnCheckLetter } from "#casework/records/upn.ts";
import { DEVICE_HEADER } from "#protocol/device-proof.ts";
import { ROUTES } from "#protocol/routes.ts";
import { everythingSent, fillIn, goTo, openPupil, ownComplaints, setUpSchool, sheet } from "./at-the-tablet.ts";
import { axeFaults, openSchool, type School } from "./harness.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const PUPIL = "Amara Oduya";
const REST = "801200024001";
const UPN = upnCheckLetter(REST) + REST;
/** A letter that UPNs use, and that does not fit. */
const WRONG = (UPN.startsWith("A") ? "B" : "A") + REST;

let school: School;
let book: ServerBook;
let tablet: Tablet;
let page: Page;

beforeAll(async () => {
  school = await openSchool({ WAYMARK_DEMO: "off" });
  book = openBook(school);
  // A device of one adult: a shared one never asks for a UPN.
  tablet = await school.tablet("office");
  page = await setUpSchool(tablet, school.server.output());
});
afterAll(async () => {
  await school.close();
});

const field = (label: string): Locator => page.getByLabel(label, { exact: true });

/** The sentences at the head of the form, each leading to its field; the heading has the attention. */
async function told(): Promise<string> {
  const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
  await summary.waitFor();
  return (await summary.textContent()) ?? "";
}

/** The same sentence beside the field, and read out with it. */
async function besideIt(input: Locator): Promise<string> {
  return input.evaluate((element) => {
    const described = element.closest("[aria-describedby]")?.getAttribute("aria-describedby") ?? "";
    return described
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ");
  });
}

async function paste(input: Locator, text: string): Promise<void> {
  await tablet.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: tablet.url });
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await input.focus();
  await page.keyboard.press("Control+V");
}

test("a date of birth in 1924: a sentence beside it, nobody is made, and the form stands as it was typed", async () => {
  await everythingSent(page);
  const before = book.lastSeq();
  await goTo(page, "Pupils");
  await page.getByRole("link", { name: "Add pupil" }).click();
  await fillIn(page, { "First name": "Amara", "Last name": "Oduya" });
  const birth = page.getByRole("group", { name: "Date of birth" });
  for (const [part, digits] of [
    ["Day", "9"],
    ["Month", "6"],
    ["Year", "1924"],
  ] as const)
    await birth.getByLabel(part, { exact: true }).fill(digits);
  await page.getByRole("button", { name: "Add pupil", exact: true }).click();
  expect(await told()).toMatch(/Date of birth makes this pupil \d+ years old\. Pupils here are between 9 and 20/);
  expect(await besideIt(birth.getByLabel("Year", { exact: true }))).toContain("Pupils here are between 9 and 20");
  expect(await axeFaults(page)).toEqual([]);
  expect(await birth.getByLabel("Year", { exact: true }).inputValue()).toBe("1924");
  expect(await field("Last name").inputValue()).toBe("Oduya");
  expect([book.count("pupil"), book.lastSeq()]).toEqual([0, before]);

  await birth.getByLabel("Year", { exact: true }).fill(String(new Date().getFullYear() - 13));
  await page.getByRole("button", { name: "Add pupil", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: PUPIL }).waitFor();
  await expect.poll(() => book.count("pupil")).toBe(1);
});

test("a UPN whose check letter does not fit: a sentence beside it, nothing is written, and it still stands there", async () => {
  await openPupil(page, PUPIL, "Support");
  await page.getByRole("link", { name: "Add circumstances" }).click();
  await field("UPN").fill(WRONG);
  await page.getByRole("main").getByRole("button", { name: "Save", exact: true }).click();
  expect(await told()).toContain("The first letter of this UPN does not fit the rest.");
  expect(await besideIt(field("UPN"))).toContain("The first letter of this UPN does not fit the rest.");
  expect(await field("UPN").inputValue()).toBe(WRONG);
  expect([book.count("circumstances"), book.recordsThatSay(WRONG)]).toEqual([0, 0]);

  await field("UPN").fill(UPN);
  await page.getByRole("main").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(UPN).waitFor();
  await expect.poll(() => book.recordsThatSay(UPN)).toBe(1);
});

test("100,000 characters pasted into a note: a sentence with both numbers, all of it still there, and nothing is cut off", async () => {
  await everythingSent(page);
  const before = book.lastSeq();
  await openPupil(page, PUPIL, "Support");
  await page.getByRole("link", { name: "Add a SEN note" }).click();
  const long = "Fernwick ".repeat(11_112).slice(0, 100_000);
  await paste(field("Note"), long);
  await page.getByText(/^[\d,]+ characters too many$/).waitFor();
  await page.getByRole("button", { name: "Save the note" }).click();
  expect(await told()).toMatch(/Note is (99,999|100,000) characters long\. It can be [\d,]+ at most\./);
  expect(await besideIt(field("Note"))).toContain("characters long");
  expect(await field("Note").inputValue()).toBe(long);
  expect([book.count("sen-note"), book.lastSeq()]).toEqual([0, before]);
  // Put away as it was typed, too: nobody types it again.
  await goTo(page, "Today");
  await page.getByRole("link", { name: "Go on" }).click();
  await page.getByText("You began this before").waitFor();
  await expect.poll(() => field("Note").inputValue()).toBe(long);
});

test("characters nobody can see, pasted with a text, are left out; the words are kept", async () => {
  const pasted = "Came in calm.\u0000\u0007 Read the \u202eFernwick\u202c page.\u001b[31m\r\nThen\ttea.\ufeff";
  await field("Note").fill("");
  await paste(field("Note"), pasted);
  await page.getByRole("button", { name: "Save the note" }).click();
  await page.getByRole("heading", { level: 2, name: "Support" }).waitFor();
  await expect.poll(() => book.count("sen-note")).toBe(1);
  await page.getByText(/Came in calm\..*Then\ttea\./s).waitFor();
  expect(book.recordsThatSay("Came in calm. Read the Fernwick page.[31m\nThen\ttea.")).toBe(1);
});

test("a double tap on a chip makes one log", async () => {
  await goTo(page, "More");
  await page.getByRole("link", { name: /^Your school/ }).click();
  await page.getByRole("link", { name: /^Behaviour categories/ }).click();
  await page.getByRole("main").getByRole("button").first().click();
  await page.getByRole("link", { name: /^Calm start/ }).waitFor();
  await openPupil(page, PUPIL);
  await page.getByRole("link", { name: "Log", exact: true }).click();
  await sheet(page).getByRole("button", { name: "Calm start", exact: true }).dblclick();
  await sheet(page)
    .getByText(/– Calm start$/)
    .waitFor();
  await sheet(page).getByRole("button", { name: "Close", exact: true }).click();
  await everythingSent(page);
  expect(book.count("behaviour-log")).toBe(1);
});

test("nonsense sent straight to the server is refused with a reason, whatever it is, and changes nothing", async () => {
  await everythingSent(page);
  const before = book.lastSeq();
  const json = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const sent: readonly (readonly [what: string, init: RequestInit])[] = [
    ["no JSON", { headers: json, body: "{envelopes" }],
    ["nothing", { headers: json, body: "" }],
    ["a list", { headers: json, body: "[1,2,3]" }],
    ["null", { headers: json, body: "null" }],
    ["a hundred thousand brackets", { headers: json, body: deep }],
    ["bytes", { headers: json, body: new Uint8Array(4_096).fill(255) }],
    ["seven million letters", { headers: json, body: JSON.stringify({ envelopes: "x".repeat(7_000_000) }) }],
    [
      "a push nobody signed",
      { headers: json, body: JSON.stringify({ wire: 1, epoch: null, unsent: 0, envelopes: [] }) },
    ],
    ["a proof that is none", { headers: { ...json, [DEVICE_HEADER]: `${"0".repeat(26)}.1.AAAA` }, body: "{}" }],
    ["a form of another page", { headers: { "content-type": "text/plain" }, body: '{"wire":1}' }],
    ["JSON of another page", { headers: { ...json, "sec-fetch-site": "cross-site" }, body: "{}" }],
  ];
  for (const path of [ROUTES.push, ROUTES.pull])
    for (const [what, init] of sent) {
      const answer = await fetch(school.server.url() + path, { method: "POST", ...init });
      expect(answer.status, `${path}: ${what}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${path}: ${what}`).toBeLessThan(500);
      const said = (await answer.json()) as { waymark?: string; code?: string; sentence?: string };
      expect(said.waymark, `${path}: ${what}`).toBe("problem");
      expect(said.sentence, `${path}: ${what}`).toMatch(/^[A-Z].+\.$/);
    }
  expect(book.lastSeq()).toBe(before);
  expect(school.server.output()).not.toMatch(/fault at/);
  expect(ownComplaints(tablet)).toEqual([]);
});
