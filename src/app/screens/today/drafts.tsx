// What is half written: the author's own, sealed on this tablet, one tap from going on.

import { PencilLine } from "lucide-react";
import { useMe, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { ageWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import styles from "./today.module.css";

export function Drafts() {
  const me = useMe();
  const drafts = useWatch({ kind: "drafts" });
  const { pupilById } = useDirectory();
  const names = useNames();
  const { localNow } = useMoment();
  const mine = (drafts ?? []).filter((draft) => draft.author === me && typeof draft.body["path"] === "string");
  if (mine.length === 0) return null;
  return (
    <Section title="Half written">
      <ul>
        {mine.map((draft) => {
          const entry = pupilById.get(String(draft.body["scope"] ?? ""));
          return (
            <li key={draft.id} className={styles.entry}>
              <span className={styles.entryWords}>
                <span>
                  {String(draft.body["what"] ?? "Draft")}
                  {entry && `, ${names.pupil(entry.pupil.fields)}`}
                </span>
                <span className={styles.quiet}>{ageWords(String(draft.body["at"] ?? localNow), localNow)}</span>
              </span>
              <LinkButton kind="quiet" icon={PencilLine} to={String(draft.body["path"])}>
                Go on
              </LinkButton>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
