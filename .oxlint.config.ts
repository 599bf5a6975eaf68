// The lint rules, and the walls between the rooms in our words. docs/architecture.md names the rules (F…, H…);
// test/contracts/walls.test.ts plants a fault for each wall and sees it caught.

import type { OxlintConfig, OxlintOverride } from "oxlint";

type Rules = NonNullable<OxlintOverride["rules"]>;

const ROOMS = ["base", "ledger", "casework", "protocol", "device", "server", "app", "worker", "test"];

/** The programs of the server: each hands the schema in. */
const SERVER_ROOTS = [
  "main",
  "start",
  "back-up",
  "restore",
  "deliver",
  "erase",
  "recover-administrator",
  "run-command",
].map((name) => `src/server/${name}.ts`);

/** What a folder may reach: packages by name, rooms as "#room". Everything else is refused with `because`. */
interface Wall {
  readonly files: readonly string[];
  readonly rooms: readonly string[];
  readonly packages?: readonly string[];
  /** What of the packages above stays shut. */
  readonly except?: readonly string[];
  readonly because: string;
}

/**
 * An allow-list of imports: new packages and new paths are refused until somebody lets them in here.
 * Type imports count like any other: a type from above is an arrow up.
 */
function imports({ rooms, packages = [], except = [], because }: Omit<Wall, "files">): Rules {
  const own = ROOMS.join("|");
  return {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          // H1: a path that climbs out of its room and into another one would slip under the list above.
          { regex: `(^|/)\\.\\./(${own})/`, message: "H1: across rooms write #room/file.ts." },
          {
            regex: "(^|/)(index|utils|helpers|common|shared|types|constants)(\\.tsx?)?$",
            message: "H5: a helper lives with its noun.",
          },
          {
            group: [
              "**",
              "!.",
              "!..",
              "!./**",
              "!../**",
              ...rooms.map((room) => `!\\${room}`),
              ...packages.map((name) => `!${name}`),
              ...except,
            ],
            message: because,
          },
        ],
      },
    ],
  };
}

const TESTING = ["vitest", "vitest/**", "fast-check", "fake-indexeddb", "fake-indexeddb/**", "node:**"];

/** A room's wall, and the same wall for the tests that stand in it, which may also use test tools. */
function wall({ files, ...allowed }: Wall): { files: string[]; rules: Rules }[] {
  const tests = files.flatMap((file) =>
    file.endsWith("**") ? [`${file}/*.test.ts`, `${file}/*.test.tsx`, `${file}/*.fixture.ts`] : [],
  );
  return [
    { files: [...files], rules: imports(allowed) },
    ...(tests.length === 0
      ? []
      : [{ files: tests, rules: imports({ ...allowed, packages: [...(allowed.packages ?? []), ...TESTING] }) }]),
  ];
}

// F1: one door to the network, one to the database, one to cryptography. `globals` names what opens each.
const NETWORK = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"].map((name) => ({
  name,
  message: "F1: the network is asked in device/transport and app/online only.",
}));
const DATABASE = [{ name: "indexedDB", message: "F1: the database is opened in device/store only." }];
const CRYPTOGRAPHY = [
  {
    name: "crypto",
    message: "F1: cryptography is in device/vault and the server's accounts, sync, audit and backup only.",
  },
];
const STORAGE = ["localStorage", "sessionStorage"].map((name) => ({
  name,
  message: "Nothing is kept in clear in browser storage: use the device's sealed store or its preferences.",
}));
const CACHES = [{ name: "caches", message: "Only the worker keeps files, and never an API answer." }];
/** Every global that opens a door, less those a folder holds the key to. */
function globals(...open: (readonly { readonly name: string }[])[]): Rules {
  const keys = new Set(open.flat().map((global) => global.name));
  const shut = [...NETWORK, ...DATABASE, ...CRYPTOGRAPHY, ...STORAGE, ...CACHES].filter(({ name }) => !keys.has(name));
  return { "no-restricted-globals": ["error", ...shut] };
}

/** H3: the lower rooms hear of time and chance as arguments, so that a replay gives the same bytes. */
const TIME_AND_CHANCE = [
  { object: "Date", property: "now", message: "H3: time arrives as an argument." },
  { object: "Math", property: "random", message: "H3: chance arrives as an argument." },
  { object: "performance", property: "now", message: "H3: time arrives as an argument." },
];
const SIDE_DOORS = [
  ...["globalThis", "window", "self"].flatMap((object) =>
    ["fetch", "indexedDB", "crypto", "localStorage", "sessionStorage", "caches"].map((property) => ({
      object,
      property,
      message: "F1: no way round the door.",
    })),
  ),
  { object: "navigator", property: "sendBeacon", message: "F1: the network is asked in device/transport only." },
];

