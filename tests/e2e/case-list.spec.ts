import { acts, done, openTestCase } from "#tests/support/cases.ts";
import { beside } from "#tests/support/escalations.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "the list of cases" });

test("HR searches, filters, pages and prints the list of cases, and reads who saw one", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "1014");
  const { number, aboutTom } = await beside(portal, async (city) => {
    const one = await openTestCase(city);
    await done(city, "1003", one, acts.triage("no-action"));
    const other = await openTestCase(city, { about: "1003", by: "1014" });
    for (let n = 0; n < 50; n += 1) await openTestCase(city, { about: "1006" });
    return { number: one, aboutTom: other };
  });

  await page.goto("/cases");
  await expect(page.getByText(/^5\d cases, first those/)).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(51);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByRole("link", { name: "Previous page" })).toBeVisible();
  await expect(page.getByRole("row")).not.toHaveCount(51);
  await page.getByRole("link", { name: "Previous page" }).click();
  await expect(page.getByRole("row")).toHaveCount(51);

  await page.getByLabel("Find a case").fill("flett");
  await page.getByRole("button", { name: "Show" }).click();
  const row = page.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("Jesse Flett");
  await expect(row).toContainText("Waits for you");
  await expect(page.getByText("1 case, first")).toBeVisible();
  await page.getByLabel("Find a case").fill("nobody at all");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("No case matches. Look at the spelling")).toBeVisible();
  await page.getByRole("link", { name: "Clear the search" }).click();
  await page.getByText("Filter", { exact: true }).click();
  await page.getByLabel("Yours").selectOption({ label: "They wait for you as the second person" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("row").filter({ hasText: number })).toHaveCount(1);
  await page.getByLabel("Stage").selectOption({ label: "Closed" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("No case matches. Take a filter away.")).toBeVisible();

  await page.goto(`/cases?q=${number}`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/^Printed on .* by Joanne Settee$/)).toBeVisible();
  await expect(page.getByLabel("Find a case")).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  await page.goto(`/cases/${number}/views`);
  await expect(page.getByRole("row").filter({ hasText: "looked at who saw it" })).toContainText(
    "Joanne Settee",
  );
  await page.getByRole("link", { name: "Joanne Settee" }).last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What Joanne Settee saw");
  await expect(page.getByRole("row").filter({ hasText: number }).first()).toBeVisible();

  await page.goto("/sign-out");
  await page.getByRole("button", { name: "Sign out here" }).click();
  await signIn(page, "1003", `/cases?q=${aboutTom}`);
  await expect(page.getByText("No case matches.")).toBeVisible();
  expect((await page.goto(`/cases/${aboutTom}/views`))?.status()).toBe(404);
});

test("an address of a page that is damaged, and a filter nobody offers, are refused in words", async ({
  page,
}) => {
  await signIn(page, "1014");
  expect((await page.goto("/cases?after=nonsense"))?.status()).toBe(400);
  await expect(page.getByText("Begin again at its first page")).toBeVisible();
  expect((await page.goto("/cases?stage=nowhere"))?.status()).toBe(400);
  await expect(page.getByText("Choose a stage from the list")).toBeVisible();
});

test("the figures say that there is nothing to show yet, and come as a file", async ({ page }) => {
  await signIn(page, "1014", "/cases/figures");
  await expect(page.getByText("There is nothing to show yet")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "These figures as a spreadsheet (CSV)" }).click();
  expect((await download).suggestedFilename()).toMatch(/^cases-\d{4}-\d\d-\d\d\.csv$/);
});

test("the list, its figures and who saw a case have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, openTestCase);
  await signIn(page, "1014");
  const places = ["/cases?q=flett", "/cases?q=nobody", "/cases/figures", `/cases/${number}/views`];
  for (const place of [...places, "/cases/views?person=1014"]) {
    await page.goto(place);
    await expectAccessible(page, place);
  }
});
