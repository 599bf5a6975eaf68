// Two servers over one PostgreSQL: what one takes in, those who listen at the other hear.

import { randomUUID } from "node:crypto";
import { expect, inject, test } from "vitest";
import { randomId } from "#base/id.ts";
import type { News } from "#protocol/listen.ts";
import { createServer } from "#server/server.ts";
import { openPostgresStorage } from "#server/storage/postgres-storage.ts";
import { START, type World, createTestDevice, seededBytes, writer } from "#server/sync/device.fixture.ts";
import { toySchema } from "#server/sync/toy.fixture.ts";

async function startWorld(schema: string, seed: number): Promise<World> {
  const clock = { now: () => START };
  const storage = await openPostgresStorage({ url: inject("postgres") as string, schema, clock });
  const randomBytes = seededBytes(seed);
  const log: string[] = [];
  const server = createServer({
    storage,
    schema: toySchema,
    clock,
    randomBytes,
    version: "0.0.0-test",
    mayHold: () => true,
    passwordCost: { memoryKib: 8, passes: 1 },
    log: (line) => void log.push(line),
    after(milliseconds, task) {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const newId = <Id extends string>(): Id => randomId(randomBytes);
  return { server, storage, randomBytes, newId, log, pass: () => undefined, now: () => START, restart: () => server };
}

const until = async (is: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 6_000 && !is(); tries += 1) await new Promise((resolve) => void setTimeout(resolve, 10));
  expect(is()).toBe(true);
};

test("[S25] a commit at one server is heard at the other within seconds, and so is that a device was taken out of use", async () => {
  const schema = `l_${randomUUID().replaceAll("-", "")}`;
  const one = await startWorld(schema, 1);
  const two = await startWorld(schema, 2);
  const tablet = createTestDevice(one);
  await tablet.setUp();
  const { answer, follow } = await tablet.listen({ server: two.server });
  const first = (JSON.parse(answer.body) as News).seq;
  const heard: number[] = [];
  let isOver = false;
  follow?.({ say: (news) => heard.push((JSON.parse(news) as News).seq), end: () => (isOver = true) });
  const write = writer(one);
  const sent = Date.now();
  await tablet.push([tablet.commit([write.create("pupil", null, { name: "Amara" })])]);
  await until(() => heard.length > 0);
  expect(heard).toEqual([first + 1]);
  expect(Date.now() - sent).toBeLessThan(10_000);
  await one.storage.transact(tablet.home().school, async (tx) => {
    const row = await tx.device(tablet.home().device);
    if (row) await tx.putDevice({ ...row, revoked: true });
  });
  await until(() => isOver);
  expect([one.log, two.log]).toEqual([[], []]);
  await Promise.all([one.server.close(), two.server.close()]);
});
