import { defineConfig } from "@playwright/test";
import { browserArguments, findBrowser } from "./tests/support/browser.ts";

const phone = { width: 390, height: 844 };

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "tests/support/first-start.ts",
  fullyParallel: false,
  workers: 2,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  // On a busy machine a browser can stumble; what passes the second time only is named as flaky.
  retries: 1,
  use: {
    actionTimeout: 60_000,
    viewport: phone,
    locale: "en-CA",
    timezoneId: "America/Winnipeg",
    launchOptions: {
      args: browserArguments,
      ...(findBrowser() ? { executablePath: findBrowser() } : {}),
    },
  },
  projects: [
    { name: "with JavaScript" },
    { name: "without JavaScript", use: { javaScriptEnabled: false }, grepInvert: /@script/ },
  ],
});
