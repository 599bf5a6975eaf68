import { describe, expect, test } from "vitest";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { defineCommand } from "#ledger/command.ts";
import { committing, ENROLLED, idOf, insides, newNote, newPlan, setReview, write } from "./device.fixture.ts";
import type { Store, Touched } from "./ports.ts";
import { Crashed, type CrashPoint } from "./store/memory-store.ts";
import { StoreTrouble } from "./store/store-trouble.ts";

const NOTHING: Touched = { scopes: [], parts: [] };

const kept = (store: Store) =>
  store.read(async (tx) => ({ rows: await tx.pending(), number: (await tx.control("deviceSeq")) ?? 0 }));

describe("commit", () => {
  test("[S1] envelope and number are kept together, and the answer names what was made", async () => {
    const { store, commit, committed } = await insides();
    const done = await commit(write, [
      newPlan("p1", "12 June"),
      newNote("n1", "Threw a chair"),
      setReview("p1", "13 June", "x1"),
    ]);
    if (isRefusal(done)) throw new Error(done.sentence);
    const { rows, number } = await kept(store);
    expect(number).toBe(1);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ deviceSeq: 1, state: "queued", id: done.envelope });
    expect(done.records).toEqual([idOf("p1"), idOf("n1")]);
    expect(rows[0]?.inside.envelope.changes.map((change) => change.id)).toEqual(done.changes);
    expect(committed).toEqual(rows);
  });

  test("[S3] two tabs that commit at once take numbers one after the other", async () => {
    const { store, opened, randomBytes, commit } = await insides();
    const other = committing({ store, opened, randomBytes });
    await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? commit : other.commit)(write, [newNote(`n${n}`, "x")])));
    const { rows, number } = await kept(store);
    expect(rows.map((row) => row.deviceSeq)).toEqual([1, 2, 3, 4]);
    expect(number).toBe(4);
  });

  test.each<[CrashPoint, number]>([
    ["before-commit", 0],
    ["after-commit", 1],
  ])("[S1] a device that stops %s keeps all of a commit or nothing of it", async (point, there) => {
    let armed = false;
    const { store, sealer, commit, committed } = await insides({ crash: (at) => armed && at === point });
    armed = true;
    await expect(commit(write, [newNote("n1", "x"), newNote("n2", "y")])).rejects.toThrow(Crashed);
    expect(committed).toEqual([]);
    const again = store.reopen();
    again.useSealer(sealer);
    const { rows, number } = await kept(again);
    expect(rows).toHaveLength(there);
    expect(number).toBe(there);
    expect(rows.flatMap((row) => row.inside.envelope.changes)).toHaveLength(there * 2);
  });

  test("[S14] the stamp is the school's local time with its offset", async () => {
    const { store, commit } = await insides();
    await commit(write, [newNote("n1", "x")]);
    expect((await kept(store)).rows[0]?.inside.envelope.at).toBe("2026-06-09T10:42:00.000+01:00");
  });

  test("storage that does not work is said, and nothing was kept", async () => {
    const { store, opened, randomBytes } = await insides();
    const full: Store = { ...store, write: () => Promise.reject(new StoreTrouble("full")) };
    const { commit, committed, troubles } = committing({ store: full, opened, randomBytes });
    const done = await commit(write, [newNote("n1", "x")]);
    expect(done).toMatchObject({ refused: true, code: "notSaved", sentence: new StoreTrouble("full").sentence });
    expect(troubles).toEqual([new StoreTrouble("full").sentence]);
    expect(committed).toEqual([]);
    expect((await kept(store)).number).toBe(0);
  });

  test.each(["nobody’s", "another device’s"])(
    "[V21] a database that is %s by now takes no commit, and that is said",
    async (whose) => {
      const { store, commit, committed, troubles } = await insides();
      await commit(write, [newNote("n1", "x")]);
      await store.destroy();
      if (whose !== "nobody’s")
        await store.write("strict", (tx) => tx.setControl("enrolled", { ...ENROLLED, device: idOf("dv9") }), NOTHING);
      const { sentence } = new StoreTrouble("emptied");
      expect(await commit(write, [newNote("n2", "y")])).toMatchObject({ code: "notSaved", sentence });
      expect(troubles).toEqual([null, sentence]);
      expect(committed).toHaveLength(1);
      expect(await kept(store)).toEqual({ rows: [], number: 0 });
    },
  );

  test("[S3] a write that is run again though it had reached the disk keeps one envelope", async () => {
    const { store, opened, randomBytes } = await insides();
    const again: Store = {
      ...store,
      async write(...how) {
        await store.write(...how);
        return store.write(...how);
      },
    };
    const { commit, committed } = committing({ store: again, opened, randomBytes });
    const done = await commit(write, [newNote("n1", "x")]);
    const { rows, number } = await kept(store);
    expect(rows.map((row) => row.id)).toEqual([isRefusal(done) ? done.code : done.envelope]);
    expect(number).toBe(1);
    expect(committed).toEqual(rows);
  });

  test("[S3] a write that is run again because nothing was kept is kept", async () => {
    const { store, opened, randomBytes } = await insides();
    const again: Store = {
      ...store,
      async write(durability, work, touched) {
        const lost = store.write(
          durability,
          async (tx) => {
            await work(tx);
            throw new Error("lost");
          },
          touched,
        );
        await lost.catch(() => undefined);
        return store.write(durability, work, touched);
      },
    };
    const { commit } = committing({ store: again, opened, randomBytes });
    await commit(write, [newNote("n1", "x")]);
    expect((await kept(store)).rows.map((row) => row.deviceSeq)).toEqual([1]);
  });

  test("storage that works again takes the trouble back", async () => {
    const { commit, troubles } = await insides();
    await commit(write, [newNote("n1", "x")]);
    expect(troubles).toEqual([null]);
  });
});

