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
  /** False where it may be a word like any other ("Will ring home", "the Green group"): a screen asks all the same. */
  readonly sure: boolean;
}

/** First and last names that are words of every day: alone they count only with a capital. */
const WORDS_OF_EVERY_DAY = new Set(
  (
    "amber angel april art autumn banks baker bell best bill bird black brook brown bush carter chase church cook cross " +
    "daisy dawn day drew east english faith field ford fox frank french good grace grant green hall hazel heath hill " +
    "holly hope iris ivy jack jade jay joy june king lake lane lily little long love major mark marsh mason may moss " +
    "north olive page park pat pearl poppy price ray read rice rob robin rose ruby rush sandy sharp short skye small " +
    "snow star stone strong sue summer sunny swan violet weeks west white will winter wolf wood woods young"
  ).split(" "),
);

/** Before it stands an adult: a pupil may have the same last name. */
const TITLE = /\b(mr|mrs|ms|miss|mx|dr|sir|madam)\.?\s+$/i;

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
 * The names of these pupils in a text, in the order they stand, the longest at each place; a name that several pupils
 * have is found once for each. Whoever the text is about is left out of `pupils` by the caller.
 */
export function namesInText(text: string, pupils: readonly PupilNames[]): readonly FoundName[] {
  // A form is empty when it opens: a school's names are not gone through for that.
  if (text.trim() === "") return [];
  const shown = text.normalize("NFC");
  const looked = plain(text);
  const { byName, first, whole } = namesOf(pupils);
  // The longest first, so that "Amara Okafor" is one find and not two.
  const names = [...byName.keys()].filter((name) => looked.includes(name)).sort((a, b) => b.length - a.length);
  const taken: boolean[] = [];
  const found: FoundName[] = [];
  for (const name of names) {
    const everyDay = !whole.has(name) && WORDS_OF_EVERY_DAY.has(name);
    for (const at of placesOf(looked, name)) {
      const words = shown.slice(at, at + name.length);
      if (taken[at] || TITLE.test(shown.slice(0, at)) || (everyDay && words === words.toLowerCase())) continue;
      for (let i = at; i < at + name.length; i += 1) taken[i] = true;
      const sure = !everyDay || (first.has(name) && !beginsSentence(shown, at));
      for (const pupil of byName.get(name) ?? []) found.push({ pupil, at, words, sure });
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.pupil < b.pupil ? -1 : 1));
}

/** Every name by which a pupil may be meant: first, known as, last, and the first with the last. */
function namesOf(pupils: readonly PupilNames[]) {
  const byName = new Map<string, Set<string>>();
  const first = new Set<string>();
  const whole = new Set<string>();
  const add = (name: string, pupil: string, kind?: Set<string>): void => {
    const key = plain(name.trim());
    // One letter is an initial, and stands in too many words.
    if (key.length < 2) return;
    byName.set(key, (byName.get(key) ?? new Set()).add(pupil));
    kind?.add(key);
  };
  for (const { id, givenName, familyName, knownAs } of pupils) {
    for (const called of [givenName, knownAs ?? ""].filter(Boolean)) {
      add(called, id, first);
      if (familyName !== "") add(`${called} ${familyName}`, id, whole);
    }
    add(familyName, id);
  }
  return { byName, first, whole };
}

/** There a capital says nothing: "Will ring home" and "Will rang home" look alike. */
const beginsSentence = (text: string, at: number): boolean => /(^|[.!?]|\n)["“'‘\s]*$/.test(text.slice(0, at));
