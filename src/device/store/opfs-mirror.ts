// Files of this origin that only its own pages see: where the second copy of the outbox stands [V37]. A page writes them
// where it may; elsewhere a worker of its own does.

import type { Mirror } from "../ports.ts";
import { type WriteAnswer, type WriteAsked, nextOf, wholeFiles } from "./opfs-files.ts";

/**
 * `name`: of the folder; `workerUrl`: of opfs-writer.worker.ts as built, for where a page may not write. Undefined where
 * this browser has no such files.
 */
export function createOpfsMirror(name: string, workerUrl?: () => string | URL): Mirror | undefined {
  const storage = (navigator as { readonly storage?: Partial<StorageManager> }).storage;
  if (typeof storage?.getDirectory !== "function" || typeof FileSystemFileHandle === "undefined") return undefined;
  const canWrite = "createWritable" in (FileSystemFileHandle.prototype as object);
  if (canWrite) return mirrorIn(name, pageWriter(name));
  return workerUrl && mirrorIn(name, workerWriter(name, workerUrl));
}

type Write = (file: string, text: string) => Promise<void>;

const folderOf = async (name: string): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });

/** Put in place of the old one when it is closed, whole or not at all. */
export function pageWriter(name: string): Write {
  return async (file, text) => {
    const handle = await (await folderOf(name)).getFileHandle(file, { create: true });
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
  };
}

export function workerWriter(folder: string, workerUrl: () => string | URL): Write {
  let worker: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, { done(): void; failed(why: Error): void }>();
  function failAll(why: string): void {
    worker?.terminate();
    worker = undefined;
    for (const one of waiting.values()) one.failed(new Error(`the second copy was not written: ${why}`));
    waiting.clear();
  }
  function started(): Worker {
    const next = new Worker(workerUrl(), { type: "module", name: "opfs-writer" });
    next.onmessage = ({ data }: MessageEvent<WriteAnswer>) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.failed === undefined) asked?.done();
      else asked?.failed(new Error(data.failed));
    };
    next.onerror = (event) => failAll(event.message || "its worker did not start");
    return next;
  }
  return (file, text) =>
    new Promise((done, failed) => {
      worker ??= started();
      last += 1;
      waiting.set(last, { done, failed });
      const asked: WriteAsked = { id: last, folder, file, text };
      worker.postMessage(asked);
    });
}

export function mirrorIn(name: string, put: Write): Mirror {
  return {
    async read() {
      const files: { readonly name: string; readonly text: string }[] = [];
      for await (const handle of (await folderOf(name)).values()) {
        if (handle.kind !== "file") continue;
        files.push({ name: handle.name, text: await (await (handle as FileSystemFileHandle).getFile()).text() });
      }
      return wholeFiles(files);
    },
    put,
    async delete(file) {
      const folder = await folderOf(name);
      for (const one of [nextOf(file), file])
        await folder.removeEntry(one).catch((error: unknown) => {
          // Another tab was quicker.
          if ((error as { readonly name?: unknown } | null)?.name !== "NotFoundError") throw error;
        });
    },
  };
}
