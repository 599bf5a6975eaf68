import { expect, test } from "vitest";
import { BEAT_MS } from "#protocol/listen.ts";
import { EPOCH, handTime, idOf, insides, rest, seededBytes } from "../device.fixture.ts";
import type { Listening, Transport, Turns } from "../ports.ts";
import { createListener } from "./listen.ts";
import { createLoop } from "./loop.ts";
import type { Round } from "./round.ts";
import { createServerLink } from "./server-link.ts";

const GOOD: Round = { ok: true, reached: true, words: "" };
const news = (seq: number, epoch = EPOCH) => ({ waymark: "news", wire: 1, epoch, seq });
type Over = Awaited<Listening["over"]>;

/** A network whose streams the test speaks into. */
function streams() {
  const open: { say: (message: unknown) => void; end: (over?: Over) => void; isOver: boolean }[] = [];
  const transport: Transport = {
    send: async () => ({ reached: false, why: "offline" }),
    listen(_path, _body, _headers, heard) {
      let end: (over: Over) => void = () => undefined;
      const over = new Promise<Over>((resolve) => void (end = resolve));
      const one = {
        say: heard,
        end: (how: Over = { reached: false, why: "closed" }) => {
          one.isOver = true;
          end(how);
        },
        isOver: false,
      };
      open.push(one);
      return { over, stop: () => one.end({ reached: false, why: "aborted" }) };
    },
  };
  return { open, transport };
}

/** Turns of one browser: whoever has one keeps it until it is given back. */
function turnsOfBrowser(): Turns {
  const taken = new Set<string>();
  return {
    async takeIfFree(name) {
      if (taken.has(name)) return undefined;
      taken.add(name);
      return () => void taken.delete(name);
    },
  };
}

async function listening(options: { turns?: Turns; from?: Awaited<ReturnType<typeof insides>> } = {}) {
  const inside = options.from ?? (await insides());
  const { store } = inside;
  const time = handTime();
  const begin = time.now();
  const network = streams();
  const rounds: number[] = [];
  const contacts: boolean[] = [];
  let result: Round = GOOD;
  /** Where a round leaves the cursor. */
  let reaches: number | undefined;
  const loop = createLoop({
    scheduler: time,
    randomBytes: seededBytes(5),
    now: time.now,
    async round() {
      rounds.push(time.now() - begin);
      if (reaches !== undefined) await stand(reaches);
      return result;
    },
    onError: () => result,
    onRound: () => undefined,
  });
  const stand = (cursor: number): Promise<void> =>
    store.write("relaxed", (tx) => tx.setControl("cursor", cursor), { scopes: [], parts: [] });
  const listener = createListener({
    server: createServerLink({ store, transport: network.transport, onBusy: loop.busy }),
    store,
    scheduler: time,
    randomBytes: seededBytes(6),
    turns: options.turns,
    loop,
    onContact: (isCurrent) => void contacts.push(isCurrent),
  });
  await stand(7);
  loop.start();
  await time.pass(10);
  return {
    ...network,
    inside,
    time,
    rounds,
    loop,
    listener,
    stand,
    reach: (cursor: number) => void (reaches = cursor),
    contacts,
    answer: (next: Round) => void (result = next),
    /** The stream that is open, or none. */
    stream: () => network.open.findLast((one) => !one.isOver),
  };
}

test("[S25] news of a later number is a round within a second or so; of one that is here, none", async () => {
  const at = await listening();
  at.listener.want(true);
  await at.time.pass(10);
  at.stream()?.say(news(7));
  await at.time.pass(5_000);
  expect(at.rounds).toEqual([0]);
  at.reach(9);
  at.stream()?.say(news(9));
  await at.time.pass(1_200);
  expect(at.rounds).toHaveLength(2);
  expect(at.contacts).toEqual([true, false]);
});

test("[A15] news of other grants is a round, though nothing was written; of those it keeps to, none", async () => {
  const at = await listening();
  const { store } = at.inside;
  await store.write("relaxed", (tx) => tx.setControl("grants", "v1"), { scopes: [], parts: [] });
  at.listener.want(true);
  await at.time.pass(10);
  at.stream()?.say({ ...news(7), grants: "v1" });
  await at.time.pass(3_000);
  expect(at.rounds).toHaveLength(1);
  at.stream()?.say({ ...news(7), grants: "v2" });
  await at.time.pass(1_200);
  expect(at.rounds).toHaveLength(2);
  // What a round could not bring is not asked for at every beat.
  at.stream()?.say({ ...news(7), grants: "v2" });
  await at.time.pass(3_000);
  expect(at.rounds).toHaveLength(2);
  expect(at.contacts).toEqual([true, false, false]);
});

test("[S25] what this device wrote itself comes back as news and is no round more", async () => {
  const at = await listening();
  at.listener.want(true);
  await at.time.pass(10);
  at.stream()?.say(news(7));
  at.reach(8);
  at.loop.committed();
  await at.time.pass(500);
  expect(at.rounds).toHaveLength(2);
  at.stream()?.say(news(8));
  await at.time.pass(3_000);
  expect(at.rounds).toHaveLength(2);
});

