// Bringing in a list: choose a file, say which column is which, see what would come of it, bring it in. Everything is
// read and saved on this device; it needs no network.

import { useParams } from "react-router";
import { useOpen, useStatus } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { ServerAnswers } from "../../online/server-answers.tsx";
import { useNamesHidden } from "../../shell/hidden-names.tsx";
import { usePreferences } from "../../state/preferences.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row } from "../../ui/page.tsx";
import { Progress } from "../../ui/progress.tsx";
import { SubNavigation } from "../../ui/tabs.tsx";
import { useWords } from "../../use-words.ts";
import NotFound from "../more/not-found.tsx";
import { ChooseList } from "./choose-list.tsx";
import { IMPORT_KINDS, type ListKind, isImportKind, listKind } from "./import-kinds.ts";
import { ListPreview } from "./list-preview-section.tsx";
import { ListResult } from "./list-result.tsx";
import { MatchList } from "./match-list.tsx";
import { type ImportAtWork, useImport } from "./use-import.ts";

export default function Import() {
  const { what } = useParams();
  const words = useWords();
  // Another kind of list is another page: nothing of the first one stays.
  if (!isImportKind(what)) return <NotFound />;
  return (
    <ServerAnswers>
      <ImportPage key={what} list={listKind(what, words)} />
    </ServerAnswers>
  );
}

function ImportPage({ list }: { readonly list: ListKind }) {
  const words = useWords();
  const { ready } = useDirectory();
  const { complete } = useStatus();
  const work = useImport(list.kind);
  return (
    <Page title={`Bring in ${list.many}`} lead={list.lead} back={{ to: "/school", words: "Your school" }}>
      <SubNavigation
        label="Kinds of list"
        pages={IMPORT_KINDS.map((kind) => ({ to: `/school/import/${kind}`, words: listKind(kind, words).title }))}
      />
      {!ready ? <Loading /> : complete ? <Work list={list} work={work} /> : <NotComplete />}
    </Page>
  );
}

/** A pupil whom this device has not heard of yet would be made a second time. */
function NotComplete() {
  return (
    <EmptyState title="This tablet has not got everything of your school yet">
      Connect it once and wait for “All sent”. Otherwise people who are there already could be made a second time.
    </EmptyState>
  );
}

function Work({ list, work }: { readonly list: ListKind; readonly work: ImportAtWork }) {
  const { stage, list: chosen } = work;
  const { deviceKind } = useOpen();
  const hidden = useNamesHidden();
  const hide = usePreferences((preferences) => preferences.hideNames);
  if (stage.at === "running")
    return (
      <>
        <Progress label={`Saving ${list.many} on this tablet`} done={stage.done} all={stage.all} />
        <p>Stay on this page until it is done. Each part is saved whole or not at all.</p>
        <Row>
          <Button onClick={work.stop} disabled={stage.stopping}>
            {stage.stopping ? "Stopping after this part…" : "Stop"}
          </Button>
        </Row>
      </>
    );
  if (hidden)
    return (
      <EmptyState title="Names are hidden" action={<Button onClick={() => hide(false)}>Show names</Button>}>
        A list is full of them. Show names to go on where you were.
      </EmptyState>
    );
  if (chosen === undefined || stage.at === "choose")
    return (
      <>
        {list.kind === "contacts" && deviceKind === "shared" && (
          <Inset kind="note" title="This tablet is shared">
            <p>
              It holds no UPNs. It finds each pupil by first and last name, and by date of birth where there is one.
            </p>
          </Inset>
        )}
        <ChooseList list={list} onChosen={work.choose} />
      </>
    );
  if (stage.at === "done")
    return (
      <ListResult
        list={list}
        chosen={chosen}
        result={stage.result}
        onAgain={work.again}
        onGoOn={() => work.choose(chosen)}
      />
    );
  return (
    <>
      <Inset
        kind="plain"
        title={`${chosen.name}: ${chosen.table.filled.toLocaleString("en-GB")} ${chosen.table.filled === 1 ? "line" : "lines"}`}
      >
        {chosen.table.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <Row>
          <Button onClick={work.again}>Choose another file</Button>
        </Row>
      </Inset>
      <MatchList list={list} table={chosen.table} matches={work.matches} missing={work.missing} onChange={work.match} />
      {stage.at === "looking" && <Progress label="Looking at what is here already" done={stage.done} all={stage.all} />}
      {work.preview && <ListPreview list={list} preview={work.preview} onRun={work.run} />}
    </>
  );
}
