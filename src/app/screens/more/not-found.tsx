import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";

export default function NotFound() {
  return (
    <Page title="Nothing stands here" narrow>
      <EmptyState title="This address leads nowhere" action={<LinkButton to="/today">Go to Today</LinkButton>}>
        It may belong to another version of the app.
      </EmptyState>
    </Page>
  );
}
