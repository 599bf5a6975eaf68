// The residue scan can find what it looks for. A scan that is blind would call every profile clean, so clear text is
// planted here wherever a browser keeps text, and must be found.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scanForResidue } from "./residue.ts";
import { startTablet, type Tablet } from "./tablet.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-residue-"));
let page: Server;
let tablet: Tablet;

beforeAll(async () => {
  page = createServer((_, answer) => {
    answer.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Blank</title><form><textarea>");
  });
  await new Promise<void>((resolve) => page.listen(0, () => resolve()));
  tablet = await startTablet("planted", join(folder, "profile"), () => (page.address() as AddressInfo).port);
});
afterAll(async () => {
  await tablet.close();
  page.closeAllConnections();
  page.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the scan reads a word in each encoding, wherever it begins", () => {
  const word = "Quillfeather";
  const place = join(folder, "encodings");
  const written: Record<string, Buffer> = {
    utf8: Buffer.from(`a note about ${word}.`),
    "lower-case": Buffer.from(`quillfeather`),
    utf16: Buffer.from(`x${word}`, "utf16le"),
    "utf16-big": Buffer.from(word, "utf16le").swap16(),
    hexadecimal: Buffer.from(Buffer.from(word).toString("hex")),
    "base64-0": Buffer.from(Buffer.from(`${word} and more`).toString("base64")),
    "base64-1": Buffer.from(Buffer.from(`1${word} and more`).toString("base64")),
    "base64-2": Buffer.from(Buffer.from(`12${word} and more`).toString("base64url")),
    "base64-utf16": Buffer.from(Buffer.from(`a ${word}`, "utf16le").toString("base64")),
    gzip: Buffer.concat([Buffer.from("head"), gzipSync(`{"note":"${word}"}`), Buffer.from("tail")]),
  };
  mkdirSync(place);
  for (const [name, bytes] of Object.entries(written)) writeFileSync(join(place, name), bytes);
  const files = new Set(scanForResidue(place, [word]).found.map(({ file }) => file));
  expect([...files].sort()).toEqual(Object.keys(written).sort());
  expect(scanForResidue(place, ["Nowhere-to-be-seen"]).found).toEqual([]);
});

test("the scan finds clear text planted in a real profile, also where the browser has packed it", async () => {
  const front = tablet.page();
  await front.goto(tablet.url);
  await front.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("planted", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("notes");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("not opened"));
    });
    const write = (texts: readonly string[]): Promise<void> =>
      new Promise((resolve, reject) => {
        const tx = opened.transaction("notes", "readwrite", { durability: "strict" });
        for (const text of texts) tx.objectStore("notes").put({ text }, crypto.randomUUID());
        tx.oncomplete = () => resolve();
        tx.onerror = () => reject(tx.error ?? new Error("not written"));
      });
    await write(["Calm, then Marrowgate, then calm"]);
    // More than the browser keeps in its log: it packs what came before into a table.
    for (let n = 0; n < 40; n += 1)
      await write(Array.from({ length: 50 }, () => Array.from({ length: 100 }, () => crypto.randomUUID()).join(" ")));
    await write(["Thistledown at the end"]);
    localStorage.setItem("planted", "Quickenberry");
    const cache = await caches.open("planted");
    await cache.put("/planted", new Response("Hollowreed"));
  });
  await tablet.quit();

  const words = ["Marrowgate", "Thistledown", "Quickenberry", "Hollowreed"];
  const { found, files } = scanForResidue(tablet.profile, words);
  expect([...new Set(found.map(({ word }) => word))].sort()).toEqual([...words].sort());
  expect(files).toBeGreaterThan(30);
  const packed = found.filter(({ encoding }) => encoding.includes("packed in LevelDB"));
  expect(packed.map(({ word }) => word)).toContain("Marrowgate");
});
