// What an operator can put right, told in one sentence instead of a stack trace.

import { NewerDatabase } from "./storage/migrate.ts";
import { UnusableDatabase } from "./storage/postgres-database.ts";

export interface Started {
  readonly port: number;
  readonly host: string | undefined;
  readonly data: string;
}

/** The sentence for an error at the start, or undefined for one that is a fault of ours. */
export function whyNotStarted(error: unknown, { port, host, data }: Started): string | undefined {
  if (error instanceof NewerDatabase || error instanceof UnusableDatabase) return error.message;
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another program. Stop it, or choose another: PORT=${port === 65_535 ? port - 1 : port + 1} npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `HOST is "${host}". This machine has no such address.`;
    case "EACCES":
      if ((error as { readonly syscall?: unknown }).syscall === "listen")
        return `Port ${port} is not open to this account. Choose one above 1023.`;
      break;
    default:
  }
  if (typeof code === "string" && ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC"].includes(code))
    return `The data folder ${data} cannot be written (${code}). Set WAYMARK_DATA to a folder this account can write.`;
  // SQLite's own: 8 readonly, 10 disk error, 13 disk full, 14 cannot open, 26 not a database.
  if (code === "ERR_SQLITE_ERROR" && typeof errcode === "number" && [8, 10, 13, 14, 26].includes(errcode & 0xff))
    return `The database in ${data} cannot be opened: ${(error as Error).message}.`;
  return undefined;
}
