import { describe, expect, test } from "vitest";
import type { RecordId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { textOf, valueOf } from "#ledger/view.ts";
import { type Desk, createDesk, idFor } from "../commands/desk.fixture.ts";
import { upnCheckLetter } from "../records/upn.ts";
import { schema } from "../schema.ts";
import type { ImportKind } from "./import-columns.ts";
import { importRows } from "./import-rows.ts";
import { checkColumns, suggestMatches, unusedHeadings } from "./match-columns.ts";
import { type ImportPreview, previewImport } from "./preview-import.ts";
import type { KnownSchool } from "./preview.ts";
import { readClock, readDate, readWeekdays, readYear } from "./read-cell.ts";

const upn = (rest: string): string => `${upnCheckLetter(rest)}${rest}`;
const [amara, omar] = [upn("999499924001"), upn("999499924002")];

/** The school as the desk's records have it. */
function known(desk: Desk): KnownSchool {
  const views = [...desk.rows.keys()].map((id) => desk.view(id));
  const of = (type: string) => views.filter((view) => view.type === type);
  return {
    adults: of("adult"),
    periods: of("school-period"),
    pupils: of("pupil").map((pupil) => {
      const circumstances = of("circumstances").find((view) => view.scope === pupil.scope);
      const contacts = of("contact").filter((view) => view.scope === pupil.scope);
      return circumstances ? { pupil, circumstances, contacts } : { pupil, contacts };
    }),
  };
}

let made = 0;
function preview(desk: Desk, kind: ImportKind, csv: string, holdsCircumstances = true): ImportPreview {
  const [header = [], ...rows] = csv.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const matches = suggestMatches(kind, header);
  expect(checkColumns(kind, header, matches)).toBeUndefined();
  const newId = () => idFor<RecordId>(`y${(made += 1)}`);
  return previewImport({ kind, matches, rows }, known(desk), {
    schema,
    today: "2026-06-09",
    newId,
    holdsCircumstances,
  });
}

function carryOut(desk: Desk, { rows }: ImportPreview): void {
  const result = desk.run(importRows, { rows });
  if (isRefusal(result)) throw new Error(result.sentence);
}

const simsPupils = `Legal Surname|Legal Forename|Preferred Forename|DOB|Year|Reg|UPN|Gender|SEN Status|In Care|Ethnicity|Adno
Okafor|Amara||11/04/2013|Year 8|8B|${amara}|F|K|F|Black - African|4411
Malik|Omar|Omi|9 June 2012|9|9C|${omar}|Male|N|T|APKN|4412
O'Connell|Orla||3-Sep-14|7|7A|||||WBRI|4413`;

describe("pupils", () => {
  test("an export of the MIS becomes pupils and their circumstances, each in its own record", () => {
    const desk = createDesk();
    const file = preview(desk, "pupils", simsPupils);
    expect(file.rows.flatMap(({ problems }) => problems)).toEqual([]);
    expect(file.counts).toEqual({ new: 3, changed: 0, same: 0, wrong: 0 });
    carryOut(desk, file);
    const { pupils } = known(desk);
    const one = pupils.find(({ pupil }) => textOf(pupil, "givenName") === "Omar");
    expect(
      one && ["familyName", "knownAs", "birthDate", "year", "tutorGroup"].map((name) => textOf(one.pupil, name)),
    ).toEqual(["Malik", "Omi", "2012-06-09", "9", "9C"]);
    const kept = one?.circumstances;
    expect(
      kept && ["upn", "sex", "senProvision", "lookedAfter", "ethnicity"].map((name) => textOf(kept, name)),
    ).toEqual([omar, "M", "N", "now", "APKN"]);
    expect(
      textOf(
        pupils.find(({ pupil }) => textOf(pupil, "givenName") === "Amara")?.circumstances ?? ({} as never),
        "ethnicity",
      ),
    ).toBe("BAFR");
  });

  test("the same file again changes nothing; a changed line changes that field and no other", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", simsPupils));
    const rows = desk.rows.size;
    const again = preview(desk, "pupils", simsPupils);
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 3, wrong: 0 });
    expect(desk.run(importRows, { rows: again.rows })).toMatchObject({ code: "nothingChanged" });
    const moved = preview(desk, "pupils", simsPupils.replace("|8B|", "|8D|").replace("Legal Surname", "Surname"));
    expect(moved.rows.map(({ outcome, changes }) => [outcome, changes])).toEqual([
      ["changed", ["Tutor group"]],
      ["same", []],
      ["same", []],
    ]);
    carryOut(desk, moved);
    expect(desk.rows.size).toBe(rows);
    expect(textOf(known(desk).pupils[0]?.pupil ?? ({} as never), "tutorGroup")).toBe("8D");
  });

  test("an empty cell takes nothing away", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", simsPupils));
    const bare = preview(desk, "pupils", `UPN|First name|Last name|Tutor group|Year\n${amara}|Amara|Okafor||`);
    expect(bare.counts.same).toBe(1);
  });

  test("a UPN finds a pupil whose name has changed; names and birth date find one without a UPN", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", simsPupils));
    const file = preview(
      desk,
      "pupils",
      `UPN|First name|Last name|DOB\n${amara}|Amara|Adebayo|11/04/2013\n|Orla|O’Connell|03/09/2014\n|Orla|O'Connell|04/10/2013`,
    );
    expect(file.rows.map(({ outcome, changes }) => [outcome, changes])).toEqual([
      ["changed", ["Last name"]],
      ["changed", ["Last name"]],
      ["new", []],
    ]);
  });

  test("a UPN with another first name, last name and birthday stops the row: nobody gets somebody else's name", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", simsPupils));
    const slipped = preview(
      desk,
      "pupils",
      `UPN|First name|Last name|DOB\n${omar}|Amara|Okafor|11/04/2013\n${amara}|Noor|Aziz|`,
    );
    expect(slipped.rows.map(({ outcome }) => outcome)).toEqual(["wrong", "wrong"]);
    expect(slipped.rows[0]?.problems[0]).toMatchObject({
      column: "UPN",
      sentence: expect.stringContaining("Omar Malik"),
    });
    const renamed = preview(
      desk,
      "pupils",
      `UPN|First name|Last name|DOB\n${omar}|Nadia|Hassan|09/06/2012\n${amara}|Amara|Aziz|`,
    );
    expect(renamed.rows.map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
  });

  test("each thing wrong has its line, its column and a sentence, and a wrong row is not half written", () => {
    const csv = `First name|Last name|DOB|UPN|Year|SEN
Ada|Byron|01/03/1924|${amara}|9|K
Ben|Carr|13/25/2012||9|K
|Dale|01/03/2012||9|K
Eve|Ellis|01/03/2012|C999499924001|9|K
Finn|Frost|01/03/2012||Reception|S
Finn|Frost|01/03/2012||9|K`;
    const { rows, counts } = preview(createDesk(), "pupils", csv);
    expect(counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 5 });
    expect(rows.map(({ line, problems }) => [line, problems.map(({ column }) => column)])).toEqual([
      [2, ["Date of birth"]],
      [3, ["Date of birth"]],
      [4, ["First name"]],
      [5, ["UPN"]],
      [6, ["Year", "SEN provision"]],
      [7, ["Name"]],
    ]);
    expect(rows[0]?.problems[0]?.sentence).toContain("102 years old");
    expect(rows[1]?.problems[0]?.sentence).toContain("day first");
    expect(rows[4]?.outcome).toBe("new");
    expect(rows[5]?.problems[0]?.sentence).toContain("line 6");
    for (const row of rows) if (row.outcome === "wrong") expect(row.acts).toEqual([]);
  });

  test("two namesakes are never mixed up", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", "First name|Last name|DOB\nAli|Khan|01/02/2013\nAli|Khan|05/07/2012"));
    const unclear = preview(desk, "pupils", "Name|Form\nKhan, Ali|9A");
    expect(unclear.rows[0]).toMatchObject({
      outcome: "wrong",
      problems: [{ sentence: expect.stringContaining("2 pupils") }],
    });
    const clear = preview(desk, "pupils", "Name|DOB|Form\nAli Khan|05/07/2012|9A");
    expect(clear.rows[0]).toMatchObject({ outcome: "changed", changes: ["Tutor group"] });
  });

  test("a shared tablet leaves circumstances out and says so", () => {
    const desk = createDesk();
    const file = preview(desk, "pupils", simsPupils, false);
    expect(file.notes).toEqual([expect.stringContaining("UPN")]);
    carryOut(desk, file);
    expect([...desk.rows.values()].map(({ type }) => type)).toEqual(["pupil", "pupil", "pupil"]);
    expect(preview(desk, "pupils", simsPupils, false).counts.same).toBe(3);
  });

  test("pasted control characters and a byte-order mark do no harm; 100,000 characters are refused", () => {
    const desk = createDesk();
    const file = preview(
      desk,
      "pupils",
      `\ufeffFirst name|Last name\nA\u0000d\u202ea|Byron\nBob|${"x".repeat(100_000)}`,
    );
    expect(file.rows.map(({ outcome }) => outcome)).toEqual(["new", "wrong"]);
    carryOut(desk, file);
    expect(textOf(known(desk).pupils[0]?.pupil ?? ({} as never), "givenName")).toBe("Ada");
  });
});

