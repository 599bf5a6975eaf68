// What belongs to a day and is not tapped every hour: a worry, a use of force, a pupil's own words, the end of the day.

import { ClipboardList, HeartHandshake, MessageCircle, Moon } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";
import { Row } from "../../ui/page.tsx";
import { useOpen } from "../../binding.ts";
import { useWords } from "../../use-words.ts";
import { capital } from "../../text/words.ts";

export function DayLinks() {
  const { cover } = useOpen();
  const words = useWords();
  return (
    <nav aria-label="More of the day">
      <Row>
        <LinkButton kind="quiet" to="/safety" icon={HeartHandshake}>
          Worried about safety?
        </LinkButton>
        <LinkButton kind="quiet" to="/force" icon={ClipboardList}>
          Record of force
        </LinkButton>
        {cover === undefined && (
          <>
            <LinkButton kind="quiet" to="/check-in" icon={MessageCircle}>
              {capital(words.pupil)} check-in
            </LinkButton>
            <LinkButton kind="quiet" to="/day-end" icon={Moon}>
              End of day
            </LinkButton>
          </>
        )}
      </Row>
    </nav>
  );
}
