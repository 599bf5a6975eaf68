// What stands while the vault is open. A chunk of its own: it is fetched while an adult is still at the door, and
// nothing of it is in the tree of a locked tablet.

import { memo, type ReactNode, useMemo, useState } from "react";
import { useStatusFact, useWatch } from "./binding.ts";
import { createDirectoryKeeper, DirectoryContext, SchoolFactsContext } from "./directory.ts";
import { OpenRoutes } from "./routes.tsx";
import { Shell } from "./shell/shell.tsx";
import { Loading } from "./ui/empty-state.tsx";
import { SchoolDayContext, useSchoolDay } from "./use-school-day.ts";

export function Open() {
  const summaries = useWatch({ kind: "summaries" });
  const [directoryOf] = useState(createDirectoryKeeper);
  const directory = useMemo(() => directoryOf(summaries), [directoryOf, summaries]);
  const damaged = useStatusFact("damaged");
  const trouble = useStatusFact("trouble");
  // They come in a moment. Everything that stands is drawn with them, and not once before without them; but where they
  // cannot be read, the frame says so, and has the way to lock (S23).
  if (!directory.ready && !damaged && trouble === null) return <Loading />;
  return (
    <DirectoryContext value={directory}>
      <SchoolFactsContext value={directory.school}>
        <SchoolDayKeeper>
          <Tree />
        </SchoolDayKeeper>
      </SchoolFactsContext>
    </DirectoryContext>
  );
}

function SchoolDayKeeper({ children }: { readonly children: ReactNode }) {
  return <SchoolDayContext value={useSchoolDay()}>{children}</SchoolDayContext>;
}

/** Each part of it hears of what it stands on; none is drawn anew because a record somewhere changed. */
const Tree = memo(function Tree() {
  return (
    <Shell>
      <OpenRoutes />
    </Shell>
  );
});
