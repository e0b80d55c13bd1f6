import type { Page } from "@playwright/test";
import { demoPassword } from "#server/demo/cast.ts";
import { freePort, startPortal } from "#tests/support/running-portal.ts";
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

/** A device of the browser's own that asks for a finger and gets one, until it is told not to. */
async function addDevice(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal" },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      automaticPresenceSimulation: true,
    },
  });
  return {
    showsNoFinger: () =>
      devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
  };
}

async function makePasskey(page: Page, name: string) {
  await page.goto("/account/second-factor");
  await page.getByRole("link", { name: "Make a passkey" }).click();
  await page.getByLabel("A name for it").fill(name);
  await page.getByLabel("Your password").fill(demoPassword);
  await page.getByRole("button", { name: "Make the passkey" }).click();
}

test("somebody makes a passkey, signs in with it alone, and removes it @script", async ({
  page,
}) => {
  await addDevice(page);
  await signInByForm(page, "1006");
  await makePasskey(page, "Phone");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await page.getByRole("link", { name: "I have them: go on" }).click();
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

test("without JavaScript the page says what works without", async ({ browser, portal }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${portal.url}/sign-in`);
  await expect(page.getByText(/Passkeys need JavaScript/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeHidden();
  await page.close();
});
