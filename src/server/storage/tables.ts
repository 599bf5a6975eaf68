// The tables, as both dialects hold them. Every key begins with the school. Times are milliseconds since 1970,
// truths are 0 and 1, JSON is text: what every database stores alike.

type Flag = 0 | 1;

export interface Tables {
  migration: { name: string; applied_at: number };
  school: {
    id: string;
    name: string;
    demo: Flag;
    epoch: string;
    seq: number;
    horizon: number;
    public_key: string;
    private_key: string;
    clock_offset: number;
    personas: string;
    made_at: number;
    audit_number: number;
    audit_hash: string;
    grants: number;
  };
  record: { school: string; scope: string; type: string; id: string; seq: number; body: string };
  change: {
    school: string;
    seq: number;
    id: string;
    record: string;
    scope: string;
    type: string;
    kind: string;
    author: string;
    device: string;
    envelope: string;
    at: string;
    received: string;
    outcome: string;
    schema: number;
    body: string;
  };
  envelope: {
    school: string;
    id: string;
    device: string;
    device_seq: number;
    hash: string;
    verdict: string;
    received: number;
  };
  quarantine: {
    school: string;
    id: string;
    envelope: string;
    device: string;
    author: string;
    reason: string;
    schema: number;
    received: number;
    body: string;
    settled: number | null;
    settled_by: string;
    settled_why: string;
    waits: string;
    size: number;
  };
  erasure: { school: string; record: string; scope: string; type: string; at: number };
  device: {
    school: string;
    id: string;
    name: string;
    kind: string;
    public_key: string;
    last_seq: number;
    counter: number;
    proof_window: string;
    revoked: Flag;
    last_contact: number;
    unsent: number;
    app: string;
    enrolled_at: number;
    former: string;
    lost_at: number | null;
    locked_at: number | null;
    locked_by: string;
    second_copy: Flag | null;
  };
  holding: {
    school: string;
    device: string;
    since: number;
    version: string;
    held: string;
    confirmed: number | null;
  };
  author_key: { school: string; name: string; adult: string; device: string; key: string; since: number };
  account: {
    school: string;
    login: string;
    adult: string;
    password: string;
    role: string;
    administrator: Flag;
    ended: number | null;
  };
  attempt: { school: string; login: string; device: string; failures: number; not_before: number };
  session: { school: string; hash: string; adult: string; device: string; started_at: number; used_at: number };
  share: { school: string; device: string; adult: string; share: string };
  code: {
    hash: string;
    purpose: string;
    school: string | null;
    adult: string;
    administrator: Flag;
    expires: number;
    used_for: string | null;
  };
  audit: {
    school: string;
    number: number;
    at: number;
    what: string;
    who: string;
    device: string;
    about: string;
    facts: string;
    previous: string;
    hash: string;
  };
}

/** The tables that hold a school's rows, children before parents: the order in which they can be emptied. */
export const SCHOOL_TABLES = [
  "audit",
  "erasure",
  "holding",
  "share",
  "session",
  "attempt",
  "author_key",
  "account",
  "code",
  "quarantine",
  "envelope",
  "change",
  "record",
  "device",
] as const satisfies readonly (keyof Tables)[];

export const flag = (truth: boolean): Flag => (truth ? 1 : 0);
