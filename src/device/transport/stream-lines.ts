// Takes the messages out of a text/event-stream as it comes in, in whatever pieces. Of that format only what our server
// sends is read: lines that begin with "data:", one message a line.

/** Longer than any message of ours: whoever sends this is not our server. */
const LONGEST_LINE = 4_000;

export interface StreamLines {
  /** The data of the lines that this piece completes; undefined when it cannot be ours. */
  take(piece: string): readonly string[] | undefined;
}

export function createStreamLines(): StreamLines {
  let rest = "";
  return {
    take(piece) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > LONGEST_LINE) return undefined;
      const found: string[] = [];
      for (const line of lines) {
        if (line.trim() === "" || line.startsWith(":")) continue;
        if (!line.startsWith("data:")) return undefined;
        found.push(line.slice("data:".length).trim());
      }
      return found;
    },
  };
}
