// Which Firefox and which WebKit the tests run in besides Chromium, and how to come by them. Looking never installs;
// `ensureEngine` does. An engine that is not here is told by name: it never counts as a pass.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { aptInstall } from "./apt-install.ts";
import { findProgram, firstExecutable, toldProgram } from "./find-program.ts";

export type EngineName = "firefox" | "webkit";

export interface Engine {
  readonly name: EngineName;
  readonly program: string;
  /** The X server that gives it a screen nobody sees, where it cannot do without. */
  readonly display?: string;
}
type Found = Omit<Engine, "name">;

export interface NoEngine {
  /** A sentence: what is not here, and what to do. */
  readonly missing: string;
  /** Nothing on this machine could have changed it. */
  readonly unreachable: boolean;
}

interface Way {
  readonly title: string;
  readonly packages: readonly string[];
  readonly variable: string;
  readonly look: () => Found | undefined;
}

const ways: { readonly [name in EngineName]: Way } = {
  firefox: {
    title: "Firefox",
    packages: ["firefox-esr"],
    variable: "FIREFOX_PATH",
    look() {
      const program =
        toldProgram("FIREFOX_PATH") ??
        findProgram(["firefox-esr", "firefox"]) ??
        firstExecutable(["/Applications/Firefox.app/Contents/MacOS/firefox"]);
      return program === undefined ? undefined : { program };
    },
  },
  webkit: {
    title: "WebKitGTK",
    // The first brings the small browser, and what drives it.
    packages: ["webkit2gtk-driver", "xvfb"],
    variable: "WEBKIT_PATH",
    look() {
      const program = toldProgram("WEBKIT_PATH") ?? firstExecutable(placesOfMiniBrowser());
      const display = findProgram(["Xvfb"]);
      return program === undefined || display === undefined ? undefined : { program, display };
    },
  },
};

/** The engine, if it is on this machine. WEBKIT_PATH and FIREFOX_PATH name another program. */
export function findEngine(name: EngineName): Engine | undefined {
  const found = ways[name].look();
  return found === undefined ? undefined : { name, ...found };
}

/** Finds it, or installs it where the tests may. */
export function ensureEngine(name: EngineName): Engine | NoEngine {
  const found = findEngine(name);
  if (found !== undefined) return found;
  const { title, packages, variable } = ways[name];
  const came = aptInstall(packages);
  const installed = findEngine(name);
  if (installed !== undefined) return installed;
  const why = {
    installed: "what was installed holds none",
    "not allowed": "may not be installed from here",
    unreachable: "apt-get cannot reach its service",
    failed: "apt-get could not install it",
  }[came];
  const todo = `apt-get install ${packages.join(" ")}, or set ${variable}`;
  return { missing: `${title} is not here (${why}): ${todo}`, unreachable: came === "unreachable" };
}

/** MiniBrowser stands beside the library, not in PATH: each distribution has its own place for that. */
function placesOfMiniBrowser(): readonly string[] {
  const libraries = ["/usr/lib", "/usr/lib64", "/usr/libexec"].flatMap((folder) => [folder, ...foldersIn(folder)]);
  return libraries
    .flatMap((folder) => ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map((build) => join(folder, build)))
    .map((folder) => join(folder, "MiniBrowser"));
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith("-linux-gnu"))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
