/** The database is somebody's at the moment: what wants it alone must wait. */
export class InUse extends Error {
  constructor() {
    super("A server or a backup is working with this database. Stop it first, then restore.");
    this.name = "InUse";
  }
}
