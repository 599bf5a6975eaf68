// A phone number as people write it: kept as typed, minus doubled spaces.

const FORM = /^\+?[\d\s()-]+(?:\s*(?:ext|x)\.?\s*\d{1,6})?$/i;

/** The number with single spaces, or a sentence. Short extensions of the school's own exchange are welcome. */
export function checkPhone(text: string): { readonly value: string } | { readonly sentence: string } {
  const value = text.trim().replace(/\s+/g, " ");
  const digits = value.replace(/\D/g, "").length;
  if (!FORM.test(value) || digits < 3 || digits > 20)
    return { sentence: "A phone number has digits and spaces only, like 07700 900123. Put other words in the note." };
  return { value };
}
