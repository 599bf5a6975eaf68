// Files of this origin that only its own pages see: where the second copy of the outbox stands [V37].

import type { Mirror } from "../ports.ts";

/** `name`: of the folder. Undefined where this browser cannot write such files from a page. */
export function createOpfsMirror(name: string): Mirror | undefined {
  const storage = (navigator as { readonly storage?: Partial<StorageManager> }).storage;
  const canWrite =
    typeof FileSystemFileHandle !== "undefined" && "createWritable" in (FileSystemFileHandle.prototype as object);
  if (!canWrite || typeof storage?.getDirectory !== "function") return undefined;
  const folder = async (): Promise<FileSystemDirectoryHandle> => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(name, { create: true });
  };
  return {
    async read() {
      const files: { readonly name: string; readonly text: string }[] = [];
      for await (const handle of (await folder()).values()) {
        if (handle.kind !== "file") continue;
        files.push({ name: handle.name, text: await (await (handle as FileSystemFileHandle).getFile()).text() });
      }
      return files;
    },
    async put(file, text) {
      const handle = await (await folder()).getFileHandle(file, { create: true });
      // Put in place of the old one when it is closed, whole or not at all.
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
    },
    async delete(file) {
      await (await folder()).removeEntry(file).catch((error: unknown) => {
        // Another tab was quicker.
        if ((error as { readonly name?: unknown } | null)?.name !== "NotFoundError") throw error;
      });
    },
  };
}
