// Hands back what is inside an envelope that its device cannot open any more, where something of it could not be filed
// after a restore [S30]: its author is to be told what it was. Only what that device may read, nothing that was erased,
// and nothing that its author had let go.

import type { PushAnswer, PushRequest } from "#protocol/push.ts";
import { type AcceptDeps, type Asker } from "./accept.ts";
import { createOpener } from "./open.ts";
import { scopeFor } from "./scope-for.ts";

const isOpen = ({ verdict, code }: PushAnswer["verdicts"][number]["changes"][number]): boolean =>
  verdict !== "accepted" && verdict !== "decision" && code !== "erased" && code !== "letGo";

export async function withInsides(
  deps: AcceptDeps,
  { school, device: asker }: Asker,
  request: PushRequest,
  answer: PushAnswer,
): Promise<PushAnswer> {
  const closed = new Set(request.closed ?? []);
  const wanted = answer.verdicts.filter((one) => closed.has(one.envelope) && one.changes.some(isOpen));
  if (wanted.length === 0) return answer;
  const sealedById = new Map(request.envelopes.map((sealed) => [sealed.id, sealed]));
  return deps.storage.transact(school, async (tx) => {
    const row = await tx.row();
    const device = await tx.device(asker);
    if (!device) return answer;
    const held = await deps.grants.heldBy(tx, row, device, deps.clock.now());
    const scope = scopeFor(deps, { device, held });
    const open = createOpener(row);
    const told = new Map<string, PushAnswer["verdicts"][number]>();
    for (const one of wanted) {
      // It may have been filed since, because what it waited for came with this push.
      const verdict = (await tx.envelope(one.envelope))?.verdict ?? one;
      const sealed = sealedById.get(one.envelope);
      const opened = sealed && open(sealed);
      if (!opened || "sentence" in opened) continue;
      const said = new Set(verdict.changes.filter(isOpen).map(({ change }) => change));
      const changes = opened.envelope.changes.filter((change) => said.has(change.id) && scope.mayRead(change));
      const inside = changes.length > 0 ? { inside: { ...opened.envelope, changes } as never } : {};
      told.set(one.envelope, { ...verdict, ...inside });
    }
    return { ...answer, verdicts: answer.verdicts.map((one) => told.get(one.envelope) ?? one) };
  });
}
