// What stands in the way of this tablet's work and somebody can do something about, gravest first. Nothing here when
// all is well.

import { useStorageRoom, nearlyFull } from "../../state/storage-room.ts";
import { useMe, useStatus, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useServerClock } from "../../online/use-server-clock.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useIsDemo, useLeaseLeft } from "../../shell/use-status-words.ts";
import { LEASE_WARNED } from "../../text/sync-words.ts";
import { DemoOver } from "./demo-over.tsx";
import { LetIn } from "./let-in.tsx";

export function Notices() {
  const { unknownHere, damaged, auditDiffers, differed } = useStatus();
  const demo = useIsDemo();
  return (
    <>
      {unknownHere && (demo ? <DemoOver /> : <LetIn />)}
      {auditDiffers !== null && (
        <Inset kind="warn" title="The school’s list of who did what has been altered">
          <p>
            Line {auditDiffers.toLocaleString("en-GB")} is not what this tablet was told before, or is gone. Tell the
            safeguarding lead and whoever looks after the server. You can go on writing.
          </p>
        </Inset>
      )}
      <SignInOnce />
      <ToSign />
      {damaged && (
        <Inset kind="warn" title="Some of what is kept here cannot be read">
          <p>
            You can go on writing. As soon as this tablet is connected, what you wrote is sent first, and then
            everything is fetched again.
          </p>
        </Inset>
      )}
      {differed !== null && differed.still > 0 && (
        <Inset kind="warn" title="Some of what is kept here is not what the school’s server has">
          <p>
            It was fetched again, and is not the same yet. Look at another tablet before you rely on it, and tell
            whoever looks after the server. What you write here is safe and is sent.
          </p>
        </Inset>
      )}
      <LongAway />
      <Room />
      <ClockOff />
    </>
  );
}

/** A restored server does not know the keys of these adults, and something waits there for one of them. */
function SignInOnce() {
  const { toSignIn } = useStatus();
  const me = useMe();
  const { adultName } = useDirectory();
  if (toSignIn.length === 0) return null;
  const others = toSignIn.filter((adult) => adult !== me).map((adult) => adultName(adult));
  return (
    <Inset kind="warn" title={toSignIn.includes(me) ? "Please sign in once" : "Somebody needs to sign in here once"}>
      <p>
        The school’s server was restored, and does not know every signature of this tablet any more. What was written is
        safe on the server; it is filed when its author has signed in here with name and password.
      </p>
      {others.length > 0 && <p>Also to sign in here: {others.join(", ")}.</p>}
      {toSignIn.includes(me) && (
        <Row>
          <LinkButton kind="primary" to="/sign-in">
            Sign in
          </LinkButton>
        </Row>
      )}
    </Inset>
  );
}

/** This tablet goes on under a new name: what others wrote before waits until they are here. */
function ToSign() {
  const { toSign } = useStatus();
  const unsent = useWatch(toSign > 0 ? { kind: "unsent" } : null);
  const me = useMe();
  const { adultName } = useDirectory();
  if (toSign === 0) return null;
  const waiting = (unsent ?? []).filter((one) => one.state === "queued").map((one) => one.envelope.author);
  const who = [...new Set(waiting)].filter((adult) => adult !== me).map((adult) => adultName(adult));
  return (
    <Inset
      kind="note"
      title={toSign === 1 ? "1 entry waits for its author" : `${toSign} entries wait for their authors`}
    >
      <p>
        This tablet was put back to an older state, and goes on under a new name. What was written before is signed
        again by whoever wrote it, and then sent
        {who.length > 0 ? `: as soon as ${who.join(", ")} open this tablet` : ""}.
      </p>
    </Inset>
  );
}

/** Before it shows nothing any more (V35): there is still time to walk to where the signal is. */
function LongAway() {
  const left = useLeaseLeft();
  if (left === undefined || left < 0 || left > LEASE_WARNED) return null;
  const when = left === 0 ? "today" : left === 1 ? "by the next school day" : `within ${left} school days`;
  return (
    <Inset kind="warn" title={`Connect this tablet ${when}`}>
      <p>
        It has not reached the school for some days. Left without a signal any longer, it shows names alone until it
        has. You can go on writing, and nothing that was written is lost.
      </p>
    </Inset>
  );
}

function Room() {
  const room = useStorageRoom();
  const full = nearlyFull(room);
  if (full === undefined) return null;
  return (
    <Inset kind="warn" title={`This tablet’s storage is ${full} % full`}>
      <p>
        What is saved stays saved. Before it is full, free some space: delete photos, downloads or apps that nobody
        needs.
      </p>
    </Inset>
  );
}

function ClockOff() {
  const ahead = useServerClock();
  if (ahead === undefined) return null;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const much = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return (
    <Inset kind="note" title={`This tablet’s clock is about ${much} ${ahead > 0 ? "fast" : "slow"}`}>
      <p>Entries carry its time. Nothing is lost or put in the wrong order by it, but please set the clock.</p>
    </Inset>
  );
}
