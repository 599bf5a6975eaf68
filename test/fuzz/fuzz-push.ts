// Pushes of every wrong kind, thousands of them, against a real server and a real database. What must hold of each:
// no 5xx and no fault in the log; what is refused changes nothing; what is answered 200 has filed exactly the changes it
// says it accepted, in the name of the adult whose key signed them, from the device that sent them.

import { caseloadRules } from "#server/sync/caseload.fixture.ts";
import { createTestDevice, writer } from "#server/sync/device.fixture.ts";
import { toySchema } from "#server/sync/toy.fixture.ts";
import { DEVICE_HEADER } from "#protocol/device-proof.ts";
import type { PushAnswer } from "#protocol/push.ts";
import type { ServerRequest } from "#server/server.ts";
import { firstBrokenLine } from "#server/audit/chain.ts";
import { type WorldOnFile, createWorldOnFile } from "../contracts/access/world-on-file.ts";
import { createChance } from "../simulation/chance.ts";
import { type FuzzTablet, joinFuzzTablet } from "./fuzz-tablet.ts";
import { PUSH_CASES } from "./push-cases.ts";

export interface FuzzReport {
  readonly cases: number;
  /** "another box: 200 unreadable" and how often. */
  readonly counts: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

interface Filed {
  readonly author: string;
  readonly device: string;
}

/** A tablet that used it can prove nothing any more: it has harmed itself and nobody else. */
const LAST_NUMBER = 2 ** 53 - 1;
/** So many changes, then the school begins again as it was: a state that grows makes every look at it slower. */
const ENOUGH = 60;

export async function fuzzPush({
  cases,
  seed,
}: {
  readonly cases: number;
  readonly seed: number;
}): Promise<FuzzReport> {
  const chance = createChance(seed);
  const mayHold = (): boolean => true;
  const world = await createWorldOnFile({ schema: toySchema, mayHold, grantRules: caseloadRules }, seed);
  const counts = new Map<string, number>();
  const faults: string[] = [];
  const names = Object.keys(PUSH_CASES);
  try {
    const admin = createTestDevice(world, "personal");
    await admin.setUp();
    const [tablet, colleague] = [await joinFuzzTablet(world, admin, "Bea"), await joinFuzzTablet(world, admin, "Cal")];
    const pupil = writer(world).create("pupil", null, { name: "Amara" });
    await admin.push([admin.commit([pupil])]);
    await world.keep();
    const before = { changes: world.count("change"), next: tablet.nextSeq() };
    let sent: ServerRequest[] = [];
    for (let n = 0; n < cases; n += 1) {
      const name = chance.pick(names);
      const deps = { chance, tablet, colleague, newId: () => world.newId<string>(), pupil: pupil.record, sent };
      const request = PUSH_CASES[name]!(deps);
      const said = await judge(world, request, tablet);
      counts.set(`${name}: ${said.told}`, (counts.get(`${name}: ${said.told}`) ?? 0) + 1);
      for (const fault of said.faults) faults.push(`case ${n}, ${name}: ${fault}\n  ${request.body?.slice(0, 2_000)}`);
      if (said.accepted) sent = [...sent.slice(-20), request];
      const isWorn = request.headers[DEVICE_HEADER]?.includes(`.${LAST_NUMBER}.`) === true;
      if (world.count("change") + world.count("quarantine") > before.changes + ENOUGH || isWorn || n === cases - 1) {
        faults.push(...(await lookAtAll(world, [tablet, colleague], admin.home().school)));
        await world.putBack();
        tablet.wants(before.next);
        sent = [];
      }
    }
    faults.push(...world.log);
  } finally {
    await world.end();
  }
  return { cases, counts, faults };
}

/** Where a push that files nothing still leaves something: what was set aside, its verdict, the audit's line of it. */
const OF_INTAKE = ["school", "envelope", "quarantine", "audit", "device"];

async function judge(world: WorldOnFile, request: ServerRequest, tablet: FuzzTablet) {
  const faults: string[] = [];
  const state = world.state();
  const changes = world.count("change");
  const waiting = world.waiting();
  const records = world.state(OF_INTAKE);
  const answer = await world.server.handle(request);
  if (answer.status >= 500) faults.push(`${answer.status} ${answer.body}`);
  if (answer.status !== 200) {
    if (world.state() !== state) faults.push(`refused with ${answer.status}, and changed something`);
    const { code } = JSON.parse(answer.body) as { code: string };
    return { told: `${answer.status} ${code}`, accepted: false, faults };
  }
  const { verdicts, next } = JSON.parse(answer.body) as PushAnswer;
  tablet.wants(next);
  // Told once more of what was filed before, a verdict is the same and nothing is filed. What waited for a record that
  // came with this is filed too, and leaves the quarantine; so is what stood before its record in this very commit.
  const filed = world.count("change") - changes;
  const stillWaits = world.waiting();
  const waited = [...waiting].reduce((sum, [id, held]) => sum + (stillWaits.has(id) ? 0 : held), 0);
  const seqs = new Set(verdicts.flatMap((one) => one.changes.flatMap(({ seq }) => seq ?? [])));
  const parked = verdicts.flatMap((one) => one.changes.filter(({ verdict }) => verdict === "parked")).length;
  if (filed > seqs.size + waited + parked) faults.push(`${filed} changes were filed, ${seqs.size} were said to be`);
  if (filed === 0 && world.state(OF_INTAKE) !== records) faults.push("nothing was filed, and records changed");
  const words = verdicts.map((one) => wordOf(one));
  return { told: `200 ${[...new Set(words)].join(", ") || "nothing taken"}`, accepted: filed > 0, faults };
}

const wordOf = ({ result, changes }: PushAnswer["verdicts"][number]): string =>
  result === "unreadable" ? result : [...new Set(changes.map(({ verdict }) => verdict))].join("+");

/** Who is said to have written what stands there, and whether the audit hangs together. */
async function lookAtAll(
  world: WorldOnFile,
  tablets: readonly FuzzTablet[],
  school: string,
): Promise<readonly string[]> {
  return world.storage.transact(school, async (tx) => {
    const faults: string[] = [];
    const adults = new Map<string, ReadonlySet<string>>(
      tablets.map(({ home, adult }) => [home.device, new Set([adult])] as const),
    );
    for (const { device, author } of (await tx.changesAfter(0, 10_000)) as readonly Filed[])
      if (adults.has(device) && adults.get(device)?.has(author) !== true)
        faults.push(`${author} is said to have written on ${device}`);
    const broken = await firstBrokenLine(tx);
    if (broken !== undefined) faults.push(`the audit does not hang together at line ${broken}`);
    return faults;
  });
}
