// One batch, over a real port, with everything in it that a device could get wrong: each gets a verdict of its own, and
// what is good in it is filed.

import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { PushAnswer } from "#protocol/push.ts";
import { ROUTES } from "#protocol/routes.ts";
import { createTestDevice, createWorld, writer } from "../sync/device.fixture.ts";
import { createHttp } from "./http.ts";

test("[S6] an unknown schema, a field of two megabytes and a record that is not there: the rest of the batch is unharmed", async () => {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  const http = createHttp({ server: world.server, app: "/nowhere", tls: undefined });
  await http.listen({ port: 0, host: "127.0.0.1" });
  try {
    const write = writer(world);
    const pupil = write.create("pupil", null, { name: "Amara" });
    const absent = write.create("plan", pupil.record, { goal: "Never sent" });
    const good = () => write.create("note", pupil.record, { text: "Calm." });
    const envelopes = [
      device.commit([pupil]),
      device.commit([write.create("note", pupil.record, { text: "From tomorrow." })], { schema: 99 }),
      device.commit([good(), write.create("note", pupil.record, { text: "a".repeat(2_000_000) }), good()]),
      device.commit([write.set(absent, "goal", "Never sent", "Changed", absent.id), good()]),
      device.commit([good()]),
    ];
    const { headers, body = "" } = device.requestFor("POST", ROUTES.push, {
      ...{ wire: 1, epoch: null, unsent: envelopes.length },
      envelopes,
    });
    const { port } = http.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${ROUTES.push}`, {
      method: "POST",
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "cookie")) as Record<
        string,
        string
      >,
      body,
    });
    expect(response.status).toBe(200);
    const answer = (await response.json()) as PushAnswer;
    expect(answer.verdicts.map((one) => one.changes.map(({ verdict, code }) => code ?? verdict))).toEqual([
      ["accepted"],
      ["newerSchema"],
      ["accepted", "tooBig", "accepted"],
      ["noSuchRecord", "accepted"],
      ["accepted"],
    ]);
    const open = answer.verdicts.flatMap((one) => one.changes).filter(({ verdict }) => verdict !== "accepted");
    for (const { sentence } of open) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(answer.next).toBe(6);
    const found = await world.storage.transact(device.home().school, async (tx) => ({
      notes: (await tx.recordsIn([pupil.record])).filter(({ type }) => type === "note").length,
      kept: (await tx.quarantined()).map(({ reason }) => reason).toSorted(),
    }));
    expect(found).toEqual({ notes: 4, kept: ["newerSchema", "waiting"] });
    expect(world.log).toEqual([]);
  } finally {
    await http.close();
  }
});
