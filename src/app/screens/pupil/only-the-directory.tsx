// A pupil of whom this tablet holds no notes: said so, with what it does hold. An entry can still be written.

import { useOpen } from "../../binding.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { useWords } from "../../use-words.ts";
import { BeyondTablet } from "./beyond-tablet.tsx";
import styles from "./overview.module.css";
import { DetailsCard, FirstAidCard } from "./own-cards.tsx";
import { usePupil } from "./pupil-context.ts";
import { ofType, useRecords } from "./use-records.ts";

export function OnlyTheDirectory() {
  const { scope, base } = usePupil();
  const { deviceKind } = useOpen();
  const words = useWords();
  const own = ofType(useRecords(scope, ["pupil"]), "pupil")[0];
  return (
    <div className={styles.page}>
      <div className={styles.first}>
        <Inset kind="plain" title="Their notes are not kept on this tablet">
          <p>
            {deviceKind === "shared"
              ? `A shared tablet holds the notes of ${words.pupils} who are placed in the room. There may be notes about this ${words.pupil} elsewhere.`
              : `You see the notes of the ${words.pupils} on your caseload. There may be notes about this ${words.pupil} that you do not see.`}
          </p>
          <p>You can log what you see, or refer them. It is sent to the school, and then it is not kept here.</p>
          <LinkButton to={`${base}/new/placement`}>Start a referral</LinkButton>
        </Inset>
        <BeyondTablet />
      </div>
      <div className={styles.side}>
        <FirstAidCard pupil={own} />
        {own && <DetailsCard pupil={own} />}
      </div>
    </div>
  );
}