const config: OxlintConfig = {
  plugins: ["typescript", "import", "unicorn", "oxc", "react", "jsx-a11y"],
  options: { typeAware: true },
  ignorePatterns: ["node_modules/**", "dist/**", "data/**", ".cache/**", "test/.out/**"],
  categories: { correctness: "error" },
  rules: {
    // H7: circles between files, of types too. Without ignoreTypes: false a circle of types passes.
    "import/no-cycle": ["error", { ignoreTypes: false }],
    // A room is left by static imports the walls can read; import("…").Type is one they cannot.
    "typescript/consistent-type-imports": ["error", { disallowTypeAnnotations: true }],
    // `any` switches the compiler off for everything it touches. Unknown is parsed at the edge (E2).
    "typescript/no-explicit-any": "error",
    // A forgotten await is how half a transaction is written and a refusal goes unheard.
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    "typescript/await-thenable": "error",
    // A switch over the kinds of a change that forgets one loses that change.
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    // Texts that go to a console are read by nobody and may name a child. The server has a log.
    "no-console": "error",
    // H5 and size: over 500 lines nobody reads a file whole.
    "max-lines": ["error", { max: 500, skipBlankLines: false, skipComments: false }],
    // Trusted Types forbids them at run time; here they fail before they ship.
    "react/no-danger": "error",
    "no-eval": "error",
    "no-new-func": "error",
    // Hooks called out of order read another hook's state.
    "react/rules-of-hooks": "error",
    // Typed text is told apart by what a person sees as one letter; where code splits it, it means code units.
    "typescript/no-misused-spread": "off",
    "react/exhaustive-deps": "error",
    // A double equals takes "" for 0 and null for undefined.
    eqeqeq: ["error", "always"],
    "no-var": "error",
    "prefer-const": "error",
    "no-debugger": "error",
    "no-restricted-properties": ["error", ...SIDE_DOORS],
    ...globals(),
    // Copying a set before calling its members is not useless: a listener may add another.
    "unicorn/no-useless-spread": "off",
    // It takes any JSON value for an object; the ledger's values are checked against their field first.
    "typescript/no-base-to-string": "off",
    // The compiler knows what a module exports, also one that the build makes ("?worker&url").
    "import/default": "off",
    // Control characters are named in patterns that refuse them.
    "no-control-regex": "off",
    // role="group" with a label is what a set of chips is; a fieldset would bring a legend and its own layout.
    "jsx-a11y/prefer-tag-over-role": "off",
    // A wide table scrolls inside a region, and a region that scrolls must be reached by the keyboard.
    "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["region"], tags: [] }],
    // What createX gives are closures, without `this`: they may be taken out by name.
    "typescript/unbound-method": "off",
  },
  overrides: [
    // H1, floor by floor. moment, lodash, recharts, exceljs, react-pdf and zod are not on any list: each would cost
    // a tablet 20 to 440 kB for what the platform, valibot or a page of our own code does.
    ...wall({ files: ["src/base/**"], rooms: [], because: "H1: base imports nothing." }),
    ...wall({ files: ["src/ledger/**"], rooms: ["#base/**"], because: "H1: ledger imports base only." }),
    ...wall({
      files: ["src/casework/**"],
      rooms: ["#ledger/**", "#base/**"],
      because: "H1: casework imports ledger and base only: no React, no storage, no wire.",
    }),
    ...wall({
      files: ["src/protocol/**"],
      rooms: ["#ledger/**", "#base/**"],
      packages: ["valibot"],
      because: "H1: protocol imports ledger, base and valibot only.",
    }),
    ...wall({
      files: ["src/device/**"],
      rooms: ["#protocol/**", "#ledger/**", "#base/**"],
      packages: ["valibot"],
      because: "H1, F1: device imports protocol, ledger and base; dexie only in store, cryptography only in vault.",
    }),
    ...wall({
      files: ["src/device/store/**"],
      rooms: ["#protocol/**", "#ledger/**", "#base/**"],
      packages: ["valibot", "dexie"],
      because: "F1: device/store imports dexie and the rooms below; cryptography is in vault.",
    }),
    ...wall({
      files: ["src/device/vault/**"],
      rooms: ["#protocol/**", "#ledger/**", "#base/**"],
      packages: ["valibot", "@noble/**", "hash-wasm"],
      because: "F1: device/vault imports cryptography and the rooms below; the database is in store.",
    }),
    ...wall({
      files: ["src/server/**"],
      rooms: ["#protocol/**", "#ledger/**", "#base/**"],
      packages: ["valibot", "fastify", "@fastify/**", "kysely", "node:**"],
      except: ["node:crypto"],
      because: "H1, H2: server imports protocol, ledger and base; casework is handed in by main.ts.",
    }),
    ...wall({
      files: ["src/server/storage/**"],
      rooms: ["#protocol/**", "#ledger/**", "#base/**"],
      packages: ["valibot", "kysely", "pg", "node:**"],
      except: ["node:crypto"],
      because: "H1, H2: server imports protocol, ledger and base; casework is handed in by main.ts.",
    }),
    ...wall({
      files: ["src/server/accounts/**", "src/server/sync/**", "src/server/audit/**", "src/server/backup/**"],
      rooms: ["#protocol/**", "#ledger/**", "#base/**"],
      packages: ["valibot", "kysely", "node:**", "@noble/**"],
      because: "H1, H2: server imports protocol, ledger and base; casework is handed in by main.ts.",
    }),
    ...wall({
      files: ["src/app/**"],
      rooms: ["#device/device.ts", "#casework/**", "#protocol/**", "#ledger/**", "#base/**"],
      packages: [
        "react",
        "react/**",
        "react-dom",
        "react-dom/**",
        "react-router",
        "lucide-react",
        "valibot",
        "papaparse",
        "workbox-window",
      ],
      because: "H2: app enters device by its door, device.ts, and imports no package that is not on its list.",
    }),
    ...wall({
      files: ["src/app/state/**"],
      rooms: ["#device/device.ts", "#casework/**", "#protocol/**", "#ledger/**", "#base/**"],
      packages: ["react", "zustand", "zustand/**"],
      because: "F2: app/state holds what may be lost on reload; records come from watch.",
    }),
    ...wall({
      files: ["src/app/online/**"],
      rooms: ["#device/device.ts", "#casework/**", "#protocol/**", "#ledger/**", "#base/**"],
      packages: ["react", "@tanstack/react-query", "valibot"],
      because: "F2: app/online asks what only a server can answer; records come from watch.",
    }),
    ...wall({
      files: ["src/worker/**"],
      rooms: [],
      packages: ["workbox-precaching", "workbox-precaching/**", "workbox-core/**"],
      because: "H1: the worker imports no room: it sees no record and no key.",
    }),
    {
      // The root of the app, in its two halves, hands the schema and the browser's ports to the device.
      files: ["src/app/main.tsx", "src/app/make-device.ts"],
      rules: imports({
        rooms: ["#device/**", "#casework/**", "#protocol/**", "#ledger/**", "#base/**"],
        packages: ["react", "react/**", "react-dom", "react-dom/**", "react-router"],
        because: "H2: the root of the app imports rooms below app, React and the router.",
      }),
    },
    {
      // The root of the server hands the schema in.
      files: [...SERVER_ROOTS],
      rules: {
        ...imports({
          rooms: ["#casework/**", "#protocol/**", "#ledger/**", "#base/**"],
          packages: ["node:**", "fastify", "@fastify/**", "kysely", "valibot"],
          because: "H2: the server's root imports rooms below server, Node and the server's own packages.",
        }),
        ...globals(CRYPTOGRAPHY),
      },
    },
    { files: ["src/device/transport/**", "src/app/online/**"], rules: globals(NETWORK) },
    { files: ["src/device/store/**"], rules: globals(DATABASE) },
    {
      files: [
        "src/device/vault/**",
        "src/server/accounts/**",
        "src/server/sync/**",
        "src/server/audit/**",
        "src/server/backup/**",
        "src/app/main.tsx",
      ],
      rules: globals(CRYPTOGRAPHY),
    },
    { files: ["src/worker/**"], rules: globals(NETWORK, CACHES) },
    {
      files: ["src/base/**", "src/ledger/**", "src/casework/**", "src/protocol/**", "src/device/**", "src/server/**"],
      rules: { "no-restricted-properties": ["error", ...SIDE_DOORS, ...TIME_AND_CHANCE] },
    },
    {
      // The roots are where time and chance come from.
      files: [...SERVER_ROOTS],
      rules: { "no-restricted-properties": ["error", ...SIDE_DOORS], "no-console": "off" },
    },
    {
      // Tests and tools stand outside the house and may open any door.
      files: ["test/**", "**/*.test.ts", "**/*.test.tsx", "vite.config.ts", ".oxlint.config.ts"],
      rules: {
        "no-restricted-globals": "off",
        "no-restricted-properties": "off",
        "no-console": "off",
        // No component stands here; a function may be called `use`.
        "react/rules-of-hooks": "off",
      },
    },
    {
      files: ["test/**", "**/*.test.ts", "**/*.test.tsx"],
      plugins: ["typescript", "import", "unicorn", "oxc", "react", "jsx-a11y", "vitest"],
      rules: {
        // No skipped and no lonely tests on the main branch.
        "vitest/no-disabled-tests": "error",
        "vitest/no-focused-tests": "error",
        // Sorting the words a test expects needs no order of its own.
        "typescript/require-array-sort-compare": "off",
      },
    },
  ],
};

export default config;
