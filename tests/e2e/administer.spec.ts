import type { Page } from "@playwright/test";
import { joinDatabase } from "#tests/support/portal-database.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "administration" });

/** Whoever used the browser before leaves it. */
async function become(page: Page, name: string) {
  await page.context().clearCookies();
  await signIn(page, name);
}

const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("an administrator asks for a role in cases, a second person confirms it, and both are told @script", async ({
  page,
}) => {
  await become(page, "1012");
  await page.goto("/admin/1009");
  await page.getByLabel("Human Resources, cases").check();
  await page.getByLabel("Last day").fill(dayFromNow(60));
  await page.getByRole("button", { name: "Grant the role" }).click();
  await expect(page.getByText("once a second person has confirmed it").first()).toBeVisible();
  await expect(page.getByText("None.", { exact: true })).toBeVisible();
  // Who asked sees that it waits, and cannot confirm it.
  await page.getByRole("link", { name: "Human Resources, cases" }).click();
  await expect(page.getByText("nobody confirms or declines what they asked for")).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm the role" })).toHaveCount(0);

  await become(page, "1014");
  await page.getByRole("link", { name: "See what waits" }).click();
  await page.getByRole("link", { name: "Human Resources, cases" }).click();
  await expect(page.getByText("Jesse Flett (1009)")).toBeVisible();
  await page.getByRole("button", { name: "Confirm the role" }).click();
  await expect(page.getByText("Confirmed by Joanne Settee")).toBeVisible();

  await become(page, "1009");
  await expect(page.getByRole("link", { name: "Cases", exact: true }).first()).toBeVisible();
  await expect(
    page.getByRole("heading", { name: "A role in the portal was given, was declined, or ended" }),
  ).toBeVisible();
  await become(page, "1012");
  await page.goto("/admin/log?q=1009");
  await expect(page.getByText(/^Joanne Settee \(1014\) confirmed the role/)).toBeVisible();
  await expect(page.getByText(/^Lena Dubois \(1012\) asked for the role/)).toBeVisible();
});

test("a second person declines, and nothing is held", async ({ page }, info) => {
  const handle = info.project.name === "with JavaScript" ? "1006" : "1007";
  await become(page, "1012");
  await page.goto(`/admin/${handle}`);
  await page.getByLabel("Outside officer").check();
  await page.getByRole("button", { name: "Grant the role" }).click();
  await become(page, "1001");
  await page.goto("/grants");
  await page.getByRole("link", { name: "Outside officer" }).first().click();
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByText("Declined by Sam Whitford").first()).toBeVisible();
  await become(page, handle);
  await page.goto("/grants");
  await expect(page.getByText("This page does not exist")).toBeVisible();
});

test("a role ends by its day with nobody doing anything @script", async ({ page, portal }) => {
  await become(page, "1012");
  await page.goto("/admin/1011");
  await page.getByLabel("Auditor").check();
  await page.getByLabel("Last day").fill("2020-01-01");
  await page.getByRole("button", { name: "Grant the role" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("Last day").fill(dayFromNow(1));
  await page.getByRole("button", { name: "Grant the role" }).click();
  await expect(page.getByText("now holds the role: Auditor")).toBeVisible();
  await become(page, "1011");
  await page.goto("/ledger");
  await expect(page.getByRole("heading", { name: "Ledger" })).toBeVisible();
  // The day cannot be waited for: the database is told that it is over.
  const { owner, close } = await joinDatabase(portal);
  await owner`alter table given_grants disable trigger user`;
  await owner`update given_grants set until_on = '2020-01-01' where until_on is not null and role = 'auditor'`;
  await owner`alter table given_grants enable trigger user`;
  await close();
  await page.goto("/ledger");
  await expect(page.getByText("This page does not exist")).toBeVisible();
});

test("an administrator signs somebody out everywhere, with a reason that the log keeps @script", async ({
  page,
  browser,
  portal,
}) => {
  const elsewhere = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await signIn(elsewhere, "1008");
  await become(page, "1012");
  await page.goto("/admin/sessions");
  await page.getByRole("link", { name: "Raman, Priya" }).click();
  await page.getByRole("button", { name: "End all sessions" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("A phone or computer was lost or stolen").check();
  await page.getByRole("button", { name: "End all sessions" }).click();
  await expect(page.getByText("Priya Raman is signed out everywhere.")).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await page.goto("/admin/log?act=end-sessions");
  await expect(page.getByText(/signed Priya Raman \(1008\) out everywhere/)).toBeVisible();
});

test("health, settings and keys say how the portal fares, and nothing secret", async ({ page }) => {
  await become(page, "1012");
  await page.goto("/admin");
  await page.getByRole("link", { name: "Health" }).click();
  await expect(page.getByText("One worker runs")).toBeVisible();
  await page.goto("/admin/settings");
  await expect(page.getByText("PUBLIC_URL")).toBeVisible();
  await page.goto("/admin/keys");
  await expect(page.getByText(/^wrap-/).first()).toBeVisible();
});
