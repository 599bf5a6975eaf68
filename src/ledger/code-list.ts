// Code lists with dates: a code is never deleted, it stops being offered. Old records keep their words.

export interface Code {
  readonly code: string;
  readonly label: string;
  readonly hint?: string;
  /** First and last day the code may be chosen ("2026-05-01"); absent means without limit. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

export interface CodeList {
  /** Never key on the code alone: DS is both a type of need and a reason for suspension. */
  readonly name: string;
  readonly codes: readonly Code[];
}

export function defineCodes(name: string, codes: readonly Code[]): CodeList {
  const seen = new Set<string>();
  for (const { code } of codes) {
    if (seen.has(code)) throw new Error(`code list ${name}: ${code} stands twice`);
    seen.add(code);
  }
  return { name, codes };
}

/** The codes that may be chosen on a day ("2026-06-09"). */
export function codesOn(list: CodeList, day: string): readonly Code[] {
  return list.codes.filter((c) => (c.validFrom ?? "") <= day && day <= (c.validTo ?? "9999"));
}

/** The words of a code, whether or not it may still be chosen; the code itself where the list never had it. */
export function labelOf(list: CodeList, code: string): string {
  return list.codes.find((c) => c.code === code)?.label ?? code;
}
