// The school's own categories as large chips, in the order the room or the school chose [C34]; the others under "More".
// On a keyboard 1 to 8 press them.

import { chipsFor } from "#casework/chips.ts";
import type { RecordId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useShortcuts } from "../../shell/use-shortcuts.ts";
import { usePreferences } from "../../state/preferences.ts";
import { ChipButton, type ChipButtonProps, ChipGrid } from "../../ui/chip.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

export interface CategoryChipsProps {
  /** Those that may be chosen here. */
  readonly categories: readonly Slim[];
  readonly disabled?: boolean;
  /** They stand in a sheet: keys are heard there. */
  readonly inSheet?: boolean;
  readonly onChoose: (category: RecordId) => void;
}

export function CategoryChips({ categories, disabled, inSheet = false, onChoose }: CategoryChipsProps) {
  const { rooms } = useDirectory();
  const chosen = usePreferences((preferences) => preferences.room);
  const room = rooms.length === 1 ? rooms[0] : rooms.find(({ id }) => id === chosen);
  const { chips, more } = chipsFor(categories, room);
  const slimsIn = (order: readonly { readonly id: string }[]): readonly Slim[] =>
    order.flatMap(({ id }) => categories.find((one) => one.id === id) ?? []);
  const first = slimsIn(chips);
  const choose = (one: Slim): void => {
    if (!disabled) onChoose(one.id);
  };
  useShortcuts((key) => {
    const one = /^[1-8]$/.test(key) ? first[Number(key) - 1] : undefined;
    if (one) choose(one);
    return one !== undefined;
  }, inSheet);
  if (categories.length === 0)
    return (
      <EmptyState title="No categories on this tablet yet">
        They arrive with the first connection, or an administrator adds them.
      </EmptyState>
    );
  const buttons = (some: readonly Slim[]) =>
    some.map((one) => (
      <ChipButton key={one.id} tone={toneOf(one)} onPress={() => choose(one)}>
        {textIn(one, "label")}
      </ChipButton>
    ));
  return (
    <>
      <ChipGrid label="What did you see?">{buttons(first)}</ChipGrid>
      {more.length > 0 && (
        <Disclosure words={`More (${more.length})`}>
          <ChipGrid label="More categories">{buttons(slimsIn(more))}</ChipGrid>
        </Disclosure>
      )}
    </>
  );
}

export function toneOf(category: Slim): NonNullable<ChipButtonProps["tone"]> {
  const tone = textIn(category, "tone");
  return tone === "positive" || tone === "concern" ? tone : "neutral";
}