describe("columns", () => {
  test("a file of something else is refused with what is missing and what was found", () => {
    const header = ["Date", "Amount", "Supplier"];
    const refusal = checkColumns("pupils", header, suggestMatches("pupils", header));
    expect(refusal).toMatchObject({ code: "wrongColumns" });
    expect(refusal?.sentence).toContain("Missing: First name; Last name");
    expect(refusal?.sentence).toContain("Found: Date, Amount, Supplier");
    expect(
      checkColumns("adults", ["Forename", "Surname"], suggestMatches("adults", ["Forename", "Surname"]))?.sentence,
    ).toContain("Role");
    expect(
      checkColumns("contacts", ["Contact name", "Mobile"], suggestMatches("contacts", ["Contact name", "Mobile"]))
        ?.sentence,
    ).toContain("which pupil");
    expect(checkColumns("periods", ["", ""], {})).toMatchObject({ code: "noHeader" });
  });

  test("no heading stands for two columns, and what nothing uses is named", () => {
    const header = ["Surname", "Forename", "DOB", "DOB", "House"];
    const matches = suggestMatches("pupils", header);
    expect(new Set(Object.values(matches)).size).toBe(Object.values(matches).length);
    expect(unusedHeadings(header, matches)).toEqual(["DOB", "House"]);
  });
});

