import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createStreams } from "./stream.ts";

test("[S25] a device that went away before its stream was opened is not followed", async () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.destroy();
  await new Promise((resolve) => void setTimeout(resolve));
  let followed = 0;
  const answer = { status: 200, headers: {}, body: "{}" };
  createStreams().open(
    response,
    {},
    {
      answer,
      follow: () => {
        followed += 1;
        return () => void (followed -= 1);
      },
    },
  );
  await new Promise((resolve) => void setTimeout(resolve));
  expect(followed).toBe(0);
});
