// Your school: the pages on which an administrator sets it up. The list of tasks first, each task a page of its own.

import { Route, Routes } from "react-router";
import { ServerAnswers } from "../../online/server-answers.tsx";
import NotFound from "../more/not-found.tsx";
import { SchoolPart } from "./school-part.tsx";
import { SchoolRecord } from "./school-record.tsx";
import { SchoolSettings } from "./school-settings.tsx";
import { SchoolTasks } from "./school-tasks.tsx";

export default function School() {
  return (
    <ServerAnswers>
      <Routes>
        <Route index element={<SchoolTasks />} />
        <Route path="settings" element={<SchoolSettings />} />
        <Route path=":part" element={<SchoolPart />} />
        <Route path=":part/new" element={<SchoolRecord />} />
        <Route path=":part/:id" element={<SchoolRecord />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </ServerAnswers>
  );
}
