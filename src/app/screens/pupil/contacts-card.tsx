// Who to ring, in order. "Do not contact" is said before the number, and then the number is not a link.

import { contact } from "#casework/records/contact.ts";
import { labelOf } from "#ledger/code-list.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { Ban, Phone } from "lucide-react";
import { Link } from "react-router";
import { WhereTag } from "../../record/where-tag.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { Tag } from "../../ui/tag.tsx";
import styles from "./contacts-card.module.css";

export function ContactsCard({ contacts, base }: { readonly contacts: readonly ViewRecord[]; readonly base: string }) {
  const inOrder = [...contacts].sort((a, b) => priority(a) - priority(b));
  return (
    <SummaryCard
      title="Contacts"
      aside={
        <LinkButton kind="quiet" to={`${base}/new/contact`}>
          Add
        </LinkButton>
      }
      body={
        inOrder.length === 0 ? (
          <p className={styles.none}>Nobody to ring yet.</p>
        ) : (
          <ol className={styles.contacts}>
            {inOrder.map((one) => (
              <ContactRow key={one.id} contact={one} base={base} />
            ))}
          </ol>
        )
      }
    />
  );
}

const priority = (record: ViewRecord): number => {
  const value = valueOf(record, "priority");
  return typeof value === "number" ? value : 99;
};

function ContactRow({ contact: held, base }: { readonly contact: ViewRecord; readonly base: string }) {
  const blocked = valueOf(held, "doNotContact") === true;
  const relationship = textOf(held, "relationship");
  const note = textOf(held, "note");
  const language = textOf(held, "language");
  return (
    <li className={styles.contact}>
      <div className={styles.head}>
        <Link to={`${base}/record/${held.id}`} className={styles.name}>
          {textOf(held, "name")}
        </Link>
        {relationship !== "" && (
          <span className={styles.relationship}>{labelOf(contact.fields.relationship.codes, relationship)}</span>
        )}
        {valueOf(held, "parentalResponsibility") === true && <Tag tone="quiet">Parental responsibility</Tag>}
        <WhereTag of={held} />
      </div>
      {blocked ? (
        <>
          <Tag tone="problem" icon={Ban}>
            Do not contact
          </Tag>
          {textOf(held, "doNotContactWhy") !== "" && <p className={styles.note}>{textOf(held, "doNotContactWhy")}</p>}
        </>
      ) : (
        [textOf(held, "phone"), textOf(held, "otherPhone")]
          .filter((phone) => phone !== "")
          .map((phone) => (
            <a key={phone} href={`tel:${phone.replace(/[^+\d]/g, "")}`} className={styles.phone}>
              <Icon glyph={Phone} size={18} />
              <span>{phone}</span>
            </a>
          ))
      )}
      {!blocked && language !== "" && <p className={styles.note}>Speaks {language}</p>}
      {!blocked && note !== "" && <p className={styles.note}>{note}</p>}
    </li>
  );
}
