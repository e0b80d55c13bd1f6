import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { beside } from "#tests/support/escalations.ts";
import { type IdentityProvider, startIdentityProvider } from "#tests/support/identity-provider.ts";
import { startPortal } from "#tests/support/running-portal.ts";
import { completeLessons } from "#tests/support/training.ts";
import { test as shared, signInByForm } from "./portal.ts";

const { expect } = shared;

const test = shared.extend<object, { there: IdentityProvider }>({
  there: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const there = await startIdentityProvider();
      await use(there);
      await there.stop();
    },
    { scope: "worker" },
  ],
  portal: [
    async ({ there }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "signpost-providers-"));
      const file = join(folder, "providers.yaml");
      await writeFile(
        file,
        `providers:
  - id: city
    label: City account
    issuer: ${there.issuer}
    client-id: signpost
    people: { by: employee-number, claim: employee_number }
    passwords: off
`,
      );
      const portal = await startPortal({ PROVIDERS_FILE: file, PROVIDER_CITY_SECRET: "a-secret" });
      there.allow(portal.url);
      await use(portal);
      await portal.stop();
      await rm(folder, { recursive: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.use({ story: "citys-own-sign-in" });

const hasScript = () => test.info().project.use.javaScriptEnabled !== false;

/** As another person than before, a provider without script asks for one button more. */
async function signInThere(page: Page, as: string, isOther = false) {
  await page.getByPlaceholder("Enter any login").fill(as);
  await page.getByPlaceholder("and password").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
  if (isOther && !hasScript()) await page.getByRole("button", { name: "Continue" }).click();
}

/** Axe is a script itself. */
async function lookAt(page: Page) {
  if (!hasScript()) return;
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
}

test("an employee signs in with the account of the City, lands where they wanted, and signs out here and there", async ({
  page,
}) => {
  await page.goto("/receipts");
  await lookAt(page);
  await page.getByRole("link", { name: "Sign in with City account" }).click();
  await signInThere(page, "mara");
  await expect(page).toHaveURL(/\/receipts$/);

  await page.goto("/account");
  await expect(page.getByText("City account, linked")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Change your password" })).toHaveCount(0);
  await lookAt(page);

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "You are signed out here" })).toBeVisible();
  await lookAt(page);
  await page.getByRole("link", { name: "Sign out of City account too" }).click();
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();

  await page.goto("/sign-in/with/city");
  await expect(page.getByPlaceholder("Enter any login")).toBeVisible();

  await signInByForm(page, "1006");
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByText(/^Your password no longer counts/).first()).toBeVisible();
});

test("acknowledging asks for a sign-in anew there, and coming back records it", async ({
  page,
  portal,
}) => {
  await beside(portal, async (city) => completeLessons(await city.viewer("1007"), city.portal));
  await page.goto("/sign-in/with/city?to=/acknowledge");
  await signInThere(page, "dale");
  await page.getByLabel("I confirm this statement").check();
  await page.getByLabel("Your full name").fill("Dale K.");
  await expect(page.getByLabel("Your password, once more")).toHaveCount(0);
  await page.getByRole("button", { name: "Go on" }).click();

  await expect(page.getByRole("heading", { name: "Show who you are" })).toBeVisible();
  await expect(page.getByText("Dale K.")).toBeVisible();
  await lookAt(page);
  await page.getByRole("link", { name: /Go on with City account/ }).click();

  // Somebody else, at the same desk, which ends the first one's session there and so here: nothing is recorded, and
  // nothing is lost.
  await signInThere(page, "mara", true);
  await expect(page.getByText("You were signed out here meanwhile")).toBeVisible();
  await lookAt(page);
  await page.getByRole("link", { name: "Sign in with City account" }).click();
  await signInThere(page, "dale", true);
  await expect(page.getByText("Dale K.")).toBeVisible();
  await page.getByRole("link", { name: /Go on with City account/ }).click();

  await signInThere(page, "dale");
  await expect(
    page.getByRole("heading", { name: "Your acknowledgement is recorded" }),
  ).toBeVisible();
  await expect(page.getByText("Dale K.")).toBeVisible();
  await expect(page.getByText(/signed in anew with City account, /)).toBeVisible();
});

