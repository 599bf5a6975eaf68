// Asks the school's server, in the name of this device. What comes back is an answer in the form that was asked
// for, a problem in the server's own words, or nothing that our server said [S7].

import * as v from "valibot";
import { base64ToBytes } from "#base/bytes.ts";
import { ADULT_HEADER, DEVICE_HEADER, READER_HEADER } from "#protocol/device-proof.ts";
import { type Problem, problemShape } from "#protocol/session.ts";
import { type Control, type Listening, Locked, type Store, type Transport } from "../ports.ts";
import { proveReader, proveRequest, textToProve } from "../vault/request-proof.ts";
import { createSigningKey, type SigningKey } from "../vault/signing-key.ts";

export type Heard<T> =
  | { readonly kind: "answer"; readonly value: T }
  | { readonly kind: "problem"; readonly status: number; readonly problem: Problem }
  | { readonly kind: "unreachable"; readonly why: "offline" | "timeout" | "notOurs" | "aborted" };

export interface Ask<T> {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  /** Who is at the device, where the answer is theirs alone: another adult's session does not stand for them (A36). */
  readonly as?: string | undefined;
  /** Answered only to whoever has the device open (A47): where nobody has any more, it is not sent, and throws `Locked`. */
  readonly whileOpen?: true;
  /** The answer in what came, or undefined: then it was not our server that spoke. */
  readonly parse: (body: unknown) => T | undefined;
}

export interface ServerLink {
  /** In the device's name; before it is enrolled, in nobody's. */
  ask<T>(ask: Ask<T>): Promise<Heard<T>>;
  /**
   * The same in two steps: what is given sends it, once. Making the proof of something large takes a moment, which passes
   * while something else is waited for.
   */
  makeReady<T>(ask: Ask<T>): Promise<() => Promise<Heard<T>>>;
  /** In nobody's name. */
  askUnsigned<T>(ask: Ask<T>): Promise<Heard<T>>;
  /** In the device's name: what the server says by itself. Undefined where the network cannot do it. */
  readonly listen?: (path: string, body: unknown, heard: (message: unknown) => void) => ServerListening;
}

export interface ServerListening {
  /** How it ended: the server said no; it, or something on the way, has no stream to give; or the stream is over. */
  readonly over: Promise<
    | {
        readonly kind: "problem";
        readonly problem: Problem;
        /** Seconds for which the server asks to be left alone. */
        readonly retryAfter?: number;
      }
    | { readonly kind: "noStream" }
    | { readonly kind: "ended" }
  >;
  stop(): void;
}

/** A parser from a shape, for `Ask`. */
export function shaped<Shape extends v.GenericSchema>(
  shape: Shape,
): (body: unknown) => v.InferOutput<Shape> | undefined {
  return (body) => {
    const parsed = v.safeParse(shape, body);
    return parsed.success ? parsed.output : undefined;
  };
}

const LOCKED = "deviceLocked";
const asProblem = shaped(problemShape);

export interface ServerLinkDeps {
  readonly store: Store;
  readonly transport: Transport;
  /** Whoever has the device open: what only they are sent is asked for with their key too (A47). */
  readonly reader?: () => Reader | undefined;
  /** The server has too much to do, and says for how many seconds to leave it alone. */
  readonly onBusy?: (seconds: number) => void;
  /** The school has locked this device (A49). */
  readonly onLocked?: () => void;
}

export interface Reader {
  readonly adult: string;
  readonly key: Pick<SigningKey, "sign">;
}

