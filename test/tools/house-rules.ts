// The rules of the house that neither the compiler nor the linter can say: names, sizes, what a file may contain.
// Pure: texts in, faults out. `check-house.ts` runs it over the tree, test/contracts/walls.test.ts over planted faults.

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Fault {
  readonly path: string;
  readonly line?: number;
  readonly rule: string;
  readonly words: string;
}

const MOST_LINES = 500;
const MOST_DEPENDENCIES = 29;
const CODE = /\.(ts|tsx|css|html)$/;

/** All faults in these files, in their order. */
export function houseFaults(files: readonly SourceFile[]): readonly Fault[] {
  return files.flatMap((file) => [
    ...namesAndSizes(file),
    ...machineTraces(file),
    ...(file.path.startsWith("src/") && /\.tsx?$/.test(file.path) ? sourceFaults(file) : []),
    ...(isTest(file.path) ? testFaults(file) : []),
    ...(file.path === "package.json" ? packageFaults(file) : []),
    ...(file.path === "package-lock.json" ? lockFaults(file) : []),
  ]);
}

function namesAndSizes({ path, text }: SourceFile): readonly Fault[] {
  const faults: Fault[] = [];
  const name = path.slice(path.lastIndexOf("/") + 1);
  const inTree = path.startsWith("src/") || path.startsWith("test/");
  if (inTree && /^(index|utils?|helpers?|common|shared|types|constants)\.(tsx?|css)$/.test(name))
    faults.push({
      path,
      rule: "H5",
      words: "A file is named after its one main export; a helper lives with its noun.",
    });
  if (inTree && /(^|\/)(utils?|helpers?|common|shared)\//.test(path))
    faults.push({ path, rule: "H5", words: "A folder is named after what it is about." });
  // A second name says what kind of file it is: board.module.css, merge.property.test.ts, store.contract.ts.
  if (inTree && CODE.test(name) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+){0,2}\.[a-z]+$/.test(name))
    faults.push({ path, rule: "names", words: "Files are named in kebab-case." });
  const lines = text.split("\n").length - 1;
  if (CODE.test(name) && lines > MOST_LINES)
    faults.push({ path, rule: "size", words: `${lines} lines: none has more than ${MOST_LINES}.` });
  return faults;
}

/** Nothing of the machine a file was written on: a clone elsewhere must not need it. */
function machineTraces({ path, text }: SourceFile): readonly Fault[] {
  // Written in pieces, so that this file does not hold what it looks for.
  const places = new RegExp(`(?<![\\w/.])/(${["work", "root", "home", "Users"].join("|")})/[\\w.-]`);
  const hosts = new RegExp(["registry\\.", "npmjs\\.org", "artifactory", "verdaccio"].join("|"), "i");
  return linesOf(text).flatMap(({ line, number }) => [
    ...(places.test(line)
      ? [{ path, line: number, rule: "machine", words: "A path of somebody's machine stands here." }]
      : []),
    ...(path !== "test/tools/house-rules.ts" && hosts.test(line)
      ? [{ path, line: number, rule: "machine", words: "The address of a package registry stands here." }]
      : []),
  ]);
}

function sourceFaults({ path, text }: SourceFile): readonly Fault[] {
  const isRoot = path === "src/app/main.tsx" || /^src\/server\/(main|start|back-up|restore)\.ts$/.test(path);
  const free = isRoot || path.startsWith("src/worker/") || isTest(path);
  return linesOf(text).flatMap(({ line, number }) => {
    const faults: Fault[] = [];
    const fault = (rule: string, words: string) => faults.push({ path, line: number, rule, words });
    if (/^export\s+(type\s+)?\*|^export\b.*\bfrom "#/.test(line))
      fault("H5", "A barrel: import from the file that holds it.");
    if (!free && /^(export\s+)?(let|var)\s/.test(line))
      fault("H4", "State of a module: two devices in one process would share it. Write createX(deps).");
    if (!free && /^(export\s+)?const\s+\w+(:[^=]+)?\s*=\s*new (Map|Set|WeakMap|WeakSet|Array)(<[^(]*>)?\(\)/.test(line))
      fault("H4", "An empty collection of a module is state: it will be filled. Write createX(deps).");
    if (!isTest(path) && /NODE_ENV|\bVITEST\b|import\.meta\.(vitest|env\.MODE)|__TEST__/.test(line))
      fault("H6", "Production code never asks whether it is under test.");
    if (/(@ts-ignore|@ts-nocheck|oxlint-disable|eslint-disable)(?!.* -- )/.test(line))
      fault("silence", "A rule is switched off only with its reason, after --.");
    return faults;
  });
}

function testFaults({ path, text }: SourceFile): readonly Fault[] {
  const skipped = new RegExp(
    `\\b(test|it|describe)\\.(${["skip", "only", "todo", "fails", "skipIf", "runIf"].join("|")})\\b`,
  );
  const mocked = new RegExp(`\\bvi\\.(${["mock", "doMock"].join("|")})\\(`);
  return linesOf(text).flatMap(({ line, number }) => [
    ...(skipped.test(line) ? [{ path, line: number, rule: "tests", words: "No test is skipped, lonely or due." }] : []),
    ...(mocked.test(line)
      ? [{ path, line: number, rule: "tests", words: "Our own code is not mocked: hand in a port." }]
      : []),
  ]);
}

function packageFaults({ path, text }: SourceFile): readonly Fault[] {
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
  const faults: Fault[] = [];
  const count = Object.keys(dependencies).length;
  if (count > MOST_DEPENDENCIES)
    faults.push({ path, rule: "packages", words: `${count} run-time packages: fewer than ${MOST_DEPENDENCIES + 1}.` });
  for (const name of ["moment", "lodash", "recharts", "exceljs", "@react-pdf/renderer", "react-pdf", "zod"]) {
    if (name in dependencies)
      faults.push({ path, rule: "packages", words: `${name} costs a tablet more than it gives.` });
  }
  return faults;
}

/** An address in the lock would send every clone to one registry. */
function lockFaults({ path, text }: SourceFile): readonly Fault[] {
  return linesOf(text).flatMap(({ line, number }) =>
    /"resolved":\s*"https?:/.test(line)
      ? [
          {
            path,
            line: number,
            rule: "machine",
            words: "The lock names a registry: set omit-lockfile-registry-resolved.",
          },
        ]
      : [],
  );
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

function linesOf(text: string): readonly { readonly line: string; readonly number: number }[] {
  return text.split("\n").map((line, index) => ({ line, number: index + 1 }));
}
