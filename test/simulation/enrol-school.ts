// Makes the simulated school by its front door: the first tablet sets it up, and its administrator lets the others in.

import { isRefusal } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { Person, Tablet } from "./tablet.ts";
import type { VirtualTime } from "./time.ts";

const PASSWORD = "four unrelated tall herons";

export interface Enrolling {
  readonly time: VirtualTime;
  readonly setUpCode: () => Promise<string | undefined>;
  readonly tablets: readonly Tablet[];
}

/** The school's id. Every tablet is open afterwards. */
export async function enrolSchool({ time, setUpCode, tablets }: Enrolling): Promise<string> {
  const [first, ...others] = tablets;
  if (!first) throw new Error("a school without a tablet");
  const done = await during(
    first.device().setUp({
      code: (await setUpCode()) as string,
      schoolName: "Fell Road School",
      givenName: "Ada",
      familyName: "Holt",
      login: "ada.holt",
      password: PASSWORD,
      deviceName: "Tablet 1",
      deviceKind: "shared",
    }),
  );
  if (isRefusal(done)) throw new Error(done.sentence);
  addPerson(first, done.words);
  for (const tablet of others) {
    const told = await during(first.device().ask("POST", ROUTES.deviceCodes, {}));
    if (isRefusal(told)) throw new Error(told.sentence);
    const { code } = told.body as { code: string };
    const refused = await during(tablet.device().enrol({ code, name: tablet.name, kind: "shared" }));
    if (refused) throw new Error(refused.sentence);
    const signedIn = await during(tablet.device().signIn({ login: "ada.holt", password: PASSWORD }));
    if (isRefusal(signedIn)) throw new Error(signedIn.sentence);
    addPerson(tablet, signedIn.words ?? []);
  }
  const standing = first.device().standing.get();
  if (standing.state !== "open") throw new Error(`the first tablet is ${standing.state}`);
  return standing.school;

  /** Lets time pass until it is done; hashing a password takes the outer loop. */
  async function during<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const whole = work.finally(() => {
      over = true;
    });
    for (let i = 0; i < 2_000 && !over; i += 1) await time.pass(50);
    return whole;
  }
}

function addPerson(tablet: Tablet, words: readonly string[]): void {
  const standing = tablet.device().standing.get();
  if (standing.state !== "open") throw new Error(`${tablet.name} is ${standing.state}`);
  (tablet.people as Person[]).push({ adult: standing.adult, words });
}
