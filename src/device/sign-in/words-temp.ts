import type { RandomBytes } from "#base/id.ts";
export const drawWords = (randomBytes: RandomBytes): readonly string[] => [...randomBytes(5)].map((b) => `word${b}`);
