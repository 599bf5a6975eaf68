// The service worker: keeps the shell (HTML, script, style, icons) so that every screen opens with the network off,
// and waits with a new version until a person asks for it. It sees no record and no key: no API answer is ever cached.

import { createHandlerBoundToURL, precache, cleanupOutdatedCaches, matchPrecache } from "workbox-precaching";
import { withPreloads } from "./with-preloads.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { readonly url: string; readonly revision: string | null }[];
};

const kept = [...self.__WB_MANIFEST];
precache(kept);
cleanupOutdatedCaches();

const shell = createHandlerBoundToURL("/index.html");

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // What is not ours, not a reading, or speaks with the server goes to the network as it stands.
  if (request.method !== "GET" || url.origin !== self.location.origin || isServerPath(url.pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(shell({ request, url, event }).then(preloading));
    return;
  }
  event.respondWith(matchPrecache(request).then((kept) => kept ?? fetch(request)));
});

// The page of the very first visit is taken on at once, so that screens not yet opened open offline too.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// No skipWaiting on install: a reload in the middle of a form loses what was typed. The app asks when an adult agrees.
self.addEventListener("message", (event) => {
  const data: unknown = event.data;
  if (typeof data === "object" && data !== null && "type" in data && data.type === "update-now") {
    event.waitUntil(self.skipWaiting());
  }
});

const addresses = kept.map((one) => one.url);

/** The page with the same headers, its policy among them. */
async function preloading(page: Response): Promise<Response> {
  const { status, statusText, headers } = page;
  return new Response(withPreloads(await page.text(), addresses), { status, statusText, headers });
}

/** Addresses that only the server may answer. */
function isServerPath(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}
