// Installs packages of Debian where the tests may: as root, or on a build machine by a sudo that asks for nothing.

import { spawnSync } from "node:child_process";

/** `unreachable`: its service does not answer, so nobody here can install anything. */
export type AptOutcome = "installed" | "not allowed" | "unreachable" | "failed";

const MINUTES = 60_000;

export function aptInstall(packages: readonly string[]): AptOutcome {
  const before = asRoot();
  if (before === undefined || !run([...before, "apt-get", "--version"], 1).ok) return "not allowed";
  const apt = [...before, "apt-get"];
  const install = [...apt, "install", "-y", "--no-install-recommends", ...packages];
  if (run(install, 10).ok) return "installed";
  // Told of every list that did not come; without this it says that all is well.
  const updated = run([...apt, "update", "-o", "APT::Update::Error-Mode=any"], 5);
  const second = run(install, 10);
  if (second.ok) return "installed";
  return !updated.ok || /Unable to fetch|Failed to fetch|Could not (resolve|connect)/.test(second.said)
    ? "unreachable"
    : "failed";
}

/** What to put before a command. Nobody's own machine is changed by a sudo they did not type. */
function asRoot(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const sudo = ["sudo", "-n"];
  return process.env.CI && run([...sudo, "true"], 1).ok ? sudo : undefined;
}

function run(
  [program = "", ...args]: readonly string[],
  minutes: number,
): { readonly ok: boolean; readonly said: string } {
  const { status, stderr } = spawnSync(program, args, {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
    timeout: minutes * MINUTES,
  });
  return { ok: status === 0, said: stderr ?? "" };
}