describe("contacts", () => {
  const file = `UPN|Student surname|Student forename|Contact name|Relationship|Mobile|Priority|PR|Do not contact
${amara}|Okafor|Amara|Mrs Okafor|Mum|07700 900123|1|Y|N
|Malik|Omar|Mr Malik|Father|ring the shop|2|Y|
|Nobody|Ned|Mrs Nobody|Mother||1||`;

  test("they find their pupil by UPN or by name; an unreadable phone is left out, an unknown pupil stops the row", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", simsPupils));
    const { rows } = preview(desk, "contacts", file);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["new", "new", "wrong"]);
    expect(rows[1]?.problems).toMatchObject([{ column: "Phone", stops: false }]);
    expect(rows[2]?.problems[0]?.sentence).toContain("Ned Nobody");
    carryOut(desk, preview(desk, "contacts", file));
    expect(preview(desk, "contacts", file).counts).toEqual({ new: 0, changed: 0, same: 2, wrong: 1 });
  });

  test("Mr and Mrs are two people, Mrs and Ms one; with a first name the title says nothing more", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", simsPupils));
    const both = `UPN|Contact name|Do not contact\n${amara}|Mrs Okafor|No\n${amara}|Mr Okafor|Yes\n${amara}|Ada Obi|No`;
    carryOut(desk, preview(desk, "contacts", both));
    expect(preview(desk, "contacts", both).counts.same).toBe(3);
    const again = preview(
      desk,
      "contacts",
      `UPN|Contact name\n${amara}|Ms Okafor\n${amara}|Ms Ada Obi\n${amara}|Dr Okafor`,
    );
    expect(again.rows.map(({ outcome }) => outcome)).toEqual(["same", "same", "new"]);
    const rung = known(desk)
      .pupils.flatMap(({ contacts }) => contacts)
      .map((one) => [textOf(one, "name"), valueOf(one, "doNotContact")]);
    expect(rung).toContainEqual(["Mrs Okafor", false]);
    expect(rung).toContainEqual(["Mr Okafor", true]);
  });

  test("an import never takes a “do not contact” away", () => {
    const desk = createDesk();
    carryOut(desk, preview(desk, "pupils", simsPupils));
    carryOut(desk, preview(desk, "contacts", file.replace("|Y|N", "|Y|Y")));
    const again = preview(desk, "contacts", file);
    expect(again.rows[0]).toMatchObject({ outcome: "same", problems: [{ column: "Do not contact", stops: false }] });
    expect(
      known(desk)
        .pupils.flatMap(({ contacts }) => contacts)
        .some((contact) => valueOf(contact, "doNotContact") === true),
    ).toBe(true);
  });
});

