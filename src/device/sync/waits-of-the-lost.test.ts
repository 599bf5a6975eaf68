import { describe, expect, test } from "vitest";
import type { ChangeVerdict } from "#protocol/push.ts";
import { EPOCH, idOf, newNote, OTHER_PUPIL, PUPIL, schema, serverRow, write } from "../device.fixture.ts";
import { mendOutbox, mendState } from "../mend.ts";
import { StoreTrouble } from "../store/store-trouble.ts";
import { createWaitingHere } from "../waiting-here.ts";
import { keepVerdicts } from "./keep-verdicts.ts";
import { both, onlyOther, other, settled } from "./grants.fixture.ts";

describe("what waits about a pupil who is lost", () => {
  async function waiting() {
    const here = await settled();
    const { store, commit, look } = here;
    await commit(write, [newNote("n1", "about the one"), newNote("n2", "about the other", OTHER_PUPIL)]);
    const rows = await look((tx) => tx.pending());
    const [one, two] = rows[0]!.inside.envelope.changes;
    const verdict = (first: ChangeVerdict["verdict"], second: ChangeVerdict["verdict"] = "accepted") => ({
      envelope: rows[0]!.id,
      deviceSeq: 1,
      result: "processed" as const,
      changes: [
        { change: one!.id as string, verdict: first, sentence: "Because." },
        { change: two!.id as string, verdict: second, seq: 9 },
      ],
    });
    const answer = (said: ReturnType<typeof verdict>) =>
      keepVerdicts({ store, isOpen: () => true, now: () => 1, scopesOf: () => "all" }, EPOCH, [said], rows);
    const shown = createWaitingHere(schema);
    const seen = async () => {
      shown.spoil();
      const now = await look((tx) => shown.refresh(tx));
      return now.rows.flatMap((row) => row.inside.envelope.changes.map((change) => change.record as string));
    };
    const outside = async () => (await look((tx) => tx.pendingOutside())).map((row) => row.state);
    return { ...here, verdict, answer, seen, outside };
  }

  test("[A15] it is shown no more and still counted, until the server has it; then nothing of it is here", async () => {
    const { apply, at, seen, outside, answer, verdict, look } = await waiting();
    expect(await seen()).toEqual([idOf("n1"), idOf("n2")]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect([await seen(), await outside()]).toEqual([[idOf("n2")], ["queued"]]);
    await answer(verdict("quarantined"));
    await apply({ cursor: 9 }, at(4, "v2"));
    expect(await outside()).toEqual([]);
    expect(await look((tx) => tx.accepted())).toHaveLength(1);
  });

  test("[S5] [A15] what the same commit says of another stays on its author's screen until the feed brings it", async () => {
    const { apply, at, seen, outside, answer, verdict, look } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await answer(verdict("quarantined"));
    expect([await outside(), await seen()]).toEqual([["accepted"], [idOf("n2")]]);
    expect(JSON.stringify((await look((tx) => tx.pending()))[0]?.inside)).not.toContain("about the one");
    await apply({ cursor: 9 }, at(4, "v2"));
    expect([await outside(), await look((tx) => tx.accepted())]).toMatchObject([[], [{ acceptedSeq: 9 }]]);
  });

  test("[A15] given back before it was sent, it is on its author's screen as before", async () => {
    const { apply, at, seen } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect(await seen()).toEqual([idOf("n2")]);
    await apply({ cursor: 4, grants: { ...both, version: "v3" } }, at(4, "v2"));
    expect(await seen()).toEqual([idOf("n1"), idOf("n2")]);
  });

  test("[A15] of a commit about two, what somebody must decide about the other stays, and nothing of the lost one", async () => {
    const { apply, at, outside, answer, verdict, look, seen } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await answer(verdict("quarantined", "refused"));
    expect([await outside(), await seen()]).toEqual([["refused"], [idOf("n2")]]);
    const [row] = await look((tx) => tx.pending());
    expect(JSON.stringify(row?.inside)).not.toContain("about the one");
  });

  test("[A15] what was refused before is only here: it is handed over first, and goes when the server has it", async () => {
    const { apply, at, outside, answer, verdict, look, seen } = await waiting();
    await answer(verdict("refused"));
    expect(await outside()).toEqual(["refused"]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect([await outside(), await seen()]).toEqual([["queued"], [idOf("n2")]]);
    // Refused once more (it was given back in the meantime): kept.
    await answer(verdict("refused"));
    expect([await outside(), (await look((tx) => tx.pending())).length]).toEqual([["refused"], 1]);
    await answer(verdict("quarantined"));
    await apply({ cursor: 9 }, at(4, "v2"));
    expect(await outside()).toEqual([]);
  });

  test("[A21] what was refused of a pupil who was erased since goes with the word that they were", async () => {
    const { apply, at, outside, answer, verdict, look } = await waiting();
    await answer(verdict("refused"));
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    const said = verdict("refused");
    await answer({ ...said, changes: said.changes.map((one) => ({ ...one, code: "erased" })) });
    expect(JSON.stringify((await look((tx) => tx.pending())).map(({ inside }) => inside))).not.toContain("the one");
    await apply({ cursor: 9 }, at(4, "v2"));
    expect([await outside(), await look((tx) => tx.pending())]).toEqual([[], []]);
  });

  test("[A15] what was set aside before goes at once: the server has it", async () => {
    const { apply, at, outside, answer, verdict, look } = await waiting();
    await answer(verdict("quarantined"));
    expect(await outside()).toEqual(["refused"]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    expect(JSON.stringify((await look((tx) => tx.pending())).map(({ inside }) => inside))).not.toContain("the one");
    await apply({ cursor: 9 }, at(4, "v2"));
    expect(await outside()).toEqual([]);
    expect(await look((tx) => tx.accepted())).toHaveLength(1);
  });

  test("[S23] [A15] what was held does not open any more: what was lost before stays hidden, and stays lost", async () => {
    const { apply, at, look, commit, store, sealer } = await settled();
    await commit(write, [newNote("n1", "About the lost one")]);
    await commit(write, [newNote("n2", "About the other", OTHER_PUPIL)]);
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    const about = async () => {
      const shown = await look((tx) => createWaitingHere(schema).refresh(tx));
      return [...shown.byScope.keys()];
    };
    expect(await about()).toEqual([OTHER_PUPIL]);
    // The one box that says what is held is damaged.
    const broken = (): never => {
      throw new StoreTrouble("damaged");
    };
    const damaged: typeof store = {
      ...store,
      write: (durability, work, touched) =>
        store.write(durability, (tx) => work({ ...tx, holdings: async () => broken() }), touched),
    };
    await mendOutbox(damaged, 1000);
    store.useSealer(sealer);
    expect(await look((tx) => tx.holdings())).toBeUndefined();
    expect(await about()).toEqual([OTHER_PUPIL]);
    await mendState(damaged);
    // Everything is fetched anew, and until then it is known of nobody here that they may be shown.
    expect(await about()).toEqual([]);
    const rows = [serverRow([other], 3)];
    await apply({ kind: "snapshot", rows, entries: [], cursor: 4, grants: onlyOther }, at(null, null));
    expect(await look((tx) => tx.holdings())).toMatchObject({ lost: [PUPIL] });
    expect(await about()).toEqual([OTHER_PUPIL]);
    expect((await look((tx) => tx.pendingOutside())).map((row) => row.state)).toEqual(["queued", "queued"]);
  });

  test("[A15] an answer that comes after the loss brings nothing back", async () => {
    const { apply, at, answer, verdict, scopes, outside } = await waiting();
    await apply({ cursor: 4, grants: onlyOther }, at(3, "v1"));
    await answer(verdict("accepted"));
    expect([await scopes(), await outside()]).toEqual([[OTHER_PUPIL], ["accepted"]]);
    await apply({ cursor: 9 }, at(4, "v2"));
    expect([await scopes(), await outside()]).toEqual([[OTHER_PUPIL], []]);
  });
});