test("[S25] another epoch is a round; what a round could not reach is not asked for at every beat", async () => {
  const at = await listening();
  at.listener.want(true);
  await at.time.pass(10);
  at.stream()?.say(news(3, idOf("ep2")));
  await at.time.pass(2_000);
  expect(at.rounds).toHaveLength(2);
  for (let beat = 0; beat < 5; beat += 1) {
    at.stream()?.say(news(3, idOf("ep2")));
    await at.time.pass(BEAT_MS);
  }
  expect(at.rounds).toHaveLength(2);
});

test("[S25] while it is listened to the clock asks every five minutes; when the stream is gone, within a minute", async () => {
  const at = await listening();
  at.listener.want(true);
  await at.time.pass(10);
  at.stream()?.say(news(7));
  // The round of the first minute is due already.
  await at.time.pass(300_000);
  expect(at.rounds).toEqual([0, 60_000]);
  at.stream()?.say(news(7));
  at.stream()?.say(news(7));
  at.stream()?.end();
  await at.time.pass(61_000);
  expect(at.rounds).toHaveLength(3);
  // And it listens again.
  expect(at.stream()).toBeDefined();
});

test("[S25] a stream that does not come about is tried again ever more seldom, and the minute stays", async () => {
  const at = await listening();
  at.listener.want(true);
  const tries: number[] = [];
  let known = 0;
  for (let second = 0; second < 1_800; second += 1) {
    await at.time.pass(1_000);
    if (at.open.length > known) tries.push(second);
    known = at.open.length;
    at.stream()?.end({ reached: false, why: "offline" });
  }
  const gaps = tries.slice(1).map((when, n) => when - (tries[n] as number));
  expect(gaps[0]).toBeLessThanOrEqual(4);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(302);
  expect(tries.length).toBeLessThan(30);
  expect(at.rounds.length).toBeGreaterThanOrEqual(29);
});

test("[S25] nobody looks, or it is shut: the stream is ended and none is begun", async () => {
  const at = await listening();
  at.listener.want(true);
  await at.time.pass(10);
  expect(at.stream()).toBeDefined();
  at.listener.want(false);
  await at.time.pass(600_000);
  expect(at.stream()).toBeUndefined();
  expect(at.open).toHaveLength(1);
  at.listener.want(true);
  await at.time.pass(10);
  expect(at.stream()).toBeDefined();
  // Said and unsaid in one breath.
  at.listener.want(false);
  at.listener.want(true);
  at.listener.want(false);
  await at.time.pass(10_000);
  expect(at.stream()).toBeUndefined();
});

test("[S25] one tab listens; another does when it is gone, and a tab that keeps its turn for ever stops nobody", async () => {
  const turns = turnsOfBrowser();
  const first = await listening({ turns });
  const second = await listening({ turns, from: first.inside });
  first.listener.want(true);
  await first.time.pass(10);
  second.listener.want(true);
  await second.time.pass(600_000);
  expect([first.open.length, second.open.length]).toEqual([1, 0]);
  // The first is frozen and says nothing any more: the second goes by the clock.
  expect(second.rounds.length).toBeGreaterThanOrEqual(10);
  first.listener.want(false);
  await first.time.pass(10);
  await second.time.pass(31_000);
  expect(second.open).toHaveLength(1);
});

test("[S25] what does not speak as our server is not listened to; a refusal is looked into by a round, once", async () => {
  const at = await listening();
  at.listener.want(true);
  await at.time.pass(10);
  at.stream()?.say({ waymark: "news", wire: 1, epoch: EPOCH, seq: "9" });
  await rest();
  expect([at.stream(), at.contacts]).toEqual([undefined, []]);

  const other = await listening();
  await other.time.pass(10_000);
  other.listener.want(true);
  await other.time.pass(10);
  const body = { waymark: "problem", code: "deviceRevoked", sentence: "No." };
  other.stream()?.end({ reached: true, status: 403, body });
  await other.time.pass(100);
  expect(other.rounds).toHaveLength(2);
});

test("[S26] a busy server is left alone for as long as it asks, and a little longer; a person may ask all the same", async () => {
  const at = await listening();
  at.answer({ ok: false, reached: true, words: "Busy." });
  at.loop.busy(40);
  at.loop.nudge();
  at.loop.committed();
  at.loop.heard(async () => true);
  await at.time.pass(39_000);
  expect(at.rounds).toEqual([0]);
  await at.loop.sendNow();
  expect(at.rounds).toHaveLength(2);
  at.answer(GOOD);
  await at.time.pass(22_000);
  expect(at.rounds).toHaveLength(3);
  expect(at.rounds[2]).toBeGreaterThanOrEqual(40_000);
  expect(at.rounds[2]).toBeLessThanOrEqual(60_100);
});

test("[S26] the wait a server asks for is never longer than five minutes and a half of it", async () => {
  const at = await listening();
  at.loop.busy(1e9);
  await at.time.pass(451_000);
  expect(at.rounds).toHaveLength(2);
});

test("[S26] a stream that is turned away because there is too much to do is not asked for sooner than was said", async () => {
  const at = await listening();
  at.listener.want(true);
  await at.time.pass(10);
  const body = { waymark: "problem", code: "busy", sentence: "Later." };
  at.stream()?.end({ reached: true, status: 503, body, retryAfter: 20 });
  await at.time.pass(19_000);
  expect(at.open).toHaveLength(1);
  await at.time.pass(12_000);
  expect(at.open).toHaveLength(2);
});
