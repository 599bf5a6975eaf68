// What is refused before it was read whole is still being sent. An answer that closes the connection under it is lost:
// the sender sees a broken connection and never the sentence, and would try the same again.

import type { IncomingMessage } from "node:http";

/** Ten times what is taken at most. Whoever sends more is not one of ours, and is cut off. */
const MOST_HEARD = 60_000_000;

/** Resolves when all that was announced has come and been thrown away, or the sender has gone, or it is too much. */
export async function hearOut(request: IncomingMessage, most = MOST_HEARD): Promise<void> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  const sends = encoding !== undefined || Number(length ?? 0) > 0;
  if (!sends || request.complete || request.readableEnded || request.destroyed || Number(length) > most) return;
  await new Promise<void>((resolve) => {
    let heard = 0;
    const done = (): void => {
      request.off("data", hear).off("end", done).off("close", done);
      resolve();
    };
    const hear = (chunk: Buffer): void => {
      heard += chunk.length;
      if (heard > most) done();
    };
    request.on("data", hear).on("end", done).on("close", done).resume();
  });
}
