import { test } from "./own-portal.ts";
import { setUpApp } from "./phone.ts";
import { expect, signInByForm } from "./portal.ts";

test.use({ story: "second-factor" });

test("somebody sets up an app, and signs in with its code, then with a recovery code", async ({
  page,
}) => {
  const someone = "1007";
  await signInByForm(page, someone);
  const { phone, recoveryCodes } = await setUpApp(page);
  const [recoveryCode = ""] = recoveryCodes;

  await page.context().clearCookies();
  await signInByForm(page, someone);
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
  await page.goto("/training");
  await expect(page).toHaveURL(/\/sign-in\/second-factor\?to=%2Ftraining$/);
  await page.getByLabel("Code", { exact: true }).fill("000 000");
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByText(/check that the phone sets its clock/).first()).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(phone.nextCode());
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await expect(page).toHaveURL(/\/training$/);

  await page.context().clearCookies();
  await signInByForm(page, someone);
  await page.getByText("Use a recovery code").click();
  await page.getByLabel("Recovery code").fill(recoveryCode);
  await page.getByRole("button", { name: "Go on with the recovery code" }).click();
  await expect(page.getByText("You used a recovery code. 9 are left.")).toBeVisible();

  // The sessions before still hold; the page offers to end them.
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("You are signed out everywhere else.")).toBeVisible();
  await expect(page.getByText("You are signed in here and nowhere else")).toBeVisible();
  await expect(page.getByText("One of your recovery codes was used to sign in")).toBeVisible();
});

test("somebody sees where they are signed in, and ends one of it", async ({ page, browser }) => {
  await signInByForm(page, "1005");
  const elsewhere = await browser.newPage({ baseURL: new URL(page.url()).origin });
  await signInByForm(elsewhere, "1005");
  await expect(elsewhere.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText("You are signed in 2 times, this one included")).toBeVisible();
  await page.getByRole("button", { name: /^Sign out\s*: the one since/ }).click();
  await expect(page.getByText("That session is ended.")).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await elsewhere.close();
});

test("who handles cases gets a new password only when a second person confirms it, and is told", async ({
  page,
}) => {
  await signInByForm(page, "1012");
  await page.goto("/admin/1003");
  await page.getByRole("link", { name: /set-up code/i }).click();
  await page.getByRole("link", { name: "Go on to the confirmation" }).click();
  await page.getByRole("button", { name: "Ask for confirmation" }).click();
  await expect(page.getByText(/It waits until somebody else/)).toBeVisible();
  await page.goto("/admin/1003/set-up-code");
  await expect(page.getByRole("button", { name: "Make the code" })).toHaveCount(0);

  await page.context().clearCookies();
  await signInByForm(page, "1001");
  await page.goto("/confirmations");
  await page.getByRole("link", { name: "Tom Baker" }).click();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(
    page.getByRole("definition").getByText(/^Confirmed .* by Sam Whitford$/),
  ).toBeVisible();

  await page.context().clearCookies();
  await signInByForm(page, "1012");
  await page.goto("/admin/1003/set-up-code");
  await page.getByRole("button", { name: "Make the code" }).click();
  const said = await page.locator("main").innerText();
  const [code = ""] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(said) ?? [];
  // One confirmation makes one code.
  await page.goto("/admin/1003/set-up-code");
  await expect(page.getByRole("link", { name: "Go on to the confirmation" })).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/set-up");
  const newPassword = "a harbour of quiet geese";
  await page.getByLabel("Set-up code").fill(code);
  await page.getByLabel("New password").fill(newPassword);
  await page.getByLabel("The same password again").fill(newPassword);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Hello, Tom" })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText("Your password was set with a set-up code")).toBeVisible();
});

test("who handles cases loses the second step, and gets a new one only when a second person confirms it", async ({
  page,
}) => {
  await signInByForm(page, "1014");
  await setUpApp(page);

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
  await expect(page.getByRole("status")).toContainText("asks nobody for a new one");

  await page.context().clearCookies();
  await signInByForm(page, "1014");
  await expect(page.getByRole("heading", { name: "Hello, Joanne" })).toBeVisible();
});
