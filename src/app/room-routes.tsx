// The addresses of the room's day: the same for an adult of the school and for a cover adult whom one of them let in
// (A34). Today and the quick log come with the first load; the others are chunks of their own.

import { Navigate, Route } from "react-router";
import { fetched } from "./fetched.tsx";
import { QuickLog } from "./screens/today/quick-log.tsx";
import { Today } from "./screens/today/today.tsx";

const LogForSeveral = fetched(() => import("./screens/today/log-for-several.tsx"));
const WhoIsHere = fetched(() => import("./screens/room/who-is-here.tsx"));
const LeftTheRoom = fetched(() => import("./screens/room/left-the-room.tsx"));
const Arrival = fetched(() => import("./screens/arrivals/arrival.tsx"));
const RemovalPage = fetched(() => import("./screens/arrivals/removal-page.tsx"));
const SessionLog = fetched(() => import("./screens/today/session-log.tsx"));
const Safety = fetched(() => import("./screens/safety/safety.tsx"));
const ForceRoutes = fetched(() => import("./screens/force/force-routes.tsx"));

/** To stand within `Routes`: React Router reads its routes as elements, so this is called and not drawn. */
export const roomRoutes = () => (
  <>
    <Route index element={<Navigate to="/today" replace />} />
    <Route path="today" element={<Today />}>
      <Route path="log/:pupil" element={<QuickLog />} />
    </Route>
    <Route path="today/several" element={<LogForSeveral />} />
    <Route path="today/here" element={<WhoIsHere />} />
    <Route path="today/left" element={<LeftTheRoom />} />
    <Route path="today/arrival" element={<Arrival />} />
    <Route path="today/removal/:pupil/:record" element={<RemovalPage />} />
    <Route path="today/session/:pupil" element={<SessionLog />} />
    <Route path="safety" element={<Safety />} />
    <Route path="force/*" element={<ForceRoutes />} />
  </>
);
