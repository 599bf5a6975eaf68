// The access matrix, computed over the routes the server has: every subject × every route × whose it is that is named.
// The text is what people review (test/golden/access-answers.txt); what must hold of every answer, whatever it says,
// is found here: out of scope and absent answer alike (A3), and a refusal changes nothing.

import { ALL_ROUTES } from "#server/routes.ts";
import type { Said } from "#server/sync/device.fixture.ts";
import { QUESTIONS, type Question, targetsOf } from "./access-questions.ts";
import { PLACES, type PlaceName, type TwoSchools } from "./two-schools.ts";

export interface AccessAnswers {
  readonly text: string;
  readonly answers: number;
  /** What must never be, in sentences. */
  readonly faults: readonly string[];
}

const ANY_ID = /[0-9a-hjkmnp-tv-z]{26}/g;

export async function accessAnswers(schools: TwoSchools): Promise<AccessAnswers> {
  const { world, subjects } = schools;
  const faults: string[] = [];
  const lines: string[] = [];
  const asKept = world.state();
  let answers = 0;
  const routes = ALL_ROUTES.map(({ method, path }) => `${method} ${path}`);
  for (const route of routes) if (!QUESTIONS[route]) faults.push(`${route} has no row in access-questions.ts`);
  for (const row of Object.keys(QUESTIONS)) if (!routes.includes(row)) faults.push(`${row} is no route of the server`);
  for (const { method, path } of ALL_ROUTES) {
    const route = `${method} ${path}`;
    const question = QUESTIONS[route];
    if (!question) continue;
    const bySaid = new Map<string, string[]>();
    for (const who of subjects) {
      const cells: [PlaceName, string][] = [];
      const bodies = new Map<PlaceName, string>();
      for (const place of PLACES) {
        const named = targetsOf(question, who, schools)[place];
        if (named === undefined) continue;
        const but = [...(question.counts ?? []), ...(who.leaves ?? [])];
        const before = world.state(but);
        const ask = (body?: unknown): Promise<Said> => who.asks(method, path, body);
        const said = await question.ask(ask, named, who, schools);
        answers += 1;
        const told = `${route}, ${who.name}, ${place}`;
        if (said.status >= 500) faults.push(`${told}: ${said.status} ${JSON.stringify(said.body)}`);
        if (said.status >= 400 && world.state(but) !== before) faults.push(`${told}: refused, and changed something`);
        if (world.state() !== asKept) await world.putBack();
        cells.push([place, cellOf(question, said, named)]);
        bodies.set(place, `${said.status} ${withoutNames(said, named)}`);
      }
      if (bodies.has("absent") && bodies.get("absent") !== bodies.get("other school"))
        faults.push(`${route}, ${who.name}: another school's is not answered like what is not there`);
      const said = inLine(cells);
      bySaid.set(said, [...(bySaid.get(said) ?? []), who.name]);
    }
    lines.push(route, ...[...bySaid].flatMap(([said, names]) => [`  ${names.join(", ")}`, said]), "");
  }
  if (world.log.length > 0) faults.push(...world.log);
  return { text: `${lines.join("\n").trimEnd()}\n`, answers, faults };
}

function cellOf({ read }: Question, said: Said, named: string): string {
  if (said.status !== 200) return `${said.status} ${String(said.body["code"])}`;
  return read ? `200 ${read(said, named)}` : "200";
}

/** The answer without the names of things, which differ, and without when it was given. */
function withoutNames({ body }: Said, named: string): string {
  const text = JSON.stringify(body)
    .replaceAll(ANY_ID, "#")
    .replaceAll(/"counter":\d+/g, '"counter":#');
  return named === "" ? text : text.replaceAll(named, "#");
}

function inLine(cells: readonly (readonly [PlaceName, string])[]): string {
  const [first] = cells;
  if (cells.every(([, said]) => said === first?.[1])) return `    ${first?.[1] ?? ""}`;
  return cells.map(([place, said]) => `    ${place.padEnd(13)}${said}`).join("\n");
}