test("without a password, a second step is set up after a sign-in anew there", async ({ page }) => {
  await page.goto("/sign-in/with/city?to=/account/second-factor");
  await signInThere(page, "dale");
  await page.getByRole("button", { name: "Set up an app" }).click();
  await lookAt(page);
  await expect(page.locator("input[name=password]")).toHaveCount(0);
  await page.getByRole("link", { name: "Show who you are with City account" }).click();
  await signInThere(page, "dale");

  await expect(page).toHaveURL(/\/account\/second-factor\/app$/);
  await expect(page.locator("input[name=code]")).toBeVisible();
  await expect(page.locator("input[name=password]")).toHaveCount(0);
  await lookAt(page);
});

test("an administrator ends a link, and its sessions with it", async ({
  page,
  browser,
  portal,
}) => {
  await page.goto("/sign-in/with/city?to=/receipts");
  await signInThere(page, "mara");
  await expect(page).toHaveURL(/\/receipts$/);
  const another = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: hasScript() });
  const desk = await another.newPage();
  await signInByForm(desk, "1012");
  await expect(desk).toHaveURL(`${portal.url}/`);
  await desk.goto("/admin/1006");
  await lookAt(desk);
  await desk.getByRole("link", { name: /^End the link/ }).click();
  await expect(desk.getByText("This is final")).toBeVisible();
  await lookAt(desk);
  await desk.getByRole("button", { name: "End the link" }).click();
  await expect(desk.getByText("The link to City account is ended.")).toBeVisible();
  await expect(desk.getByRole("link", { name: /End the link/ })).toHaveCount(0);
  await another.close();

  await page.goto("/receipts");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("whoever the City's list does not have is told whom to ask, and can still choose another way", async ({
  page,
}) => {
  await page.goto("/sign-in/with/city");
  await signInThere(page, "stranger");
  await expect(page.getByText("Ask Human Resources to compare the two")).toBeVisible();
  await lookAt(page);
  // The provider asks anew, and does not send them back with the same account.
  await page.getByRole("link", { name: "Try City account again" }).click();
  await signInThere(page, "gord", true);
  await expect(page.getByText("your work has ended")).toBeVisible();
  await page.getByRole("link", { name: "Other ways to sign in" }).click();
  await signInByForm(page, "1004");
  await expect(page.getByRole("link", { name: "My people" }).first()).toBeVisible();
});

test("whoever signs out there is signed out here, where they came by that sign-in alone", async ({
  page,
  browser,
  portal,
  there,
}) => {
  await page.goto("/sign-in/with/city?to=/receipts");
  await signInThere(page, "dale");
  await expect(page).toHaveURL(/\/receipts$/);
  const another = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: hasScript() });
  const phone = await another.newPage();
  await phone.goto("/sign-in/with/city?to=/receipts");
  await signInThere(phone, "dale");
  await expect(phone).toHaveURL(/\/receipts$/);

  await page.goto(`${there.issuer}/session/end`);
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await expect(page.getByText("Sign-out Success")).toBeVisible();

  await page.goto("/receipts");
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await phone.goto("/receipts");
  await expect(phone).toHaveURL(/\/receipts$/);
  await another.close();
});

test("somebody links their account on their own page, and whoever confirms a role for them sees how they sign in", async ({
  page,
  browser,
  portal,
}) => {
  await signInByForm(page, "1005");
  await expect(page).toHaveURL(`${portal.url}/`);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Change your password" })).toBeVisible();
  await lookAt(page);
  await page.getByRole("link", { name: "Link your City account" }).click();
  await signInThere(page, "nadia");
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText("City account, linked")).toBeVisible();
  await expect(page.getByText("None is needed: you sign in with")).toBeVisible();
  await lookAt(page);

  const another = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: hasScript() });
  const desk = await another.newPage();
  await signInByForm(desk, "1012");
  await expect(desk).toHaveURL(`${portal.url}/`);
  await desk.goto("/admin/1005/set-up-code");
  await expect(desk.getByText("No code is needed")).toBeVisible();
  await expect(desk.getByRole("button", { name: "Make the code" })).toHaveCount(0);
  await desk.goto("/admin/1005");
  await desk.getByLabel("Human Resources, cases").check();
  await desk.getByRole("button", { name: "Grant the role" }).click();
  await expect(desk.getByText("asked for.")).toBeVisible();
  await another.clearCookies();

  await signInByForm(desk, "1001");
  await expect(desk).toHaveURL(`${portal.url}/`);
  await desk.goto("/grants");
  await desk.locator("main a[href^='/grants/']").first().click();
  await expect(desk.getByRole("heading", { name: "How Nadia Petryk signs in" })).toBeVisible();
  await expect(desk.getByText("Linked by themselves")).toBeVisible();
  await expect(desk.getByText("Does not count at present; set")).toBeVisible();
  await lookAt(desk);
  await another.close();
});
