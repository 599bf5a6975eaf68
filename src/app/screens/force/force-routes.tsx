// The addresses under /force.

import { Route, Routes } from "react-router";
import NotFound from "../more/not-found.tsx";
import ForceNoticePage from "./force-notice-page.tsx";
import ForceWriting from "./force-writing.tsx";
import Force from "./force.tsx";
import StartForce from "./start-force.tsx";

export default function ForceRoutes() {
  return (
    <Routes>
      <Route index element={<Force />} />
      <Route path="new" element={<StartForce />} />
      <Route path=":pupil/:notice" element={<ForceNoticePage />} />
      <Route path=":pupil/:notice/record" element={<ForceWriting what="record" />} />
      <Route path=":pupil/:notice/account" element={<ForceWriting what="account" />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
