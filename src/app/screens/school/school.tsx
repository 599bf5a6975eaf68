// Your school: the school day, categories, templates, people, and bringing in a list.

import { LinkButton } from "../../ui/button.tsx";
import { Page, Row } from "../../ui/page.tsx";

export default function School() {
  return (
    <Page title="Your school" back={{ to: "/more", words: "More" }}>
      <Row>
        <LinkButton to="/school/import/pupils">Bring in a list</LinkButton>
      </Row>
    </Page>
  );
}
