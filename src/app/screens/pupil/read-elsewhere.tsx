// Records that the server told and this tablet does not keep: to be read, with nothing to change and no history. The
// newest of each kind first.

import type { PupilAnswer } from "#protocol/read-through.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { isItems } from "#ledger/definition.ts";
import { type ViewRecord, createdBy, itemsOf, valueOf, whenOf } from "#ledger/view.ts";
import { useDevice } from "../../binding.ts";
import { Private } from "../../shell/hidden-names.tsx";
import { momentWords, stampMoment } from "../../text/dates.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Stack } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { isEmpty } from "./field-facts.tsx";
import { useSay } from "./use-say.ts";

/** So many of a kind stand open; the rest is one tap away. */
const SHOWN = 3;

export function ReadElsewhere({ rows }: { readonly rows: PupilAnswer["rows"] }) {
  const { schema } = useDevice();
  const records = rows.map((row) => ({ ...row, unsent: [] }) as unknown as ViewRecord).filter((row) => !row.withdrawn);
  const kinds = Object.values(schema.definitions).flatMap((definition) => {
    const own = records.filter((record) => record.type === definition.type);
    const newest = own.toSorted((a, b) => (whenOf(a, definition) < whenOf(b, definition) ? 1 : -1));
    return own.length === 0 ? [] : [{ definition, newest }];
  });
  return (
    <Private>
      <Stack>
        {kinds.map(({ definition, newest }) => (
          <Disclosure key={definition.type} words={`${definition.plural} (${newest.length})`}>
            <Stack>
              {newest.slice(0, SHOWN).map((record) => (
                <One key={record.id} record={record} definition={definition} />
              ))}
              {newest.length > SHOWN && (
                <Disclosure words={`${newest.length - SHOWN} older`}>
                  <Stack>
                    {newest.slice(SHOWN).map((record) => (
                      <One key={record.id} record={record} definition={definition} />
                    ))}
                  </Stack>
                </Disclosure>
              )}
            </Stack>
          </Disclosure>
        ))}
      </Stack>
    </Private>
  );
}

function One({ record, definition }: { readonly record: ViewRecord; readonly definition: RecordDefinition }) {
  const say = useSay(record.scope);
  const made = createdBy(record);
  const when = definition.when === undefined ? "" : whenOf(record, definition);
  const title = when === "" ? definition.label : momentWords(when, say.today);
  return (
    <SummaryCard
      title={title}
      level={3}
      body={made && <p>{`Written by ${say.adult(made.author)}, ${momentWords(stampMoment(made.at), say.today)}`}</p>}
    >
      {definition.layout
        .flatMap((section) => section.fields)
        .filter((name) => !isEmpty(record, name))
        .map((name) => {
          const field = definition.fields[name];
          if (!field) return null;
          const words = isItems(field)
            ? itemsOf(record, name)
                .map(({ value }) => String(value))
                .join("; ")
            : say.value(field, valueOf(record, name));
          return (
            <SummaryRow key={name} label={field.label}>
              {words}
            </SummaryRow>
          );
        })}
    </SummaryCard>
  );
}
