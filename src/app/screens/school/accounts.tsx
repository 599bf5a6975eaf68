// Who can sign in: every account of the school, who administers it, and the invitations that are out (A44). What the
// server knows, asked of it.

import { type AccountsAnswer, accountsAnswerShape } from "#protocol/people.ts";
import { ROUTES } from "#protocol/routes.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useServerAnswer } from "../../online/use-server-answer.ts";
import { useServerMoment } from "../../online/use-server-moment.ts";
import { momentWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Row, Section } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import styles from "./school-part.module.css";
import { ServerRefused } from "./server-refused.tsx";

/** `wanted`: false where nobody has asked yet. */
export const useSchoolAccounts = (wanted = true) =>
  useServerAnswer({ method: "GET", path: ROUTES.accounts, shape: accountsAnswerShape, wanted });

export function Accounts() {
  const { answer, refusal, busy, again } = useSchoolAccounts();
  return (
    <Page
      title="Who can sign in"
      lead="Accounts and invitations. Choose an adult to invite them, to end their account, or to change who administers."
      back={{ to: "/school", words: "Your school" }}
    >
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="The list cannot be shown" onAgain={() => void again()} />
      )}
      {answer && <Lists {...answer} />}
    </Page>
  );
}

function Lists({ accounts, invitations }: AccountsAnswer) {
  const { adults, adultName } = useDirectory();
  const moment = useMoment();
  const momentOf = useServerMoment();
  const standing = accounts.filter(({ ended }) => ended === null);
  const ended = accounts.filter((account) => account.ended !== null);
  const administrators = standing.filter(({ administrator }) => administrator);
  const invited = invitations.filter(({ adult }) => !standing.some((account) => account.adult === adult));
  const without = [...adults.values()].filter(
    (adult) =>
      adult.fields["active"] !== false &&
      !accounts.some((account) => account.adult === (adult.id as string)) &&
      !invited.some((one) => one.adult === (adult.id as string)),
  );
  const named = <T extends { readonly adult: string }>(some: readonly T[]): readonly T[] =>
    some.toSorted((a, b) => adultName(a.adult).localeCompare(adultName(b.adult), "en-GB"));
  const rows = (label: string, some: readonly AccountsAnswer["accounts"][number][]) => (
    <RowList label={label}>
      {named(some).map(({ adult, login, administrator }) => (
        <RowLink
          key={login}
          to={`/school/people/${adult}`}
          end={administrator && <Tag tone="accent">Administrator</Tag>}
        >
          <span className={styles.name}>{adultName(adult)}</span>
          <span className={styles.quiet}>Signs in as {login}</span>
        </RowLink>
      ))}
    </RowList>
  );
  return (
    <>
      {administrators.length === 1 && (
        <Inset kind="note" title="There is one administrator">
          <p>
            If they lose their password, nobody here can give them a new one. Make a colleague an administrator too.
          </p>
        </Inset>
      )}
      <Section title="Can sign in">{rows("Adults who can sign in", standing)}</Section>
      {invited.length > 0 && (
        <Section title="Invited" hint="They have a code and have not used it yet.">
          <RowList label="Invited adults">
            {named(invited).map(({ adult, expires }) => (
              <RowLink key={adult} to={`/school/people/${adult}`}>
                <span className={styles.name}>{adultName(adult)}</span>
                <span className={styles.quiet}>Until {momentWords(momentOf(expires), moment.today)}</span>
              </RowLink>
            ))}
          </RowList>
        </Section>
      )}
      {without.length > 0 && (
        <Section title="No account yet" hint="In the lists, and not invited.">
          <RowList label="Adults without an account">
            {without.map((adult) => (
              <RowLink key={adult.id} to={`/school/people/${adult.id}`}>
                <span className={styles.name}>{adultName(adult.id)}</span>
                <span className={styles.quiet}>{textIn(adult, "jobTitle")}</span>
              </RowLink>
            ))}
          </RowList>
        </Section>
      )}
      {ended.length > 0 && <Section title="Account ended">{rows("Adults whose account has ended", ended)}</Section>}
      <Row>
        <LinkButton to="/school/people">All adults</LinkButton>
      </Row>
    </>
  );
}
