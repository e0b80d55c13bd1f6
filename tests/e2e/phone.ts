import { expect, type Page } from "@playwright/test";
import { Secret } from "otpauth";
import { codeOf } from "#app/auth/second-factor/totp.ts";

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
