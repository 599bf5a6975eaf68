// One page of an engine, and what may be asked of it.

export interface DrivenPage {
  open(url: string): Promise<void>;
  /**
   * Runs the body of an async function in the page and gives back what it returns, as JSON would carry it. Throws what
   * it throws.
   */
  run(body: string): Promise<unknown>;
  close(): Promise<void>;
}
