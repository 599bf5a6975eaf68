// The pages about pupils, as one chunk: the list, one pupil, and what stands under their name.

import { Route, Routes } from "react-router";
import { BehaviourInDepth } from "../behaviour/behaviour-in-depth.tsx";
import { AddPupil } from "../pupils/add-pupil.tsx";
import { PupilsScreen } from "../pupils/pupils-screen.tsx";
import { EditRecord } from "./edit-record.tsx";
import { LogsPage } from "./logs-page.tsx";
import { MilestonesPage } from "./milestones-page.tsx";
import { NewRecord } from "./new-record.tsx";
import { Overview } from "./overview.tsx";
import { PlacementPage } from "./placement-page.tsx";
import { PlanPage } from "./plan-page.tsx";
import { PupilScreen } from "./pupil-screen.tsx";
import { RecordPage } from "./record-page.tsx";
import { SupportPage } from "./support-page.tsx";
import { TimelinePage } from "./timeline-page.tsx";

export default function PupilRoutes() {
  return (
    <Routes>
      <Route index element={<PupilsScreen />} />
      <Route path="new" element={<AddPupil />} />
      <Route path=":id" element={<PupilScreen />}>
        <Route index element={<Overview />} />
        <Route path="plan" element={<PlanPage />} />
        <Route path="placement" element={<PlacementPage />} />
        <Route path="milestones" element={<MilestonesPage />} />
        <Route path="behaviour" element={<LogsPage />} />
        <Route path="behaviour/:log" element={<BehaviourInDepth />} />
        <Route path="support" element={<SupportPage />} />
        <Route path="timeline" element={<TimelinePage />} />
        <Route path="new/:type" element={<NewRecord />} />
        <Route path="record/:record" element={<RecordPage />} />
        <Route path="record/:record/edit" element={<EditRecord />} />
        <Route path="record/:record/edit/:section" element={<EditRecord />} />
      </Route>
    </Routes>
  );
}
