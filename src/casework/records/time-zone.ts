// An IANA time zone name by its form; whether a machine knows it is that machine's business.

const FORM = /^[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_+-]+)*$/;

export function checkTimeZone(text: string): { readonly value: string } | { readonly sentence: string } {
  const value = text.trim();
  return FORM.test(value) ? { value } : { sentence: "A time zone is written like Europe/London." };
}
