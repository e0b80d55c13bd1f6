import { expect, type Page } from "@playwright/test";
import { Secret } from "otpauth";
import { demoPassword } from "#server/demo/cast.ts";
import { codeOf } from "#tests/support/code-of.ts";

/** An app for codes on somebody's phone. Each code is used once: the next one is that of half a minute later. */
export type Phone = { nextCode: () => string };

/** Reads the key from the page that sets up an app, as a camera would. */
export async function readKey(page: Page): Promise<Phone> {
  await expect(page.getByRole("img", { name: "QR code with the key for your app" })).toBeVisible();
  const key = (await page.locator(".app-key").textContent()) ?? "";
  const secret = Secret.fromBase32(key.replaceAll(" ", "")).bytes;
  let step = 0;
  return {
    nextCode() {
      step = Math.max(step + 1, Math.floor(Date.now() / 30_000) - 1);
      return codeOf(secret, new Date(step * 30_000));
    },
  };
}

/** Sets up an app from the account page, as its owner does; answers the phone and the recovery codes. */
export async function setUpApp(page: Page): Promise<{ phone: Phone; recoveryCodes: string[] }> {
  await page.goto("/account");
  await page.getByRole("link", { name: "Set one up" }).click();
  await page.getByRole("button", { name: "Set up an app" }).click();
  const phone = await readKey(page);
  await page.getByLabel("Code", { exact: true }).fill(phone.nextCode());
  await page.getByLabel("Your password").fill(demoPassword);
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  const recoveryCodes = await page.locator(".recovery-codes li").allTextContents();
  expect(recoveryCodes).toHaveLength(10);
  await page.getByRole("link", { name: "I have them: go on" }).click();
  return { phone, recoveryCodes };
}
