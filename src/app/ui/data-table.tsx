// Rows and columns with a caption. Too wide for the screen, it scrolls inside its own frame.

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./data-table.module.css";

export interface Column {
  readonly key: string;
  readonly label: ReactNode;
  readonly numeric?: boolean;
}

export interface DataTableProps {
  readonly caption: string;
  readonly quietCaption?: boolean;
  readonly columns: readonly Column[];
  /** One cell a column; the first names the row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

export function DataTable({ caption, quietCaption, columns, rows }: DataTableProps) {
  return (
    <div className={styles.frame} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className={quietCaption ? "visually-hidden" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classNames(column.numeric && styles.numeric)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, at) =>
                at === 0 ? (
                  <th key={columns[at]?.key} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[at]?.key} className={classNames(columns[at]?.numeric && styles.numeric)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
