// Writes the files of the second copy where pages may not (createWritable came to WebKit late): a worker may, with a
// handle that nobody else has meanwhile. One for each page, and one thing after another.

import { COMPLETE, type WriteAsked, type WriteAnswer, nextOf } from "./opfs-files.ts";

interface SyncHandle {
  truncate(size: number): void;
  write(bytes: Uint8Array): number;
  flush(): void;
  close(): void;
}

self.onmessage = createWriter((message) => self.postMessage(message));

function createWriter(answer: (message: WriteAnswer) => void): (event: MessageEvent<WriteAsked>) => void {
  let last = Promise.resolve();
  return ({ data: { id, folder: name, file, text } }) => {
    last = last.then(async () => {
      try {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(name, { create: true });
        // Cut off in the middle, one of the two is whole.
        await write(folder, nextOf(file), text);
        await write(folder, file, text);
        await folder.removeEntry(nextOf(file));
        answer({ id });
      } catch (error) {
        answer({ id, failed: String(error) });
      }
    });
  };
}

async function write(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const file = (await folder.getFileHandle(name, { create: true })) as FileSystemFileHandle & {
    createSyncAccessHandle(): Promise<SyncHandle>;
  };
  const handle = await file.createSyncAccessHandle();
  try {
    const bytes = new TextEncoder().encode(text + COMPLETE);
    handle.truncate(0);
    for (let at = 0; at < bytes.length;) at += handle.write(bytes.subarray(at));
    handle.flush();
  } finally {
    handle.close();
  }
}