export function createServerLink({ store, transport, reader, onBusy, onLocked }: ServerLinkDeps): ServerLink {
  let credential: { readonly seed: string; readonly key: SigningKey } | undefined;

  function keyOf(keys: Control["deviceKeys"]): SigningKey {
    if (credential?.seed !== keys.signing)
      credential = { seed: keys.signing, key: createSigningKey(base64ToBytes(keys.signing)) };
    return credential.key;
  }

  /** Takes the next number for a proof. Each is used once, whichever tab asks. */
  function nextProof(above = 0): Promise<{ device: string; counter: number; key: SigningKey } | undefined> {
    return store.write(
      "relaxed",
      async (tx) => {
        const enrolled = await tx.control("enrolled");
        const keys = await tx.control("deviceKeys");
        if (!enrolled || !keys) return undefined;
        const counter = Math.max((await tx.control("requestCounter")) ?? 0, above) + 1;
        await tx.setControl("requestCounter", counter);
        return { device: enrolled.device, counter, key: keyOf(keys) };
      },
      { scopes: [], parts: [] },
    );
  }

  async function proofFor(
    { method, path, whileOpen }: Pick<Ask<unknown>, "method" | "path" | "whileOpen">,
    body: string | undefined,
    above?: number,
  ): Promise<{ readonly [name: string]: string }> {
    const proof = await nextProof(above);
    if (!proof) return {};
    const request = { ...proof, method, path, body };
    const proven = textToProve(request);
    const headers = { [DEVICE_HEADER]: proveRequest(proof.key, request, proven) };
    const here = reader?.();
    if (whileOpen && reader && !here) throw new Locked();
    return here ? { ...headers, [READER_HEADER]: proveReader(here, request, proven) } : headers;
  }

  interface Ready {
    readonly body: string | undefined;
    readonly headers: { readonly [name: string]: string };
  }

  async function makeReady(ask: Ask<unknown>, above: number | undefined, signed: boolean): Promise<Ready> {
    const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
    const headers = {
      ...(signed ? await proofFor(ask, body, above) : {}),
      ...(ask.as === undefined ? {} : { [ADULT_HEADER]: ask.as }),
    };
    return { body, headers };
  }

  async function send<T>(ask: Ask<T>, above?: number, signed = true, ready?: Ready): Promise<Heard<T>> {
    const { method, path, parse } = ask;
    const { body, headers } = ready ?? (await makeReady(ask, above, signed));
    const answer = await transport.send(method, path, body, headers);
    if (!answer.reached) return { kind: "unreachable", why: answer.why };
    if (answer.status >= 200 && answer.status < 300) {
      const value = parse(answer.body);
      // A captive portal answers 200 with a page of its own.
      return value === undefined ? { kind: "unreachable", why: "notOurs" } : { kind: "answer", value };
    }
    const problem = asProblem(answer.body);
    if (!problem)
      return answer.status === 413
        ? { kind: "problem", status: 413, problem: TOO_LARGE }
        : { kind: "unreachable", why: "notOurs" };
    hearBusy(answer);
    if (problem.code === LOCKED) onLocked?.();
    // A device that lost count, or whose request was copied on the way, goes on from where the server is.
    if (problem.code === "counter" && problem.counter !== undefined && above === undefined)
      return send(ask, problem.counter);
    return { kind: "problem", status: answer.status, problem };
  }

  function hearBusy({ status, retryAfter }: { readonly status: number; readonly retryAfter?: number }): void {
    if (status === 503 && retryAfter !== undefined) onBusy?.(retryAfter);
  }

  function listen(path: string, body: unknown, heard: (message: unknown) => void): ServerListening {
    const text = JSON.stringify(body);
    let open: Listening | undefined;
    let stopped = false;
    const over = async (above?: number): Promise<Awaited<ServerListening["over"]>> => {
      const headers = await proofFor({ method: "POST", path }, text, above);
      if (stopped) return { kind: "ended" };
      open = transport.listen?.(path, text, headers, heard);
      if (!open) return { kind: "noStream" };
      const answer = await open.over;
      if (!answer.reached) return { kind: "ended" };
      const problem = asProblem(answer.body);
      if (!problem) return { kind: "noStream" };
      hearBusy(answer);
      if (problem.code === LOCKED) onLocked?.();
      if (problem.code === "counter" && problem.counter !== undefined && above === undefined)
        return over(problem.counter);
      const { retryAfter } = answer;
      return { kind: "problem", problem, ...(retryAfter !== undefined && { retryAfter }) };
    };
    return {
      over: over(),
      stop() {
        stopped = true;
        open?.stop();
      },
    };
  }

  return {
    ask: (ask) => send(ask),
    async makeReady(ask) {
      const here = reader?.()?.adult;
      const ready = await makeReady(ask, undefined, true);
      // Who has it open may have shut it since, or somebody else opened it: it is signed anew (A47).
      return () => (reader?.()?.adult === here ? send(ask, undefined, true, ready) : send(ask));
    },
    askUnsigned: (ask) => send(ask, undefined, false),
    ...(transport.listen ? { listen } : {}),
  };
}

/** Something between us and the server refused the size: it is halved all the same. */
const TOO_LARGE: Problem = { waymark: "problem", code: "tooLarge", sentence: "This was too much at once." };
