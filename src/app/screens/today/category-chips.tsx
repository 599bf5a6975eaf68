// The school's own categories as large chips: the first eight, the others under "More". Their order never follows
// what was used last: hands learn where things are.

import type { RecordId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { textIn } from "../../directory.ts";
import { ChipButton, type ChipButtonProps, ChipGrid } from "../../ui/chip.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

const FIRST = 8;

export interface CategoryChipsProps {
  readonly categories: readonly Slim[];
  readonly disabled?: boolean;
  readonly onChoose: (category: RecordId) => void;
}

export function CategoryChips({ categories, disabled, onChoose }: CategoryChipsProps) {
  if (categories.length === 0)
    return (
      <EmptyState title="No categories on this tablet yet">
        They arrive with the first connection, or an administrator adds them.
      </EmptyState>
    );
  const chips = (some: readonly Slim[]) =>
    some.map((one) => (
      <ChipButton
        key={one.id}
        tone={toneOf(one)}
        onPress={() => {
          if (!disabled) onChoose(one.id);
        }}
      >
        {textIn(one, "label")}
      </ChipButton>
    ));
  const rest = categories.slice(FIRST);
  return (
    <>
      <ChipGrid label="What did you see?">{chips(categories.slice(0, FIRST))}</ChipGrid>
      {rest.length > 0 && (
        <Disclosure words={`More (${rest.length})`}>
          <ChipGrid label="More categories">{chips(rest)}</ChipGrid>
        </Disclosure>
      )}
    </>
  );
}

export function toneOf(category: Slim): NonNullable<ChipButtonProps["tone"]> {
  const tone = textIn(category, "tone");
  return tone === "positive" || tone === "concern" ? tone : "neutral";
}
