// The app's build and its service worker; under vitest, test/vitest-projects.ts is laid over it. Package imports
// ("#room/file.ts") are read from package.json.

import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, mergeConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as { version: string };
const api = process.env.WAYMARK_API ?? "http://localhost:4173";

const app = defineConfig({
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __BUILT_ON__: JSON.stringify(new Date().toISOString().slice(0, 10)),
  },
  plugins: [
    react(),
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
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ },
            { name: "store", test: /node_modules[\\/]dexie[\\/]/ },
            { name: "seal", test: /node_modules[\\/]@noble[\\/]/ },
            // All of it comes with the schema; screens that use a part of it would each break off a splinter.
            { name: "records", test: /src[\\/]casework[\\/](records|codes)[\\/]/ },
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
