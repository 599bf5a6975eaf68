// The unique pupil number: check letter, 3-digit local authority, 4-digit school, 2-digit year, 3-digit serial.
// Source: DfE UPN guide. A temporary UPN ends in a letter. The authority's number is never looked up: lists of them go stale.

// No I, O and S: they read like 1, 0 and 5.
const LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
const FORM = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/;

/** The letter that characters 2 to 13 call for: each times its place (2 to 13), summed, modulo 23. */
export function upnCheckLetter(rest: string): string {
  let sum = 0;
  for (let i = 0; i < rest.length; i += 1) {
    const char = rest.charAt(i);
    const value = char >= "0" && char <= "9" ? Number(char) : LETTERS.indexOf(char);
    sum += value * (i + 2);
  }
  return LETTERS.charAt(sum % LETTERS.length);
}

/** A UPN in its plain form (capitals, no spaces), or a sentence that says what is wrong with it. */
export function checkUpn(text: string): { readonly value: string } | { readonly sentence: string } {
  const value = text.replace(/\s+/g, "").toUpperCase();
  if (value.length !== 13)
    return { sentence: `A UPN has 13 characters, like B801200005001. This one has ${value.length}.` };
  if (!FORM.test(value))
    return {
      sentence: "A UPN is a letter and 12 digits, like B801200005001. Its letters are never I, O or S.",
    };
  return upnCheckLetter(value.slice(1)) === value.charAt(0)
    ? { value }
    : {
        sentence:
          "The first letter of this UPN does not fit the rest. A letter or a digit may be mistyped: check all 13.",
      };
}
