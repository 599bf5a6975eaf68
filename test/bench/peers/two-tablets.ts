// Two tablets and a server, whatever keeps them in step: the same steps for every side, so that what is timed and what
// is counted is the same.

export type Tablet = 0 | 1;

export interface TwoTablets {
  /** Makes new records on the first tablet, one for each text. What follows is about these. */
  create(texts: readonly string[]): Promise<void>;
  /** Gives each record the text at its place, while the tablet is off the line. */
  edit(tablet: Tablet, texts: readonly string[]): Promise<void>;
  /**
   * On the line until everything that waited was taken in, and what is new has come. Throws when it did not. Gives the
   * moment (performance.now) at which the server had all of it and the tablet had written that down.
   */
  sync(tablet: Tablet): Promise<number>;
  /** Every text that can still be read on a tablet, and how many records say by themselves that somebody must decide. */
  found(): Promise<{ readonly texts: ReadonlySet<string>; readonly flagged: number }>;
}

export interface Clash {
  readonly milliseconds: number;
  /** Of both tablets' edits, how many can be read afterwards. */
  readonly recoverable: number;
  readonly flagged: number;
}

/** Milliseconds for the same edits. */
export interface Pushed {
  /** Until the server has them, and the tablet has written down that it has. */
  readonly there: number;
  /** Until the tablet has been told of its own edits by the server too, and of everything else: two rounds of every side. */
  readonly back: number;
}

export interface SyncBench {
  /** Brings so many edits of so many records to the server. */
  push(side: string, edits: number): Promise<Pushed>;
  /** Both tablets edit the same field of so many records, off the line; then the line is there again. */
  clash(side: string, records: number): Promise<Clash>;
}

export function createSyncBench(
  make: { readonly [side: string]: () => Promise<TwoTablets> },
  text: () => string,
): SyncBench {
  const made = new Map<string, TwoTablets>();

  async function tablets(side: string): Promise<TwoTablets> {
    const there = made.get(side) ?? (await make[side]?.());
    if (there === undefined) throw new Error(`no side is called ${side}`);
    made.set(side, there);
    return there;
  }
  const texts = (count: number): readonly string[] => Array.from({ length: count }, text);
  async function timed(work: () => Promise<unknown>): Promise<number> {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  }
  /** Records that both tablets and the server hold. */
  async function known(subject: TwoTablets, count: number): Promise<void> {
    await subject.create(texts(count));
    await subject.sync(0);
    await subject.sync(1);
  }

  return {
    async push(side, edits) {
      const subject = await tablets(side);
      await known(subject, edits);
      const written = texts(edits);
      await subject.edit(0, written);
      const begun = performance.now();
      const there = (await subject.sync(0)) - begun;
      // Some fetch what they sent themselves in the next round only.
      await subject.sync(0);
      const back = performance.now() - begun;
      // Seen on the other tablet: it did arrive.
      await subject.sync(1);
      const found = await subject.found();
      if (!written.every((one) => found.texts.has(one)) || found.flagged > 0)
        throw new Error(`${side}: not every edit arrived`);
      return { there, back };
    },
    async clash(side, records) {
      const subject = await tablets(side);
      await known(subject, records);
      const written = [texts(records), texts(records)] as const;
      await subject.edit(0, written[0]);
      await subject.edit(1, written[1]);
      const milliseconds = await timed(async () => {
        await subject.sync(0);
        await subject.sync(1);
        // The first hears what became of it.
        await subject.sync(0);
      });
      const found = await subject.found();
      const recoverable = written.flat().filter((one) => found.texts.has(one)).length;
      return { milliseconds, recoverable, flagged: found.flagged };
    },
  };
}
