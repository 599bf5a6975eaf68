// Bringing in a list: pupils, contacts, adults or the school day, from a CSV file.

import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";

export default function Import() {
  return (
    <Page title="Bring in a list" back={{ to: "/school", words: "Your school" }}>
      <EmptyState title="Lists cannot be brought in yet">Pupils can be added one by one until then.</EmptyState>
    </Page>
  );
}
