import { spawnSync } from "node:child_process";

/**
 * Installs packages of Debian that the tests use. Whoever may not is told the one command to run, and the tests
 * stop: they are never passed over.
 */
export function installFromDebian(what: string, packages: string[]): void {
  if (process.getuid?.() !== 0) {
    console.error(
      `The tests need ${what}, and there is none. Run this once as root, then try again:\n\n` +
        `  apt-get update && apt-get install --yes ${packages.join(" ")}\n`,
    );
    process.exit(1);
  }
  console.log(`Installing ${what}…`);
  for (const step of [["update"], ["install", "--yes", "--no-install-recommends", ...packages]]) {
    const done = spawnSync("apt-get", ["--quiet=2", ...step], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (done.status !== 0) process.exit(done.status ?? 1);
  }
}
