// Lets a cover adult in at a shared tablet, with or without a network: their name, and the tablet is theirs for today
// (A34). Whoever was let in here today by the same adult comes back with one tap.

import { letCoverIn } from "#casework/commands/let-cover-in.ts";
import type { RecordId } from "#ledger/names.ts";
import { UserPlus, UserRound } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDevice, useOpen } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Form } from "../../ui/form.tsx";
import { Card, Page, Section } from "../../ui/page.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { Tile, Tiles } from "../../ui/tile.tsx";
import { useMoment } from "../../use-moment.ts";

interface Who {
  readonly givenName: string;
  readonly familyName: string;
}

const labelOf = ({ givenName, familyName }: Who): string => `${givenName} ${familyName}`;

export default function LetCoverIn() {
  const { deviceKind } = useOpen();
  if (deviceKind === "shared") return <ToSharedTablet />;
  return (
    <Page title="Let a cover adult in" narrow>
      <EmptyState title="This is one adult’s own device" action={<LinkButton to="/today">Today</LinkButton>}>
        A cover adult uses the tablet of the room.
      </EmptyState>
    </Page>
  );
}

function ToSharedTablet() {
  const device = useDevice();
  const { adult: me } = useOpen();
  const { covers } = useDirectory();
  const { today } = useMoment();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<Who>({ givenName: "", familyName: "" });
  const [faults, setFaults] = useState<readonly { readonly sentence: string; readonly field: string | undefined }[]>(
    [],
  );
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const before = [...covers.values()].filter((one) => textIn(one, "day") === today && one.by?.author === me);
  const letIn = async (who: Who, again?: { readonly adult: RecordId; readonly key: string }): Promise<void> => {
    setBusy(true);
    const no = await device.letCoverIn(letCoverIn, { ...who }, labelOf(who), again);
    setBusy(false);
    if (!no) return void navigate("/today", { replace: true });
    setAttempt(attempt + 1);
    setFaults([{ sentence: no.sentence, field: no.field }]);
  };
  const faultOf = (field: string): string | undefined => faults.find((one) => one.field === field)?.sentence;
  return (
    <Page
      title="Let a cover adult in"
      lead="They see who is in the room and what helps, and write down what they see. It ends today."
      back={{ to: "/today", words: "Today" }}
      narrow
    >
      <ErrorSummary faults={faults} attempt={attempt} />
      {before.length > 0 && (
        <Section title="Here today already" hint="You let them in before. They go on under the same name.">
          <Tiles label="Cover adults you let in today">
            {before.map((one) => {
              const who = { givenName: textIn(one, "givenName"), familyName: textIn(one, "familyName") };
              return (
                <Tile
                  key={one.id}
                  glyph={UserRound}
                  title={labelOf(who)}
                  onPress={() => void letIn(who, { adult: one.id, key: textIn(one, "key") })}
                />
              );
            })}
          </Tiles>
        </Section>
      )}
      <Card>
        <Form
          onSend={() => letIn({ givenName: typed.givenName.trim(), familyName: typed.familyName.trim() })}
          gap="loose"
        >
          <TextInput
            id="givenName"
            label="First name"
            value={typed.givenName}
            onChange={(givenName) => setTyped({ ...typed, givenName })}
            error={faultOf("givenName")}
          />
          <TextInput
            id="familyName"
            label="Last name"
            value={typed.familyName}
            onChange={(familyName) => setTyped({ ...typed, familyName })}
            error={faultOf("familyName")}
          />
          <p>
            Each of their entries says that they are cover and that you let them in. They have no PIN: when the tablet
            locks, you or a colleague opens it for them.
          </p>
          <div>
            <Button kind="primary" type="submit" icon={UserPlus} disabled={busy}>
              Hand the tablet to them
            </Button>
          </div>
        </Form>
      </Card>
    </Page>
  );
}
