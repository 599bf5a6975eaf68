// A new pupil: names and year. Everything else about them has its own place on their pages.

import { useNavigate } from "react-router";
import { useDevice } from "../../binding.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { Card, Page } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";

export function AddPupil() {
  const { schema } = useDevice();
  const words = useWords();
  const navigate = useNavigate();
  const definition = schema.definitions["pupil"];
  if (!definition) throw new Error("no record type pupil");
  // Nobody is added on the day they leave.
  const only = Object.keys(definition.fields).filter((name) => name !== "leftOn");
  return (
    <Page
      title={`Add a ${words.pupil}`}
      lead="Check the list first: two records of one child cannot be made one."
      back={{ to: "/pupils", words: words.Pupils }}
      narrow
    >
      <Card>
        <RecordForm
          definition={definition}
          only={only}
          save={`Add ${words.pupil}`}
          draft={{ key: "new/pupil", what: `New ${words.pupil}`, path: "/pupils/new" }}
          onDone={(done) => void navigate(`/pupils/${done.records[0] ?? ""}`)}
          onCancel={() => void navigate("/pupils")}
        />
      </Card>
    </Page>
  );
}
