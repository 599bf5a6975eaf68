// Whether what went wrong is a disk without room [S34]: nothing in the program helps, and a person can.

/** SQLite: https://www.sqlite.org/rescode.html#full */
const SQLITE_FULL = 13;
/** PostgreSQL's disk_full, the file system's own word, and that of an account that has used up its share. */
const CODES: readonly unknown[] = ["53100", "ENOSPC", "EDQUOT"];

export function isDiskFull(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code, errcode } = thrown as { readonly code?: unknown; readonly errcode?: unknown };
  if (CODES.includes(code)) return true;
  // Its low byte is the kind, the rest which of its kind.
  if (code === "ERR_SQLITE_ERROR" && typeof errcode === "number" && (errcode & 0xff) === SQLITE_FULL) return true;
  return isDiskFull(thrown.cause);
}
