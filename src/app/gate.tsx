// Which screen stands: by who is at the device, never by the address alone. Nothing of a record is in the tree while
// the vault is shut.

import { type ReactNode, Suspense, useEffect } from "react";
import { Navigate, useLocation } from "react-router";
import { DemoBarPlace } from "./demo/demo-bar-place.tsx";
import { fetchedAtDoor, fetchedQuietly } from "./fetched.tsx";
import { useStanding } from "./binding.ts";
import { drawn, lockScreen, openScreens } from "./later.ts";
import { Welcome } from "./screens/welcome/welcome.tsx";
import { useAutoLock } from "./shell/auto-lock.ts";
import { Broken } from "./shell/broken.tsx";
import { useUpdateAtLock } from "./shell/update-at-lock.ts";
import { Loading } from "./ui/empty-state.tsx";
import { MomentContext, useClock } from "./use-moment.ts";

const DemoBar = fetchedQuietly(
  () => import("./demo/demo-bar.tsx").then((chunk) => ({ default: chunk.DemoBar })),
  DemoBarPlace,
);
const SetUp = fetchedAtDoor(() => import("./screens/set-up/set-up.tsx"));
const Join = fetchedAtDoor(() => import("./screens/join/join.tsx"));
const CaptureOnly = fetchedAtDoor(() => import("./screens/capture/capture-only.tsx"));
const PupilAnswers = fetchedAtDoor(() => import("./screens/check-in/pupil-answers.tsx"));
const SignIn = fetchedAtDoor(() => import("./screens/sign-in/sign-in.tsx"));

export function Gate() {
  const standing = useStanding();
  const moment = useClock();
  const { pathname, state: left } = useLocation();
  useAutoLock(standing.state === "open");
  useUpdateAtLock(standing);
  useEffect(() => {
    // A failure is told when the chunk is needed.
    void drawn()
      .then(() => Promise.all([openScreens.bring(), lockScreen.bring()]))
      .catch(() => undefined);
  }, []);
  useEffect(() => {
    // No words about a person ever stand in the title; a locked tablet tells nothing at all.
    document.title = standing.state === "open" ? titleFor(pathname) : "Waymark";
  }, [standing.state, pathname]);
  return (
    <MomentContext value={moment}>
      {"demo" in standing && standing.demo && (
        <Suspense fallback={<DemoBarPlace />}>
          <DemoBar />
        </Suspense>
      )}
      <Suspense fallback={<Loading />}>
        {screenFor(standing.state, pathname, standing, handedTo(pathname, left))}
      </Suspense>
    </MomentContext>
  );
}

function screenFor(
  state: ReturnType<typeof useStanding>["state"],
  pathname: string,
  standing: ReturnType<typeof useStanding>,
  pupil: string | undefined,
): ReactNode {
  // These two show five words after the device has opened: they stay until their adult goes on.
  if (pathname === "/set-up" && (state === "new" || state === "open")) return <SetUp />;
  if (pathname === "/sign-in" && (state === "enrolled" || state === "locked" || state === "open")) return <SignIn />;
  // A tablet that was taken out of use is let in again with a code (A17).
  if (pathname === "/join" && state === "enrolled") return <Join />;
  switch (standing.state) {
    case "starting":
      return <Loading />;
    case "broken":
      return <Broken sentence={standing.sentence} />;
    case "new":
      return pathname === "/join" ? <Join /> : <Welcome />;
    case "enrolled":
      return <Navigate to="/sign-in" replace />;
    case "locked":
      return pupil === undefined ? (
        <lockScreen.Part standing={standing} />
      ) : (
        <PupilAnswers standing={standing} pupil={pupil} />
      );
    case "open":
      // Another adult is another tree, also where the tablet stood open in between: nothing that was typed, chosen, asked
      // of the server or opened by the one before is left in it (A34).
      return standing.leaseOver ? (
        <CaptureOnly key={standing.adult} schoolName={standing.schoolName} />
      ) : (
        <openScreens.Part key={standing.adult} />
      );
    default: {
      const other: never = standing;
      throw new Error(`no screen for ${JSON.stringify(other)}`);
    }
  }
}

/** The pupil whom an adult locked the tablet for: only then does a locked tablet ask them anything. */
function handedTo(pathname: string, left: unknown): string | undefined {
  const pupil = /^\/check-in\/([^/]+)$/.exec(pathname)?.[1];
  const handed = typeof left === "object" && left !== null && "handed" in left && left.handed === true;
  return handed ? pupil : undefined;
}

const TITLES: { readonly [first: string]: string } = {
  today: "Today",
  pupils: "Pupils",
  decisions: "Decisions",
  sync: "Sending and saving",
  more: "More",
  school: "Your school",
  safety: "Worried about safety?",
  force: "Force, seclusion or restraint",
  "day-end": "End of day",
  "check-in": "Check-in",
};

function titleFor(pathname: string): string {
  const title = TITLES[pathname.split("/")[1] ?? ""];
  return title === undefined ? "Waymark" : `${title} – Waymark`;
}
