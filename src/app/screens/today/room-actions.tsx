// What is done most, at the side of the free hand: who is here, who left, who came, one log for several.

import { ClipboardCheck, DoorOpen, ListChecks, UserPlus, Users } from "lucide-react";
import { useOpen } from "../../binding.ts";
import { LinkButton } from "../../ui/button.tsx";
import styles from "./today.module.css";

export function RoomActions({ several }: { readonly several: boolean }) {
  // Rating a period goes on with what others said of it: not a cover adult's (A34).
  const { cover } = useOpen();
  return (
    <nav className={styles.bar} aria-label="In this room">
      <LinkButton to="/today/here" icon={ListChecks}>
        Who is here
      </LinkButton>
      {cover === undefined && (
        <LinkButton to="/today/sweep" icon={ClipboardCheck}>
          Rate the period
        </LinkButton>
      )}
      {several && (
        <LinkButton to="/today/several" icon={Users}>
          Log for several
        </LinkButton>
      )}
      <LinkButton to="/today/left" icon={DoorOpen}>
        Left the room
      </LinkButton>
      <LinkButton to="/today/arrival" icon={UserPlus}>
        Add arrival
      </LinkButton>
    </nav>
  );
}
