// The addresses of an open tablet, those of the room first (room-routes.tsx). Every other place is a chunk of its own,
// kept by the service worker so that it opens without a signal.

import { Route, Routes } from "react-router";
import { fetched } from "./fetched.tsx";
import { useOpen } from "./binding.ts";
import { roomRoutes } from "./room-routes.tsx";

const Sweep = fetched(() => import("./screens/sessions/sweep.tsx"));
const SessionsToComplete = fetched(() => import("./screens/sessions/sessions-to-complete.tsx"));
const Sync = fetched(() => import("./screens/sync/sync.tsx"));
const Finder = fetched(() => import("./screens/sync/finder.tsx"));
const More = fetched(() => import("./screens/more/more.tsx"));
const YourPin = fetched(() => import("./screens/pin/your-pin.tsx"));
const NotesToFile = fetched(() => import("./screens/notes/notes-to-file.tsx"));
const NotFound = fetched(() => import("./screens/more/not-found.tsx"));
const PupilRoutes = fetched(() => import("./screens/pupil/pupil-routes.tsx"));
const Decisions = fetched(() =>
  import("./screens/decisions/decisions-screen.tsx").then((chunk) => ({ default: chunk.DecisionsScreen })),
);
const Audit = fetched(() => import("./screens/audit/audit.tsx"));
const School = fetched(() => import("./screens/school/school.tsx"));
const CheckIn = fetched(() => import("./screens/check-in/check-in.tsx"));
const DayEnd = fetched(() => import("./screens/day-end/day-end.tsx"));
const Cover = fetched(() => import("./screens/cover/let-cover-in.tsx"));
const CoverRoutes = fetched(() => import("./screens/cover/cover-routes.tsx"));
const Import = fetched(() => import("./screens/school/import.tsx"));

export function OpenRoutes() {
  const { cover } = useOpen();
  if (cover !== undefined) return <CoverRoutes />;
  return (
    <Routes>
      {roomRoutes()}
      <Route path="today/sweep" element={<Sweep />} />
      <Route path="today/sessions" element={<SessionsToComplete />} />
      <Route path="check-in" element={<CheckIn />} />
      <Route path="check-in/:pupil" element={<CheckIn />} />
      <Route path="day-end" element={<DayEnd />} />
      <Route path="pupils/*" element={<PupilRoutes />} />
      <Route path="decisions" element={<Decisions />} />
      <Route path="sync" element={<Sync />} />
      <Route path="sync/finder" element={<Finder />} />
      <Route path="more" element={<More />} />
      <Route path="pin" element={<YourPin />} />
      <Route path="notes" element={<NotesToFile />} />
      <Route path="cover" element={<Cover />} />
      <Route path="school/*" element={<School />} />
      <Route path="school/audit" element={<Audit />} />
      <Route path="school/import/:what" element={<Import />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
