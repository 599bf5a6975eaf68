// Listens on one port: on the address asked for, or on both addresses of this machine alone. "localhost" and
// "127.0.0.1" are two places to a browser, with storage of their own: that is how one browser shows two tablets.

import type { FastifyInstance } from "fastify";

export interface Listening {
  close(): Promise<void>;
}

/** `create` makes one HTTP server for each address. Throws what the first address throws (a port in use, no such host). */
export async function listen(
  create: () => FastifyInstance,
  port: number,
  host: string | undefined,
): Promise<Listening> {
  const open: FastifyInstance[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.map((one) => one.close()));
  };
  const start = async (address: string): Promise<void> => {
    const one = create();
    open.push(one);
    await one.listen({ port, host: address });
  };
  try {
    await start(host ?? "127.0.0.1");
    if (host === undefined) await start("::1").catch(passWithoutIpv6);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

/** A machine without IPv6 is an ordinary machine; a port that somebody else has on ::1 is not. */
function passWithoutIpv6(error: unknown): void {
  const code = (error as { readonly code?: unknown }).code;
  if (code !== "EADDRNOTAVAIL" && code !== "EAFNOSUPPORT" && code !== "EINVAL") throw error;
}
