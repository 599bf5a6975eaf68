// Steps this school often uses, as a start for a new one.

import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { textOf, valueOf } from "#ledger/view.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { inOrder } from "./milestone-progress.ts";
import styles from "./milestones-page.module.css";
import { useRecords } from "./use-records.ts";

export function MilestoneTemplates({ base, order }: { readonly base: string; readonly order: number }) {
  const templates = useRecords(SCHOOL_SCOPE, ["milestone-template"]);
  const inUse = inOrder(templates?.filter((one) => valueOf(one, "retired") !== true) ?? []);
  if (inUse.length === 0) return null;
  return (
    <Disclosure words="Start from a step this school often uses">
      <RowList label="Steps this school often uses">
        {inUse.map((one) => (
          <RowLink key={one.id} to={`${base}/new/milestone?order=${order}&template=${one.id}`}>
            <span>{textOf(one, "title")}</span>
            {textOf(one, "criterion") !== "" && <span className={styles.soft}>{textOf(one, "criterion")}</span>}
          </RowLink>
        ))}
      </RowList>
    </Disclosure>
  );
}
