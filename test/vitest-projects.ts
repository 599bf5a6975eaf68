// The test projects; vite.config.ts lays them over the app's own build, so that what is tested is compiled as it ships.

import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { engineProvider } from "./engines/engine-provider.ts";
import { OPENS_ENVELOPES, SLOW_CURVES } from "./simulation/quick/slow-curves.ts";
import { browserFlags, findBrowser } from "./tools/find-browser.ts";

const executablePath = findBrowser();

// Named here because a package that Vite meets only while a test runs makes it reload the test.
const metByTests = {
  include: [
    "@noble/ciphers/_poly1305.js",
    "@noble/ciphers/chacha.js",
    "@noble/curves/ed25519.js",
    "@noble/hashes/argon2.js",
    "@noble/hashes/hkdf.js",
    "@noble/hashes/hmac.js",
    "@noble/hashes/sha2.js",
    "dexie",
    "fake-indexeddb",
    "fast-check",
    "hash-wasm",
    "valibot",
  ],
};

/** What a test that draws meets besides. */
const metByDrawing = [
  "@testing-library/react",
  "lucide-react",
  "react",
  "react-dom",
  "react-router",
  "react/jsx-dev-runtime",
  "react/jsx-runtime",
  "zustand",
  "zustand/vanilla",
];

const quick = (file: string): string => fileURLToPath(new URL(`simulation/quick/${file}`, import.meta.url));

/** To the byte the same, and many times as quick (native-curves.test.ts, native-crypto.test.ts). */
const quickCrypto: Plugin = {
  name: "quick-crypto",
  enforce: "pre",
  resolveId(source, importer) {
    if (source === SLOW_CURVES) return quick("native-curves.ts");
    return source === "node:crypto" && importer?.endsWith(OPENS_ENVELOPES) ? quick("native-crypto.ts") : undefined;
  },
};

export default defineConfig({
  test: {
    // Two at a time: the suite must hold on a small machine with other work on it.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["src/**/*.test.ts", "test/contracts/**/*.test.ts", "test/golden/**/*.test.ts"],
          exclude: ["**/*.browser.test.*", "**/*.postgres.test.*"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          // One real PostgreSQL for all of them. What the server does with a database is asked of this one too.
          name: "postgres",
          environment: "node",
          include: ["**/*.postgres.test.ts", "src/server/sync/*.test.ts"],
          globalSetup: ["test/tools/postgres-for-tests.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [quickCrypto],
        test: {
          name: "simulation",
          environment: "node",
          include: ["test/simulation/**/*.test.ts"],
          exclude: ["**/*.postgres.test.*"],
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        // Without looking for more: what is not named fails at once, and not now and then in a fresh folder.
        optimizeDeps: { include: [...metByTests.include, ...metByDrawing], noDiscovery: true },
        test: {
          name: "browser",
          include: ["test/{browser,engines}/**/*.test.{ts,tsx}", "src/**/*.browser.test.{ts,tsx}"],
          testTimeout: 180_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: [...browserFlags], ...(executablePath === undefined ? {} : { executablePath }) },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      ...(["firefox", "webkit"] as const).map((name) => ({
        extends: true as const,
        optimizeDeps: { ...metByTests, noDiscovery: true },
        test: {
          name,
          // What a browser may do differently: keeping, sealing, telling other tabs.
          include: ["test/engines/**/*.test.ts", "src/device/{vault,store}/**/*.test.ts"],
          testTimeout: 180_000,
          browser: {
            enabled: true,
            screenshotFailures: false,
            connectTimeout: 180_000,
            provider: engineProvider(name),
            // Asked for where CI is set. Nothing here is looked at: the frame is as large as the page makes it.
            commands: { __vitest_viewport: () => undefined },
            instances: [{ browser: name, name }],
          },
        },
      })),
      ...(["firefox", "webkit"] as const).map((name) => ({
        extends: true as const,
        test: {
          // The built app as a whole, driven from outside.
          name: `${name}-app`,
          environment: "node",
          include: [`test/whole-app/${name}.test.ts`],
          globalSetup: ["test/e2e/build-once.ts"],
          testTimeout: 900_000,
        },
      })),
      {
        extends: true,
        test: {
          name: "e2e",
          environment: "node",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/build-once.ts"],
          setupFiles: ["test/e2e/tell-failures.ts"],
          // Each file has a server, ports and browsers of its own, and waits more than it works.
          maxWorkers: 2,
          // Far beyond what anything takes: a test waits for what an adult would wait for, however slow the machine.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Twice the minute within which a tablet looks for news by itself.
          expect: { poll: { timeout: 120_000 } },
        },
      },
    ],
  },
});
