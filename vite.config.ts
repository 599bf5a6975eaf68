// The app's build and its service worker; under vitest, test/vitest-projects.ts is laid over it. Package imports
// ("#room/file.ts") are read from package.json.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, mergeConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as { version: string };
const api = process.env.WAYMARK_API ?? "http://localhost:4173";

/**
 * What a tablet runs before an adult can use Today, in the order in which it is wanted: one chunk each, of all that it
 * needs and the ones before it do not bring. Forty small ones cost a cheap tablet more than what is in them.
 */
const STEPS = [
  { name: "first", from: "src/app/main.tsx" },
  { name: "lock", from: "src/app/screens/lock/lock.tsx" },
  { name: "make-device", from: "src/app/make-device.ts" },
  { name: "open", from: "src/app/open.tsx" },
] as const;
/** Of the packages on that way. */
const PACKAGES = ["react", "store", "seal"];
/** Known to Chromium and the browsers made of it; to any other it is a comment. */
const ALL_AT_ONCE = "//# allFunctionsCalledOnLoad\n";

const idOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url)).replaceAll("\\", "/");

/** Which step brings a module: known once all of them were read. */
function createSteps(): { readonly plugin: Plugin; stepOf(id: string): string | null } {
  const stepByModule = new Map<string, string>();
  const hinted = new Set([...STEPS.map(({ name }) => name), ...PACKAGES]);
  return {
    plugin: {
      name: "steps-to-today",
      apply: "build",
      enforce: "post",
      buildEnd() {
        stepByModule.clear();
        const take = (id: string, step: string): void => {
          if (stepByModule.has(id)) return;
          stepByModule.set(id, step);
          for (const next of this.getModuleInfo(id)?.importedIds ?? []) take(next, step);
        };
        for (const { name, from } of STEPS) take(idOf(from), name);
      },
      // Nearly all of it runs before Today stands: read once, and beside the page, and not again function by function
      // while somebody waits for the page.
      generateBundle: {
        // It counts at the very head of a file alone: after whoever writes there.
        order: "post",
        handler(_, bundle) {
          for (const chunk of Object.values(bundle))
            if (chunk.type === "chunk" && hinted.has(chunk.name)) chunk.code = ALL_AT_ONCE + chunk.code;
        },
      },
    },
    stepOf: (id) => stepByModule.get(id) ?? null,
  };
}
const steps = createSteps();

/**
 * The worker keeps a script or a style only where it is the one that was built: half of it, or the page that a school's
 * wireless answers with, would otherwise stand in place of a screen until there is another version. The page itself is
 * left out: filters that write a line into every page would keep the app from being kept at all.
 */
function createIntegrity() {
  let folder = "";
  const plugin: Plugin = {
    name: "integrity-of-what-is-kept",
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir)),
  };
  const hashOf = (url: string): string =>
    createHash("sha256")
      .update(readFileSync(resolve(folder, url)))
      .digest("base64");
  return {
    plugin,
    transform: <Entry extends { readonly url: string }>(entries: readonly Entry[]) => ({
      manifest: entries.map((one) =>
        one.url.startsWith("assets/") ? { ...one, integrity: `sha256-${hashOf(one.url)}` } : one,
      ),
      warnings: [],
    }),
  };
}
const integrity = createIntegrity();

const app = defineConfig({
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __BUILT_ON__: JSON.stringify(new Date().toISOString().slice(0, 10)),
  },
  plugins: [
    react(),
    steps.plugin,
    integrity.plugin,
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/worker",
      filename: "sw.ts",
      // The app registers it itself, through a Trusted Types policy, and updates only when a person says so.
      injectRegister: null,
      registerType: "prompt",
      injectManifest: {
        // Everything: after the first visit every screen opens with the network off.
        globPatterns: ["**/*.{html,js,css,svg,png,webmanifest,wasm}"],
        // A file over this size would silently stay out of the precache; the build fails on it in the size check.
        maximumFileSizeToCacheInBytes: 1_000_000,
        manifestTransforms: [integrity.transform],
      },
      manifest: {
        id: "/",
        name: "Waymark",
        short_name: "Waymark",
        description: "Records for internal alternative provision, on or off line.",
        lang: "en-GB",
        dir: "ltr",
        start_url: "/",
        scope: "/",
        display: "standalone",
        orientation: "any",
        background_color: "#f6f4ef",
        theme_color: "#1f4d4a",
        categories: ["education"],
        icons: [
          { src: "/icons/waymark.svg", sizes: "any", type: "image/svg+xml" },
          { src: "/icons/waymark-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/waymark-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/waymark-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
    }),
  ],
  build: {
    // The policy allows no data: address, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What changes at another pace stands apart, so that an update brings a tablet only what is new.
        codeSplitting: {
          groups: [
            { name: "react", priority: 9, test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ },
            { name: "store", priority: 9, test: /node_modules[\\/]dexie[\\/]/ },
            { name: "seal", priority: 9, test: /node_modules[\\/]@noble[\\/]/ },
            ...STEPS.map(({ name }, i) => ({
              name,
              // What is taken takes along all that it needs, so the earlier step comes first.
              priority: STEPS.length - i,
              test: (id: string) => steps.stepOf(id) === name,
            })),
          ],
        },
      },
    },
  },
  // A worker is a module of its own, with a policy of its own (hash-wasm needs wasm-unsafe-eval; the page does not).
  worker: { format: "es" },
  server: { port: 5173, strictPort: false, proxy: { "/api": { target: api, changeOrigin: false } } },
  preview: { port: 4174 },
});

// Only vitest loads the tests' settings: a build for a school never needs them.
export default process.env.VITEST === undefined
  ? app
  : mergeConfig(app, (await import("./test/vitest-projects.ts")).default);
