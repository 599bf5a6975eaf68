// Words about one pupil hold no other pupil's name: while they are typed, a link is offered in its place [C23]. It is an
// offer. What only looks like a name is left as it is with one tap.

import { type FoundName, namesInText } from "#casework/names-in-text.ts";
import { useDeferredValue, useMemo, useState } from "react";
import { textIn, useDirectory } from "../directory.ts";
import { useNames } from "../shell/hidden-names.tsx";
import { listWords } from "../text/words.ts";
import { Button } from "../ui/button.tsx";
import { Inset } from "../ui/inset.tsx";
import { Row } from "../ui/page.tsx";
import { useWords } from "../use-words.ts";
import { withoutName } from "./without-name.ts";

export interface NamesOfferProps {
  /** Whose record it is: their own name may stand there. */
  readonly about: string;
  readonly text: string;
  /** The words without the name, and the pupil who was named. */
  readonly onReplace: (text: string, pupil: string) => void;
  /** The record keeps a link to the other pupil. */
  readonly links: boolean;
}

export function NamesOffer({ about, text, onReplace, links }: NamesOfferProps) {
  const directory = useDirectory();
  const names = useNames();
  const words = useWords();
  const [left, setLeft] = useState<readonly string[]>([]);
  // Looking through a school's names must not hold up the next letter.
  const looked = useDeferredValue(text);
  const isEmpty = looked.trim() === "";
  const others = useMemo(
    () =>
      (isEmpty ? [] : directory.pupils)
        .filter(({ scope }) => scope !== about)
        .map(({ scope, pupil }) => ({
          id: scope as string,
          givenName: textIn(pupil, "givenName"),
          familyName: textIn(pupil, "familyName"),
          knownAs: textIn(pupil, "knownAs"),
        })),
    [isEmpty, directory.pupils, about],
  );
  const found = useMemo(
    () => namesInText(looked, others).filter((one) => !left.includes(one.words)),
    [looked, others, left],
  );
  if (found.length === 0 || !directory.pupilById.has(about)) return null;
  const byPupil = new Map<string, FoundName[]>();
  for (const one of found) byPupil.set(one.pupil, [...(byPupil.get(one.pupil) ?? []), one]);
  const said = [...new Set(found.map((one) => one.words))];
  return (
    <Inset kind="note" title={`Does this name another ${words.pupil}?`}>
      <p role="status">
        {names.hidden ? "A name stands here" : `“${listWords(said)}” stands here`}. These words are kept without the
        names of other {words.pupils}.
      </p>
      <Row>
        {[...byPupil].map(([pupil, places]) => (
          <Button key={pupil} onClick={() => onReplace(withoutName(looked, places, words.pupil), pupil)}>
            Write “another {words.pupil}”{links && " and link"}
            {(links || byPupil.size > 1) && ` ${names.pupil(directory.pupilById.get(pupil)?.pupil.fields)}`}
          </Button>
        ))}
        <Button kind="quiet" onClick={() => setLeft([...left, ...said])}>
          It is not their name
        </Button>
      </Row>
    </Inset>
  );
}
