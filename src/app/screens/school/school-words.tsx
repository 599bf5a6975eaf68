// The words the school chooses itself: for a pupil, and for the four levels of each scale. The levels stay four, so that
// what is counted stays the same.

import { scaleNames } from "#casework/codes/room.ts";
import { SCALES, levelWords, type ScaleName, ourLevels } from "#casework/scale-words.ts";
import type { JsonObject } from "#base/json.ts";
import { labelOf } from "#ledger/code-list.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { textOf } from "#ledger/view.ts";
import { useNavigate, useParams } from "react-router";
import { useDevice, useWatch } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Card, Page, Section } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";
import NotFound from "../more/not-found.tsx";
import { LEVELS } from "../sessions/use-level-words.ts";
import { partFault } from "./part-faults.ts";
import styles from "./school-part.module.css";

const WHAT_FOR: { readonly [Name in ScaleName]: string } = {
  regulation: "How calm a pupil was in an IAP period",
  engagement: "How far they took part",
  intensity: "How strong what was seen was",
};

export function SchoolWords() {
  const { ready, scales, settings } = useDirectory();
  const words = useWords();
  if (!ready) return <Loading />;
  return (
    <Page
      title="Words"
      lead={words.say("How the screens speak in your school. Neutral words serve best: pupils see the tablet.")}
      back={{ to: "/school", words: "Your school" }}
      narrow
    >
      <RowList label="Word for a pupil">
        <RowLink to="/school/words/pupil">
          <span className={styles.name}>{words.Pupil}</span>
          <span className={styles.quiet}>
            {textIn(settings, "pupilWord") === "" ? "Unless told. " : ""}Pupil, student, young person or learner
          </span>
        </RowLink>
      </RowList>
      <Section title="Levels" hint="Four of each, the hardest first.">
        <RowList label="Levels">
          {SCALES.map((name) => (
            <RowLink key={name} to={`/school/words/${name}`}>
              <span className={styles.name}>{labelOf(scaleNames, name)}</span>
              <span className={styles.quiet}>{LEVELS.map((level) => levelWords(scales, name, level)).join(" · ")}</span>
            </RowLink>
          ))}
        </RowList>
      </Section>
    </Page>
  );
}

export function ScaleForm() {
  const { scale: asked } = useParams();
  const name = SCALES.find((one) => one === asked);
  return name === undefined ? <NotFound /> : <Scale key={name} name={name} />;
}

const BACK = { to: "/school/words", words: "Words" };

function Scale({ name }: { readonly name: ScaleName }) {
  const definition = useDevice().schema.definitions["scale"];
  const all = useWatch({ kind: "records", scope: SCHOOL_SCOPE, types: ["scale"] });
  const words = useWords();
  const navigate = useNavigate();
  if (!definition) return <NotFound />;
  if (all === undefined) return <Loading />;
  const record = all.findLast((one) => textOf(one, "of") === name);
  const title = labelOf(scaleNames, name);
  const ours: JsonObject = Object.fromEntries(ourLevels(name).map((own, at) => [`level${at + 1}`, own]));
  return (
    <Page title={title} lead={words.say(WHAT_FOR[name])} back={BACK} narrow>
      <p>
        Level 1 is the hardest, level 4 the easiest. An empty level keeps Waymark’s word: {ourLevels(name).join(", ")}.
      </p>
      <Card>
        <RecordForm
          definition={definition}
          record={record}
          only={LEVELS.map((level) => `level${level}`)}
          known={record ? undefined : { of: name, ...ours }}
          check={(fields) => partFault("scale", fields, [])}
          draft={{
            key: record ? `edit/scale/${record.id}` : `new/scale/${name}`,
            what: `Words: ${title}`,
            path: `/school/words/${name}`,
          }}
          onDone={() => void navigate(BACK.to)}
          onCancel={() => void navigate(BACK.to)}
        />
      </Card>
    </Page>
  );
}