describe("adults and periods", () => {
  test("adults get their role by its words; a login is passed on and never recorded", () => {
    const desk = createDesk();
    const csv =
      "Title|Forename|Surname|Initials|Role|Email\nMrs|Farida|Khan|FK|Pastoral lead|f.khan@school.example\nMr|Piotr|Nowak|PN|Data|p@school.example\nMs|Helen|Ashworth|HA|SENDCo|";
    const file = preview(desk, "adults", csv);
    expect(file.rows.map(({ outcome }) => outcome)).toEqual(["new", "wrong", "new"]);
    expect(file.rows[0]?.login).toBe("f.khan@school.example");
    expect(file.rows[1]?.problems[0]?.sentence).toContain("“Data” is not one of");
    carryOut(desk, file);
    expect(JSON.stringify([...desk.rows.values()])).not.toContain("school.example");
    expect(known(desk).adults.map((adult) => [textOf(adult, "shownAs"), textOf(adult, "role")])).toEqual([
      ["Mrs Khan", "pastoral-lead"],
      ["Ms Ashworth", "senco"],
    ]);
    expect(preview(desk, "adults", csv).counts.same).toBe(2);
  });

  test("the school day is read with its times, kinds and days, and repeated without doubles", () => {
    const desk = createDesk();
    const csv =
      "Period|Start time|End time|Days\nTutor|8.25|8:40|\nPeriod 1|0840|9.40am|Mon-Thu\nPeriod 1|09:00|10:00|Fri\nLunch|12:55pm|1:35pm|\nPeriod 6|15:15|14:25|";
    const file = preview(desk, "periods", csv);
    expect(file.rows.map(({ outcome }) => outcome)).toEqual(["new", "new", "new", "new", "wrong"]);
    carryOut(desk, file);
    expect(
      known(desk).periods.map((one) => [
        textOf(one, "name"),
        textOf(one, "start"),
        textOf(one, "end"),
        textOf(one, "kind"),
      ]),
    ).toEqual([
      ["Tutor", "08:25", "08:40", "tutor"],
      ["Period 1", "08:40", "09:40", "lesson"],
      ["Period 1", "09:00", "10:00", "lesson"],
      ["Lunch", "12:55", "13:35", "lunch"],
    ]);
    expect(preview(desk, "periods", csv).counts).toEqual({ new: 0, changed: 0, same: 4, wrong: 1 });
    expect(preview(desk, "periods", csv.replace("1:35pm", "13:40")).rows[3]?.changes).toEqual(["Ends"]);
  });
});

describe("cells", () => {
  test.each([
    "9/6/2012",
    "09/06/2012",
    "9.6.12",
    "9-6-2012",
    "9 June 2012",
    "09-Jun-2012",
    "9th Jun 12",
    "Sat, 9 June 2012",
    "2012-06-09",
    "2012-06-09T00:00:00",
    "09/06/2012 00:00",
  ])("%s is 9 June 2012", (text) => {
    expect(readDate(text, "2026-06-09")).toEqual({ value: "2012-06-09" });
  });

  test.each(["June", "9/6", "2012", "41069", "9 Smarch 2012", "6/25/2012"])(
    "%s is no date, and a sentence says so",
    (text) => {
      expect(readDate(text, "2026-06-09")).toHaveProperty("sentence");
    },
  );

  test("times, years and weekdays in the ways schools write them", () => {
    for (const [text, value] of [
      ["8:40", "08:40"],
      ["13.35", "13:35"],
      ["1:35 PM", "13:35"],
      ["12:05am", "00:05"],
      ["08:40:00", "08:40"],
    ] as const)
      expect(readClock(text, "")).toEqual({ value });
    for (const text of ["9", "09", "Year 9", "Yr 9", "Y9", "Curriculum Year 9", "NC Year 9"])
      expect(readYear(text, "")).toEqual({ value: "9" });
    expect(readWeekdays("Mon, Wed & Fri", "")).toEqual({ value: ["mon", "wed", "fri"] });
    expect(readWeekdays("Tuesday to Thursday", "")).toEqual({ value: ["tue", "wed", "thu"] });
    expect(readWeekdays("Sunday", "")).toHaveProperty("sentence");
  });
});
