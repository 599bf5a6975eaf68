// Where a list comes from: a file of this device, or rows copied from a spreadsheet.

import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { Download } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { FileInput } from "../../ui/file-input.tsx";
import { Form } from "../../ui/form.tsx";
import { Card, Row, Stack } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useWords } from "../../use-words.ts";
import { type ListKind, neededWords, templateFor } from "./import-kinds.ts";
import { MOST_BYTES, type Table, readTable, tableIn } from "./read-table.ts";
import { saveFile } from "./save-file.ts";

export interface ChosenList {
  /** The file's name; "pasted rows" where there is none. */
  readonly name: string;
  readonly table: Table;
}

const FILE = "list-file";
const PASTED = "list-pasted";

export function ChooseList({
  list,
  onChosen,
}: {
  readonly list: ListKind;
  readonly onChosen: (chosen: ChosenList) => void;
}) {
  const { say } = useWords();
  const [fault, setFault] = useState<{ readonly field: string; readonly sentence: string } | undefined>();
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState(false);
  const [pasted, setPasted] = useState("");
  // A second file chosen while a slow first one is read: the last one counts.
  const newest = useRef(0);
  const read = async (field: string, name: string, from: () => Promise<Table | Refusal>): Promise<void> => {
    const own = (newest.current += 1);
    setReading(true);
    setFault(undefined);
    const table = await from();
    if (own !== newest.current) return;
    setReading(false);
    if (isRefusal(table)) {
      setFault({ field, sentence: `${name}: ${table.sentence}` });
      setAttempt((tries) => tries + 1);
    } else onChosen({ name, table });
  };
  const template = templateFor(list.kind);
  return (
    <Stack>
      <ErrorSummary faults={fault ? [fault] : []} attempt={attempt} />
      <Card>
        <Stack>
          <Form onSend={() => undefined}>
            <FileInput
              id={FILE}
              label="CSV file"
              hint={say(neededWords(list.kind))}
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              error={fault?.field === FILE ? fault.sentence : undefined}
              onChoose={(file) =>
                void read(FILE, file.name, () => bytesOf(file).then((bytes) => readTable(bytes, file.size)))
              }
            />
          </Form>
          <p role="status">{reading ? "Reading…" : ""}</p>
          <Row>
            <Button kind="quiet" icon={Download} onClick={() => saveFile(template.name, template.text)}>
              Get an empty file with the right headings
            </Button>
          </Row>
          <Disclosure words="Paste rows from a spreadsheet instead" open={fault?.field === PASTED}>
            <Form onSend={() => read(PASTED, "Pasted rows", () => tableIn(pasted))}>
              <TextArea
                id={PASTED}
                label="Rows"
                hint="With the row of headings on top."
                rows={6}
                value={pasted}
                onChange={setPasted}
                error={fault?.field === PASTED ? fault.sentence : undefined}
              />
              <Row>
                <Button type="submit">Read these rows</Button>
              </Row>
            </Form>
          </Disclosure>
        </Stack>
      </Card>
    </Stack>
  );
}

/** Of a file that is far too large only as much as it takes to say so. */
async function bytesOf(file: File): Promise<Uint8Array> {
  const most = MOST_BYTES + 1;
  return new Uint8Array(await (file.size > most ? file.slice(0, most) : file).arrayBuffer());
}
