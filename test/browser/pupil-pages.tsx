// The pages of one pupil on an open tablet, for the tests of screens: what the frame around them knows, without the frame.

import type { ReactNode } from "react";
import { Outlet, Route, Routes } from "react-router";
import { useDirectory } from "#app/directory.ts";
import type { ScopeId } from "#ledger/names.ts";

/** `children`: routes below "/pupils/:id". */
export function PupilPages({ scope, children }: { readonly scope: ScopeId; readonly children: ReactNode }) {
  const entry = useDirectory().pupilById.get(scope);
  if (!entry) return null;
  return (
    <Routes>
      <Route element={<Outlet context={{ scope, entry, base: `/pupils/${scope}` }} />}>{children}</Route>
    </Routes>
  );
}
