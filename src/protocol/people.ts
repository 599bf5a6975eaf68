// Who can sign in at a school, as an administrator sees and changes it (A44). Asked while online only; nothing of it is
// kept on a device.

import * as v from "valibot";
import { id } from "./envelope.ts";

/** ISO 8601 UTC. */
const moment = v.string();

/** GET /api/accounts, in an administrator's session. */
export const accountsAnswerShape = v.object({
  waymark: v.literal("accounts"),
  accounts: v.array(
    v.object({
      adult: id,
      login: v.string(),
      administrator: v.boolean(),
      /** When their right to sign in ended; null: it stands. */
      ended: v.nullable(moment),
    }),
  ),
  /** Given out, not used and not over. The code itself is kept nowhere. */
  invitations: v.array(v.object({ adult: id, administrator: v.boolean(), expires: moment })),
});
export type AccountsAnswer = v.InferOutput<typeof accountsAnswerShape>;

/** POST /api/invitations/withdraw: every invitation of this adult that was not used. Answered with "done". */
export const withdrawInvitationShape = v.strictObject({ adult: id });
export type WithdrawInvitation = v.InferOutput<typeof withdrawInvitationShape>;

/** POST /api/adults/administrator: gives or takes an administrator's rights. Answered with "done". */
export const administratorRequestShape = v.strictObject({ adult: id, administrator: v.boolean() });
export type AdministratorRequest = v.InferOutput<typeof administratorRequestShape>;
