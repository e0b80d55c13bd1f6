import type { Page } from "@playwright/test";
import { demoPassword } from "#server/demo/cast.ts";
import { beside } from "#tests/support/escalations.ts";
import { freePort, startPortal } from "#tests/support/running-portal.ts";
import { completeLessons } from "#tests/support/training.ts";
import { addDevice } from "./device.ts";
import { test as shared } from "./own-portal.ts";
import { expect, signInByForm } from "./portal.ts";

/** Browsers make passkeys for a name, and not for an address in numbers. */
const test = shared.extend<object, { portal: Awaited<ReturnType<typeof startPortal>> }>({
  portal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const port = String(await freePort());
      const url = `http://localhost:${port}`;
      const portal = await startPortal({ PORT: port, PUBLIC_URL: url });
      await use({ ...portal, url });
      await portal.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.use({ story: "passkey" });

async function makePasskey(page: Page, name: string) {
  await page.goto("/account/second-factor");
  await page.getByRole("link", { name: "Make a passkey" }).click();
  await page.getByLabel("A name for it").fill(name);
  await page.getByLabel("Your password").fill(demoPassword);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Make the passkey" }).click();
}

test("somebody makes a passkey, signs in with it alone, and removes it @script", async ({
  page,
}) => {
  await addDevice(page);
  await signInByForm(page, "1006");
  await makePasskey(page, "Phone");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("status")).toContainText("Your second step is set up.");
  await expect(page.getByText("Passkey “Phone”")).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/sign-in?to=/account/second-factor");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText(/last used .* \(today\)/)).toBeVisible();

  await page.getByRole("link", { name: /^Remove.*Phone/ }).click();
  await page.getByRole("button", { name: "Use a passkey instead of the password" }).click();
  await expect(page.getByText("It is removed, and opens nothing any more.")).toBeVisible();
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveTitle("Error: Sign in with a passkey");
  await expect(page.getByText("Perhaps this device has none of yours")).toContainText(
    "sign in with your password",
  );
});

test("after the password a passkey is the second step, and only with a finger @script", async ({
  page,
}) => {
  const device = await addDevice(page);
  await signInByForm(page, "1005");
  await makePasskey(page, "Computer");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await page.context().clearCookies();
  await signInByForm(page, "1005");
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();

  await page.context().clearCookies();
  await signInByForm(page, "1005");
  await device.showsNoFinger();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("alert")).toHaveText(/Nothing was done/);
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
});

test("a wrong password, or no name, is said before the device makes a passkey @script", async ({
  page,
}) => {
  const device = await addDevice(page);
  await signInByForm(page, "1008");
  await page.goto("/account/second-factor/passkey");
  await page.getByLabel("Your password").fill(demoPassword);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("A name for it").fill("Phone");
  await page.getByLabel("Your password").fill("a wrong password");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("This password is wrong").first()).toBeVisible();
  await expect(page.getByLabel("A name for it")).toHaveValue("Phone");
  expect(await device.keeps()).toBe(0);
  await page.getByLabel("Your password").fill(demoPassword);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Now your device makes the passkey “Phone”")).toBeVisible();
  await page.getByRole("button", { name: "Make the passkey" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  expect(await device.keeps()).toBe(1);
});

test("whoever signed in with a passkey acknowledges with it @script", async ({ page, portal }) => {
  await addDevice(page);
  await beside(portal, async (city) => completeLessons(await city.viewer("1007"), city.portal));
  await signInByForm(page, "1007");
  await makePasskey(page, "Phone");
  await page.getByRole("link", { name: "I have them: go on" }).click();
  await page.context().clearCookies();
  await page.goto("/sign-in?to=/acknowledge");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByLabel("I confirm this statement").check();
  await page.getByLabel("Your full name").fill("Dale Kozak");
  await page.getByRole("button", { name: "Acknowledge with a passkey" }).click();
  await expect(page).toHaveURL(/\/receipts\/R-/);
  await expect(page.getByText("signed in, and a passkey shown again")).toBeVisible();
});

test("without JavaScript, or with a browser that knows no passkeys, a page says in a sentence what to do instead", async ({
  browser,
  portal,
}) => {
  const look = async (page: Page, sentence: RegExp, other: RegExp) => {
    await page.goto(`${portal.url}/sign-in`);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeHidden();
    await signInByForm(page, "1004");
    await page.goto(`${portal.url}/account/second-factor/passkey`);
    await expect(page.getByText(sentence)).toHaveText(/: set up an app for codes\.$/);
    await expect(page.getByText(other)).toBeHidden();
    await expect(page.getByLabel("A name for it")).toBeHidden();
    await page.getByRole("link", { name: "set up an app for codes" }).click();
    await expect(page.getByRole("button", { name: "Set up an app" })).toBeVisible();
  };
  const baseURL = portal.url;
  const off = await browser.newPage({ javaScriptEnabled: false, baseURL });
  await look(off, /Passkeys need JavaScript/, /knows no passkeys/);
  await off.close();
  if (test.info().project.use.javaScriptEnabled === false) return;
  const old = await browser.newPage({ baseURL });
  await old.addInitScript("delete window.PublicKeyCredential");
  await look(old, /This browser knows no passkeys/, /Passkeys need JavaScript/);
  await old.close();
});
