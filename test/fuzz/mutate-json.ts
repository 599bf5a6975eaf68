// Other JSON for some JSON, and other bytes for some text: what a broken app, a broken line or a hostile hand would send.

import type { Chance } from "../simulation/chance.ts";

const NUMBERS = [0, -1, 1.5, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e308, 1e-300, 0.1 + 0.2];
const TEXTS = [
  "",
  "\u0000",
  "__proto__",
  "constructor",
  "'; DROP TABLE audit; --",
  "\ud800",
  "é😀\u202e",
  "../x",
  "NaN",
];
const MOMENTS = ["2016-06-09T10:00:00Z", "2036-06-09T10:00:00Z", "-9999-01-01T00:00:00Z", "2026-13-45T99:99:99Z"];

function anything(chance: Chance): unknown {
  switch (chance.below(9)) {
    case 0:
      return null;
    case 1:
      return chance.pick(NUMBERS);
    case 2:
      return chance.pick(TEXTS);
    case 3:
      return chance.pick(MOMENTS);
    case 4:
      return chance.hits(0.5);
    case 5:
      return [];
    case 6:
      return "x".repeat(chance.pick([10, 1_000, 60_000]));
    case 7:
      return JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`) as unknown;
    default:
      return JSON.parse('{"__proto__":{"author":"x"},"constructor":1,"toString":{}}') as unknown;
  }
}

type Branch = { [name: string]: unknown } | unknown[];
const isBranch = (value: unknown): value is Branch => typeof value === "object" && value !== null;

/** A copy with one to three places altered, taken out, put twice, or changed round. */
export function mutateJson(value: unknown, chance: Chance): unknown {
  const copy: unknown = structuredClone(value);
  for (let times = 1 + chance.below(3); times > 0; times -= 1) {
    const branches: Branch[] = [];
    const walk = (one: unknown): void => {
      if (!isBranch(one)) return;
      branches.push(one);
      for (const inner of Object.values(one)) walk(inner);
    };
    walk(copy);
    if (branches.length === 0) return anything(chance);
    alter(chance.pick(branches), chance);
  }
  return copy;
}

function alter(branch: Branch, chance: Chance): void {
  const keys = Object.keys(branch);
  if (Array.isArray(branch)) {
    const at = chance.below(branch.length + 1);
    const act = chance.below(4);
    if (act === 0) branch.splice(at, 1);
    else if (act === 1) branch.splice(at, 0, structuredClone(branch[chance.below(branch.length)] ?? null));
    else if (act === 2) branch.reverse();
    else branch.splice(at, 0, anything(chance));
    return;
  }
  const name = keys.length === 0 ? "x" : chance.pick(keys);
  const act = chance.below(4);
  if (act === 0) delete branch[name];
  else if (act === 1) Object.defineProperty(branch, chance.pick([...TEXTS, "extra"]), entry(anything(chance)));
  else if (act === 2 && keys.length > 1) branch[name] = structuredClone(branch[chance.pick(keys)]);
  else branch[name] = anything(chance);
}

const entry = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true });

/** A text with some of its characters gone, doubled, or something else. */
export function mutateText(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  const length = 1 + chance.below(chance.pick([1, 4, 64]));
  switch (chance.below(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 3:
      return text.slice(0, at) + String.fromCharCode(chance.below(0x10000)) + text.slice(at + 1);
    default:
      return text.slice(0, at) + chance.pick(['"', "{", "}", "\\", ",", "\u0000", "1e999", "[[[["]) + text.slice(at);
  }
}
