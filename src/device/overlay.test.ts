import { describe, expect, test } from "vitest";
import type { Change, Envelope } from "#ledger/change.ts";
import type { DeviceId, SchoolId } from "#ledger/names.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import { idOf, newNote, newPlan, PUPIL, schema, serverRow, setReview, withId } from "./device.fixture.ts";
import { NOTHING_WAITS, viewOf, waitingOf, waitingWith } from "./overlay.ts";
import type { PendingRow } from "./ports.ts";
import { whereIs } from "./where-is.ts";

function pending(
  deviceSeq: number,
  state: PendingRow["state"],
  changes: readonly Change[],
  verdicts: readonly Partial<ChangeVerdict>[] = [],
): PendingRow {
  const envelope: Envelope = {
    format: 1,
    id: idOf(`e${deviceSeq}`),
    school: idOf<SchoolId>("sch"),
    device: idOf<DeviceId>("dev"),
    deviceSeq,
    author: idOf("ad1"),
    authorKey: "key",
    at: "2026-06-09T10:42:00+01:00",
    schema: 1,
    app: "test",
    changes,
  };
  const whole = changes.map(
    (change, i) => ({ change: change.id, verdict: "refused", ...verdicts[i] }) as ChangeVerdict,
  );
  const inside = { envelope, verdicts: verdicts.length > 0 ? whole : [] };
  return { deviceSeq, id: envelope.id, state, acceptedSeq: 0, wire: {} as PendingRow["wire"], inside };
}

const created = withId(newPlan("p1", "12 June"), "c1");
const edited = withId(setReview("p1", "14 June", "c1", "12 June"), "a1");
const row = serverRow([created], 1);
const review = (rows: readonly PendingRow[], over = row) => {
  const view = viewOf(over, waitingOf(rows, schema).byRecord.get(idOf("p1")), [], schema);
  return { value: view?.fields["review"]?.value, unsent: view?.unsent };
};

describe("overlay", () => {
  test("[S5] an unsent edit covers what the server sent, also what came since", () => {
    const newer = serverRow([created, withId(setReview("p1", "13 June", "c1"), "b1")], 2);
    expect(review([pending(1, "queued", [edited])])).toEqual({ value: "14 June", unsent: [idOf("a1")] });
    expect(review([pending(1, "queued", [edited])], newer).value).toBe("14 June");
  });

  test("[S5] an accepted edit stays until the feed has brought it, and no longer counts as unsent", () => {
    expect(review([pending(1, "accepted", [edited])])).toEqual({ value: "14 June", unsent: [] });
  });

  test("[S4] an edit that the feed has brought is not laid again over what replaced it", () => {
    const later = serverRow([created, edited, withId(setReview("p1", "20 June", "a1"), "b1")], 3);
    const entry = {
      seq: 2,
      change: edited,
      author: "x",
      device: "y",
      at: "z",
      received: "z",
      outcome: "applied",
    } as const;
    const here = waitingOf([pending(1, "queued", [edited])], schema).byRecord.get(idOf("p1"));
    expect(viewOf(later, here, [entry], schema)?.fields["review"]?.value).toBe("20 June");
  });

  test("[S6] a refused edit does not cover what stands, and is still marked", () => {
    const refused = pending(1, "refused", [edited], [{ verdict: "refused", sentence: "No." }]);
    expect(review([refused])).toEqual({ value: "12 June", unsent: [idOf("a1")] });
  });

  test("[S27] an edit that waits for a newer server stays, and the next edit is written on it", () => {
    const parked = pending(1, "refused", [edited], [{ verdict: "parked", code: "newerSchema" }]);
    expect(review([parked])).toEqual({ value: "14 June", unsent: [idOf("a1")] });
    const next = withId(setReview("p1", "15 June", "a1", "14 June"), "a2");
    expect(review([parked, pending(2, "queued", [next])]).value).toBe("15 June");
    const waiting = pending(1, "refused", [edited], [{ verdict: "parked", code: "noSuchOwner" }]);
    expect(review([waiting])).toEqual({ value: "12 June", unsent: [idOf("a1")] });
  });

  test("[S6] a refused note stays on the screen: nothing else shows its words", () => {
    const note = withId(newNote("n1", "Threw a chair"), "a1");
    const waiting = waitingOf([pending(1, "refused", [note], [{ verdict: "quarantined", sentence: "No." }])], schema);
    const view = viewOf(undefined, waiting.byRecord.get(idOf("n1")), [], schema);
    expect(view?.fields["text"]?.value).toBe("Threw a chair");
    expect(view?.unsent).toEqual([idOf("a1")]);
  });

  test("[S6] of an envelope that was refused in part, the accepted part counts as sent", () => {
    const note = withId(newNote("n1", "Threw a chair"), "a2");
    const row = pending(1, "refused", [edited, note], [{ verdict: "refused" }, { verdict: "accepted", seq: 7 }]);
    const waiting = waitingOf([row], schema);
    expect(viewOf(undefined, waiting.byRecord.get(idOf("n1")), [], schema)?.unsent).toEqual([]);
    expect([...waiting.byScope.keys()]).toEqual([PUPIL]);
  });

  test("[S5] one more at the end gives what sorting all of them anew gives", () => {
    const rows = [
      pending(1, "queued", [created]),
      pending(2, "refused", [edited], [{ verdict: "refused" }]),
      pending(3, "queued", [withId(newNote("n1", "Calm"), "a3"), withId(newNote("n2", "Left"), "a4")]),
      pending(4, "queued", [withId(setReview("p1", "14 June", "e1"), "e9")]),
    ];
    let waiting = NOTHING_WAITS;
    for (const [i, row] of rows.entries()) {
      waiting = waitingWith(waiting, row, schema);
      expect(waiting).toEqual(waitingOf(rows.slice(0, i + 1), schema));
    }
  });

  test("what an older app wrote is shown in today's words", () => {
    const renamed = {
      ...schema,
      version: 2,
      upgrades: { 1: (change: Change) => ({ ...change, field: "reason" }) as Change },
    };
    const here = waitingOf([pending(1, "queued", [edited])], renamed).byRecord.get(idOf("p1"));
    expect(viewOf(row, here, [], renamed)?.fields["reason"]?.value).toBe("14 June");
  });
});

describe("where a change is", () => {
  const at = (rows: readonly PendingRow[], sending: number[] = [], open = 0) =>
    whereIs({ id: idOf("p1"), open }, waitingOf(rows, schema), (number) => sending.includes(number));

  test("each of the five words, gravest first", () => {
    expect(at([])).toBeUndefined();
    expect(at([pending(1, "queued", [edited])])).toBe("saved");
    expect(at([pending(1, "queued", [edited])], [1])).toBe("sending");
    expect(at([pending(1, "accepted", [edited])])).toBe("sent");
    expect(at([pending(1, "accepted", [edited])], [], 1)).toBe("needs-decision");
    expect(at([pending(1, "refused", [edited]), pending(2, "queued", [edited])])).toBe("could-not-send");
    expect(at([pending(1, "queued", [withId(newNote("n9", "x"), "z1")])])).toBeUndefined();
  });
});
