// What came of a list. It stays on the page until another one is chosen, and can be printed or taken away.

import { Download, Printer } from "lucide-react";
import { useStatus } from "../../binding.ts";
import { momentWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import type { ChosenList } from "./choose-list.tsx";
import { csvOf } from "./csv-text.ts";
import { type ListKind, countOf } from "./import-kinds.ts";
import { Counts } from "./list-preview-section.tsx";
import { problemTable } from "./list-preview.ts";
import { ProblemList } from "./problem-list.tsx";
import { saveFile } from "./save-file.ts";
import type { ImportResult } from "./use-import.ts";

export interface ListResultProps {
  readonly list: ListKind;
  readonly chosen: ChosenList;
  readonly result: ImportResult;
  readonly onAgain: () => void;
  /** The same file once more, after a stop. */
  readonly onGoOn: () => void;
}

export function ListResult({ list, chosen, result, onAgain, onGoOn }: ListResultProps) {
  const { today } = useMoment();
  const { made, changed, same, wrong, rest, stopped } = result;
  const saved = made + changed;
  return (
    <Section
      title={stopped === undefined ? `${countOf(saved, list)} brought in` : "Stopped before the end"}
      hint={`${chosen.name}, ${momentWords(result.at, today)}`}
    >
      <Stack>
        {stopped !== undefined && (
          <div role="alert">
            <Inset kind="warn" title={stopped}>
              <p>
                {countOf(saved, list)} are in, {rest.toLocaleString("en-GB")} are not yet. Bring in the same file to go
                on: what is in already is not doubled.
              </p>
              <Row>
                <Button kind="primary" onClick={onGoOn}>
                  Go on with the rest
                </Button>
              </Row>
            </Inset>
          </div>
        )}
        <Counts counts={{ new: made, changed, same, wrong }} />
        <Sending />
        <ProblemList rows={result.problems} />
        <Row>
          <LinkButton kind={stopped === undefined ? "primary" : "plain"} to={list.next.to}>
            {list.next.words}
          </LinkButton>
          <Button onClick={onAgain}>Bring in another file</Button>
          {wrong > 0 && (
            <Button
              icon={Download}
              onClick={() => saveFile(`left-out-${list.kind}.csv`, csvOf(problemTable(chosen.table, result.problems)))}
            >
              Get the lines left out as a file
            </Button>
          )}
          <Button icon={Printer} onClick={() => window.print()}>
            Print this page
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}

/** Where it all is now: counted from what waits, not from what was just done. */
function Sending() {
  const { queued, reach } = useStatus();
  return (
    <p>
      {queued === 0
        ? "Everything on this tablet has been sent."
        : reach === "online"
          ? "Saved on this tablet, and being sent."
          : "Saved on this tablet. It is sent when there is a connection."}
    </p>
  );
}
