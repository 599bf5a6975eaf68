// A pupil of whom this device holds no notes: said so, with what it does hold and what the adult here may do. An entry
// can still be written by those whose role writes them; whoever keeps the directory changes it here.

import type { RecordDefinition } from "#ledger/definition.ts";
import { useDevice, useOpen } from "../../binding.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { useHeld } from "../../use-held.ts";
import { useMayWrite } from "../../use-may-write.ts";
import { useWords } from "../../use-words.ts";
import { BeyondTablet } from "./beyond-tablet.tsx";
import { CircumstancesSection } from "./circumstances-section.tsx";
import { ContactsCard } from "./contacts-card.tsx";
import styles from "./overview.module.css";
import { DetailsCard, FirstAidCard } from "./own-cards.tsx";
import { usePupil } from "./pupil-context.ts";
import { ofType, useRecords } from "./use-records.ts";

export function OnlyTheDirectory() {
  const { scope, base } = usePupil();
  const { schema } = useDevice();
  const { deviceKind } = useOpen();
  const words = useWords();
  const held = useHeld(scope);
  const may = useMayWrite();
  const records = useRecords(scope, ["pupil", "contact"]);
  const own = ofType(records, "pupil")[0];
  const writes = (type: string): boolean => {
    const definition: RecordDefinition | undefined = schema.definitions[type];
    return definition !== undefined && may(definition, scope) !== "no";
  };
  const keeps = deviceKind === "personal" && writes("pupil") ? { base } : {};
  return (
    <div className={styles.page}>
      <div className={styles.first}>
        <Inset kind="plain" title="Their notes are not kept on this tablet">
          <p>
            {deviceKind === "shared"
              ? `A shared tablet holds the notes of ${words.pupils} who are placed in the room. There may be notes about this ${words.pupil} elsewhere.`
              : `You see the notes of the ${words.pupils} on your caseload. There may be notes about this ${words.pupil} that you do not see.`}
          </p>
          {writes("placement") && (
            <>
              <p>You can log what you see, or refer them. It is sent to the school, and then it is not kept here.</p>
              <LinkButton to={`${base}/new/placement`}>Start a referral</LinkButton>
            </>
          )}
        </Inset>
        {held?.mayRead("circumstances") && <CircumstancesSection />}
        <BeyondTablet />
      </div>
      <div className={styles.side}>
        <FirstAidCard pupil={own} {...keeps} />
        {own && <DetailsCard pupil={own} {...keeps} />}
        {held?.mayRead("contact") && <ContactsCard contacts={ofType(records, "contact")} base={base} />}
      </div>
    </div>
  );
}
