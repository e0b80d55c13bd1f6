import type { Browser } from "@playwright/test";

/** Opens a file from disk in a browser that has no network, and checks it with these keys. */
export async function check(browser: Browser, path: string, keys: string) {
  const context = await browser.newContext({ offline: true, javaScriptEnabled: true });
  const page = await context.newPage();
  await page.goto(`file://${path}`);
  await page.getByLabel("Or paste the public keys").fill(keys);
  await page.getByRole("button", { name: "Check" }).click();
  const verdict = page.locator("#verdict.verified, #verdict.refused");
  await verdict.waitFor();
  const words = await verdict.innerText();
  return { page, words, close: () => context.close() };
}
