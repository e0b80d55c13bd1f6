import { existsSync } from "node:fs";
import { chromium } from "playwright";

/** Where Chromium may be: Playwright's own, where one was installed, or the system's. */
const places = () => [
  process.env.CHROMIUM ?? "",
  chromium.executablePath(),
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser the tests drive, or undefined when there is none. */
export function findBrowser(): string | undefined {
  return places().find((place) => place && existsSync(place));
}

/** A browser that keeps to itself: no look-ups of its own, no sandbox where root would need one. */
export const browserArguments = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
