// How the school speaks and works, a page for each part of it. One record a school: made here the first time.

import type { JsonObject } from "#base/json.ts";
import { retentionFault } from "#casework/retention.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { useNavigate } from "react-router";
import { useDevice, useOpen, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Card, Page, Row } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";
import NotFound from "../more/not-found.tsx";
import { KeptHowLong } from "./kept-how-long.tsx";

interface SettingsPart {
  readonly title: string;
  readonly lead?: string;
  /** Sections of the record's layout. */
  readonly sections: readonly string[];
  /** Where it is reached from. */
  readonly back: { readonly to: string; readonly words: string };
}

const SCHOOL = { to: "/school", words: "Your school" };

const PARTS = {
  settings: {
    title: "School and safeguarding lead",
    sections: ["School", "Safeguarding", "On call", "Weeks"],
    back: SCHOOL,
  },
  privacy: {
    title: "Privacy on tablets",
    lead: "What a tablet shows to whoever stands near it, and for how long. It holds on every tablet of the school.",
    sections: ["Privacy"],
    back: SCHOOL,
  },
  kept: {
    title: "How long records are kept",
    lead: "What your school has decided, for whoever reviews old records. You can choose no less than the source named beside it.",
    sections: ["Keeping"],
    back: SCHOOL,
  },
  "words/pupil": {
    title: "Word for a pupil",
    lead: "The screens use it. Reports for the Department and Ofsted say “pupil”.",
    sections: ["Words"],
    back: { to: "/school/words", words: "Words" },
  },
} as const satisfies { readonly [path: string]: SettingsPart };

export function SchoolSettings({ part }: { readonly part: keyof typeof PARTS }) {
  const definition = useDevice().schema.definitions["school-settings"];
  const { schoolName } = useOpen();
  const { adults } = useDirectory();
  const words = useWords();
  const navigate = useNavigate();
  const all = useWatch({ kind: "records", scope: SCHOOL_SCOPE, types: ["school-settings"] });
  if (!definition) return <NotFound />;
  if (all === undefined) return <Loading />;
  const record = all[0];
  const { title, lead, sections, back }: SettingsPart = PARTS[part];
  const begun: JsonObject = { name: schoolName, pupilWord: "pupil", timeZone: "Europe/London" };
  return (
    <Page title={words.say(title)} lead={lead} back={back} narrow>
      {part === "settings" && adults.size < 2 && (
        <Inset kind="plain" title="Is the safeguarding lead in Waymark yet?">
          <p>You can choose them here once they are among the adults.</p>
          <Row>
            <LinkButton to="/school/people">Adults</LinkButton>
          </Row>
        </Inset>
      )}
      <Card>
        <RecordForm
          key={part}
          definition={definition}
          record={record}
          only={definition.layout.filter((section) => sections.includes(section.title)).flatMap(({ fields }) => fields)}
          known={record ? undefined : begun}
          {...(part === "kept" ? { check: retentionFault } : {})}
          draft={{
            key: record ? `edit/school-settings/${record.id}/${part}` : `new/school-settings/${part}`,
            what: title,
            path: `/school/${part}`,
          }}
          onDone={() => void navigate(back.to)}
          onCancel={() => void navigate(back.to)}
        />
      </Card>
      {part === "kept" && <KeptHowLong settings={record} />}
    </Page>
  );
}
