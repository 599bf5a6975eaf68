// What stands while the vault is open. A chunk of its own: it is fetched while an adult is still at the door, and
// nothing of it is in the tree of a locked tablet.

import { useMemo } from "react";
import { useWatch } from "./binding.ts";
import { DirectoryContext, directoryOf } from "./directory.ts";
import { OpenRoutes } from "./routes.tsx";
import { Shell } from "./shell/shell.tsx";

export default function Open() {
  const summaries = useWatch({ kind: "summaries" });
  const directory = useMemo(() => directoryOf(summaries), [summaries]);
  return (
    <DirectoryContext value={directory}>
      <Shell>
        <OpenRoutes />
      </Shell>
    </DirectoryContext>
  );
}
