// On the lock of a shared tablet: the way in for a cover adult leads through an adult of the school, who opens it first
// (A34). The address waits behind the lock.

import { UserPlus } from "lucide-react";
import { useLocation } from "react-router";
import { LinkButton } from "../../ui/button.tsx";

const PATH = "/cover";

export function CoverAtLock() {
  const { pathname } = useLocation();
  if (pathname === PATH)
    return <p role="status">An adult of the school opens the tablet first, then lets the cover adult in.</p>;
  return (
    <LinkButton kind="quiet" icon={UserPlus} to={PATH}>
      Cover adult
    </LinkButton>
  );
}