describe("refusals at the screen", () => {
  const codeOf = async (drafts: Parameters<typeof write.run>[0]): Promise<string> => {
    const { store, commit } = await insides();
    const done = await commit(write, drafts);
    expect((await kept(store)).number).toBe(0);
    return isRefusal(done) ? `${done.code} ${done.field ?? ""}`.trim() : "saved";
  };

  test("what a definition does not allow is refused beside its field, and nothing is half-written", async () => {
    expect(await codeOf([newNote("n1", "good"), newNote("n2", "")])).toBe("missing text");
    expect(await codeOf([{ ...newNote("n1", "x"), fields: { text: "x", mood: "bad" } } as never])).toBe(
      "noSuchField mood",
    );
    expect(await codeOf([{ ...newNote("n1", "x"), type: "weather" }])).toBe("noSuchType");
    expect(await codeOf([newNote("n1", "a\u0000b")])).toBe("unseenCharacters text");
    expect(await codeOf([newNote("n1", "x".repeat(100_000))])).toBe("tooLong text");
  });

  test("nothing, and more than an envelope holds, are refused", async () => {
    expect(await codeOf([])).toBe("nothing");
    expect(await codeOf(Array.from({ length: 251 }, (_, n) => newNote(`n${n}x`, "x")))).toBe("tooMany");
  });

  test("a commit too large for the wire is refused before anything is kept", async () => {
    const large = Array.from({ length: 250 }, (_, n) => ({ ...newNote(`n${n}x`, "é".repeat(10_000)), group: 1 }));
    expect(await codeOf([...large])).toBe("tooLarge");
  });

  test("a command's own refusal is handed on", async () => {
    const { commit } = await insides();
    const never = defineCommand<string>("never", () => refuse("notToday", "Not today."));
    expect(await commit(never, "x")).toMatchObject({ code: "notToday" });
  });

  test("[V20] a locked device saves nothing, also when it is locked while saving", async () => {
    const { store, opened, commit, shut } = await insides();
    const saving = commit(write, [newNote("n1", "x")]);
    opened.author.shut();
    expect(await saving).toMatchObject({ code: "locked" });
    shut();
    expect(await commit(write, [newNote("n2", "x")])).toMatchObject({ code: "locked" });
    expect((await kept(store)).number).toBe(0);
  });
});
