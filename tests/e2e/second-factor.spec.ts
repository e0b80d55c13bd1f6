import type { Page } from "@playwright/test";
import { Secret } from "otpauth";
import { demoPassword } from "#server/demo/cast.ts";
import { codeOf } from "#tests/support/code-of.ts";
import { test } from "./own-portal.ts";
import { expect, signInByForm } from "./portal.ts";

test.use({ story: "second-factor" });

/** Each code is used once: the next one is that of the phone half a minute later. */
const phones = new Map<string, { secret: Uint8Array; step: number }>();

function codeOn(phone: string): string {
  const app = phones.get(phone);
  if (!app) throw new Error(`There is no app on ${phone}.`);
  const now = Math.floor(Date.now() / 30_000);
  app.step = Math.max(app.step + 1, now - 1);
  return codeOf(app.secret, new Date(app.step * 30_000));
}

/** Sets up an app from the account page, as its owner does; answers the recovery codes. */
async function setUpApp(page: Page, phone: string): Promise<string[]> {
  await page.goto("/account");
  await page.getByRole("link", { name: "Set one up" }).click();
  await page.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByRole("img", { name: "QR code with the key for your app" })).toBeVisible();
  const key = (await page.locator(".app-key").textContent()) ?? "";
  phones.set(phone, { secret: Secret.fromBase32(key.replaceAll(" ", "")).bytes, step: 0 });
  await page.getByLabel("Code", { exact: true }).fill(codeOn(phone));
  await page.getByLabel("Your password").fill(demoPassword);
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  const codes = await page.locator(".recovery-codes li").allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole("link", { name: "I have them: go on" }).click();
  return codes;
}

test("somebody sets up an app, and signs in with its code, then with a recovery code", async ({
  page,
}) => {
  const someone = "1007";
  await signInByForm(page, someone);
  const [recoveryCode = ""] = await setUpApp(page, someone);

  await page.context().clearCookies();
  await signInByForm(page, someone);
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
  await page.goto("/training");
  await expect(page).toHaveURL(/\/sign-in\/second-factor\?to=%2Ftraining$/);
  await page.getByLabel("Code", { exact: true }).fill("000 000");
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByText(/check that the phone sets its clock/).first()).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(codeOn(someone));
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await expect(page).toHaveURL(/\/training$/);

  await page.context().clearCookies();
  await signInByForm(page, someone);
  await page.getByText("Use a recovery code").click();
  await page.getByLabel("Recovery code").fill(recoveryCode);
  await page.getByRole("button", { name: "Go on with the recovery code" }).click();
  await expect(page.getByText("You used a recovery code. 9 are left.")).toBeVisible();
});

test("who handles cases loses the second step, and gets a new one only when a second person confirms it", async ({
  page,
}) => {
  await signInByForm(page, "1014");
  await setUpApp(page, "1014");

  await page.context().clearCookies();
  await signInByForm(page, "1012");
  await page.goto("/admin/1014");
  await page.getByRole("link", { name: "Reset the second step" }).click();
  await page.getByRole("button", { name: "Ask for confirmation" }).click();
  await expect(page.getByText(/It waits until somebody else/)).toBeVisible();

  await page.context().clearCookies();
  await signInByForm(page, "1001");
  await page.getByRole("link", { name: "See what waits" }).click();
  await page.getByRole("link", { name: "Joanne Settee" }).click();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(
    page.getByRole("definition").getByText(/^Confirmed .* by Sam Whitford$/),
  ).toBeVisible();

  await page.context().clearCookies();
  await signInByForm(page, "1014");
  await expect(page.getByRole("heading", { name: "Hello, Joanne" })).toBeVisible();
});
