// Finds pupils' names in what somebody types, so that a screen can offer a link in their place: words about one pupil
// hold no other pupil's name [C23].

export interface PupilNames {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly knownAs?: string;
}

export interface FoundName {
  readonly pupil: string;
  /** Where it stands in the text in its composed form (NFC), and the words as they were typed. */
  readonly at: number;
  readonly words: string;
  /** False where several pupils have the name, or where it may be a word like any other: a screen asks all the same. */
  readonly sure: boolean;
}

/** First names that are words of every day: alone they count only with a capital. */
const WORDS_OF_EVERY_DAY = new Set([
  "will", "mark", "may", "grace", "hope", "faith", "joy", "art", "bill", "frank", "grant", "rose", "summer", "skye",
  "dawn", "april", "june", "sunny", "angel", "major", "ray", "jack", "rob", "sue", "pat", "drew", "chase", "lane",
]); // prettier-ignore

/** Letters without their marks, in small letters: "Zoë" is found where somebody types "zoe". One letter stays one. */
const plain = (text: string): string =>
  [...text.normalize("NFC")]
    .map((letter) => {
      const bare = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return bare.length === letter.length
        ? bare
        : letter.toLowerCase().length === letter.length
          ? letter.toLowerCase()
          : letter;
    })
    .join("")
    .replace(/[‘’]/g, "'");

const LETTER = /[\p{L}\p{N}]/u;

/** Every place where words stand by themselves: "Sam's" is Sam, "Samuel" is not. */
function placesOf(text: string, words: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (!LETTER.test(text[at - 1] ?? " ") && !LETTER.test(text[at + words.length] ?? " ")) places.push(at);
  return places;
}

/**
 * The names of these pupils in a text, in the order they stand, the longest at each place. Whoever the text is about is
 * left out of `pupils` by the caller.
 */
export function namesInText(text: string, pupils: readonly PupilNames[]): readonly FoundName[] {
  const shown = text.normalize("NFC");
  const looked = plain(text);
  const byName = new Map<string, Set<string>>();
  const add = (name: string, pupil: string): void => {
    const key = plain(name.trim());
    // One letter is an initial, and stands in too many words.
    if (key.length < 2) return;
    byName.set(key, (byName.get(key) ?? new Set()).add(pupil));
  };
  const whole = new Set<string>();
  for (const { id, givenName, familyName, knownAs } of pupils) {
    for (const first of [givenName, knownAs ?? ""].filter(Boolean)) {
      add(first, id);
      add(`${first} ${familyName}`, id);
      whole.add(plain(`${first} ${familyName}`.trim()));
    }
    add(familyName, id);
  }
  // The longest first, so that "Amara Okafor" is one find and not two.
  const names = [...byName.keys()].filter((name) => looked.includes(name)).sort((a, b) => b.length - a.length);
  const taken: boolean[] = [];
  const found: FoundName[] = [];
  for (const name of names) {
    for (const at of placesOf(looked, name)) {
      if (taken[at]) continue;
      const words = shown.slice(at, at + name.length);
      const everyDay = !whole.has(name) && WORDS_OF_EVERY_DAY.has(name);
      if (everyDay && words === words.toLowerCase()) continue;
      for (let i = at; i < at + name.length; i += 1) taken[i] = true;
      const who = [...(byName.get(name) ?? [])];
      const sure = who.length === 1 && !(everyDay && beginsSentence(shown, at));
      for (const pupil of who) found.push({ pupil, at, words, sure });
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.pupil < b.pupil ? -1 : 1));
}

/** There a capital says nothing: "Will ring home" and "Will rang home" look alike. */
const beginsSentence = (text: string, at: number): boolean => /(^|[.!?]|\n)["“'‘\s]*$/.test(text.slice(0, at));
