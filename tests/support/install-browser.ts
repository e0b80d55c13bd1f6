import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser.ts";

/** The first step of `npm test`: a browser, installed from Debian's packages where there is none yet. */
if (!findBrowser()) {
  if (process.getuid?.() !== 0) {
    console.error(
      "The browser tests need Chromium, and there is none. Run this once as root, then try again:\n\n" +
        "  apt-get update && apt-get install --yes chromium\n",
    );
    process.exit(1);
  }
  console.log("Installing Chromium…");
  for (const step of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]]) {
    const done = spawnSync("apt-get", ["--quiet=2", ...step], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (done.status !== 0) process.exit(done.status ?? 1);
  }
}
