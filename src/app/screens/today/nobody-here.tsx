// What stands on Today where no row does: why, and what to do about it. Never more than is known.

import { NotebookPen } from "lucide-react";
import { useStatus } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import styles from "./today.module.css";

/** `inIap`: how many stand in the list of everybody. */
export function NobodyHere({ inIap }: { readonly inIap: number }) {
  const { pupils, periods } = useDirectory();
  const { complete, reach } = useStatus();
  const day = useSchoolDay();
  const words = useWords();
  // Nothing can be said of who is missing before everybody has arrived.
  if (!complete)
    return reach === "unreachable" ? (
      <EmptyState title={words.noPupilsHere}>They arrive by themselves once this tablet has a signal.</EmptyState>
    ) : (
      <EmptyState title={`Your ${words.pupils} are arriving…`}>The first time, this takes some seconds.</EmptyState>
    );
  if (pupils.length === 0)
    return (
      <EmptyState
        title={`Your school has no ${words.pupils} here yet`}
        action={
          <LinkButton kind="primary" to="/school">
            Bring in your {words.pupils}
          </LinkButton>
        }
      >
        They come from a file of your MIS, with a look before anything is kept.
      </EmptyState>
    );
  if (inIap > 0 && periods.length > 0 && day.periods.length === 0)
    return (
      <EmptyState title={day.changed?.closed ? "School is closed today" : "No school today"}>
        Nobody is expected. Everyone stands under the other button, and an arrival can be added as on any day.
      </EmptyState>
    );
  if (inIap > 0)
    return (
      <EmptyState title="No one is expected this period">
        Everyone stands under the other button. Whoever comes all the same is an arrival.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nobody is in IAP at the moment"
      action={
        <LinkButton to="/pupils" icon={NotebookPen}>
          Find a {words.pupil}
        </LinkButton>
      }
    >
      A {words.pupil} stands here from the first day of a placement.
    </EmptyState>
  );
}

/** The first morning of a tablet: what stands here is not all there is. */
export function Arriving({ shown }: { readonly shown: number }) {
  const { complete, reach } = useStatus();
  const words = useWords();
  if (complete || shown === 0) return null;
  return (
    <p className={styles.quiet} role="status">
      {reach === "unreachable"
        ? `Some ${words.pupils} have not arrived yet. They come once this tablet has a signal.`
        : `More ${words.pupils} are arriving…`}
    </p>
  );
}
