// Your school: the pages on which an administrator sets it up and looks after it. The list of tasks first, each task a
// page of its own.

import { Route, Routes } from "react-router";
import { ServerAnswers } from "../../online/server-answers.tsx";
import NotFound from "../more/not-found.tsx";
import { Accounts } from "./accounts.tsx";
import { CaseloadForm, Caseloads } from "./caseloads.tsx";
import { Devices } from "./devices.tsx";
import { EmergencyList } from "./emergency-list.tsx";
import { SchoolDevice } from "./school-device.tsx";
import { SchoolPart } from "./school-part.tsx";
import { SchoolRecord } from "./school-record.tsx";
import { SchoolSettings } from "./school-settings.tsx";
import { SchoolTasks } from "./school-tasks.tsx";
import { ScaleForm, SchoolWords } from "./school-words.tsx";
import { SetAside } from "./set-aside.tsx";

export default function School() {
  return (
    <ServerAnswers>
      <Routes>
        <Route index element={<SchoolTasks />} />
        <Route path="settings" element={<SchoolSettings key="settings" part="settings" />} />
        <Route path="privacy" element={<SchoolSettings key="privacy" part="privacy" />} />
        <Route path="kept" element={<SchoolSettings key="kept" part="kept" />} />
        <Route path="words" element={<SchoolWords />} />
        <Route path="words/pupil" element={<SchoolSettings key="pupil" part="words/pupil" />} />
        <Route path="words/:scale" element={<ScaleForm />} />
        <Route path="devices" element={<Devices />} />
        <Route path="devices/:id" element={<SchoolDevice />} />
        <Route path="set-aside" element={<SetAside />} />
        <Route path="accounts" element={<Accounts />} />
        <Route path="caseloads" element={<Caseloads />} />
        <Route path="caseloads/new" element={<CaseloadForm />} />
        <Route path="caseloads/:id" element={<CaseloadForm />} />
        <Route path="emergency" element={<EmergencyList />} />
        <Route path=":part" element={<SchoolPart />} />
        <Route path=":part/new" element={<SchoolRecord />} />
        <Route path=":part/:id" element={<SchoolRecord />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </ServerAnswers>
  );
}
