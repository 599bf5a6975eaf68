// How additions and removals meet a list [M13].

import { jsonEqual } from "#base/json.ts";
import type { AddChange, RemoveChange } from "./change.ts";
import type { MergeInto, Merged } from "./merging.ts";
import type { RecordRow } from "./record-row.ts";
import { type Refusal, refuse } from "./refusal.ts";

export function add({ row, definition }: MergeInto, change: AddChange): Merged | Refusal {
  if (definition && definition.fields[change.field]?.class !== "list")
    return refuse("notAList", "Only a list takes items.", change.field);
  const list = row.lists[change.field] ?? {};
  const held = list[change.item];
  // M13: an item keeps its words. Other words are another item, so that two corrections are both kept.
  if (held && !jsonEqual(held.value, change.value))
    return refuse(
      "itemThere",
      "This item is there with other words. Take it out and put the new words in.",
      change.field,
    );
  const adds = [...(held?.adds ?? []), change.id];
  return {
    row: withList(row, change.field, { ...list, [change.item]: { value: change.value, adds } }),
    outcome: "applied",
  };
}

export function remove({ row, definition }: MergeInto, change: RemoveChange): Merged | Refusal {
  if (definition && definition.fields[change.field]?.class !== "list")
    return refuse("notAList", "Only a list gives up items.", change.field);
  const list = row.lists[change.field] ?? {};
  const held = list[change.item];
  if (!held) return { row, outcome: "same" };
  const adds = held.adds.filter((id) => !change.base.includes(id));
  const { [change.item]: _gone, ...rest } = list;
  const next = adds.length === 0 ? rest : { ...list, [change.item]: { value: held.value, adds } };
  return { row: withList(row, change.field, next), outcome: adds.length === held.adds.length ? "same" : "applied" };
}

const withList = (row: RecordRow, field: string, list: RecordRow["lists"][string]): RecordRow => ({
  ...row,
  lists: { ...row.lists, [field]: list },
});
