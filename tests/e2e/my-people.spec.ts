import { expect, signIn, test } from "./portal.ts";

test.use({ story: "my people" });

test("on a phone a supervisor sees first who stands where, then what to do", async ({ page }) => {
  await signIn(page, "1004");
  await page.getByRole("link", { name: "My people", exact: true }).click();
  const remind = page.getByRole("link", { name: "Remind one or all" });
  await expect(remind).toBeInViewport();
  await expect(page.getByRole("link", { name: "Petryk, Nadia" })).toBeInViewport();
  await expect(page.getByLabel("Find a person")).toBeHidden();
  await page.getByText("Find a person, or show those below").click();
  await page.getByLabel("Who").selectOption({ label: "Also those below them" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("link", { name: "Kozak, Dale" })).toBeVisible();
  await expect(page.getByText("Nadia Petryk", { exact: true })).toBeVisible();
});

test("a supervisor prints the list, for them alone, and the slips to cut out", async ({ page }) => {
  await signIn(page, "1008", "/team");
  await page.getByRole("link", { name: "Print the list" }).click();
  const list = page.getByRole("table", { name: "My people: 2 people" });
  await expect(list.getByText("For Priya Raman alone")).toBeVisible();
  await expect(list.getByRole("row", { name: /Flett, Jesse.*1009.*Sign-in set up/ })).toBeVisible();
  await expect(list.getByRole("row", { name: /Gagnon, Colette.*On leave.*until/ })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(0);

  await page.getByLabel("Also the slips to hand over, to cut out").check();
  await page.getByRole("button", { name: "Show" }).click();
  const slip = page.getByRole("article", { name: /^Slip for Jesse Flett/ }).first();
  await expect(slip.getByText("Hello Jesse,")).toBeVisible();
  // The head stays with the supervisor when a slip is cut out.
  await expect(slip.getByText("For Priya Raman alone")).toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Show" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Back" })).toBeHidden();
  await expect(page.getByText("For Priya Raman alone")).toHaveCount(2);
  await page.emulateMedia({ media: "screen" });

  await page.getByRole("link", { name: "tick each one that you handed over" }).click();
  await expect(page).toHaveURL(/\/team\/slips$/);
});

test("HR reads that fewer than five are never shown, and what is taught", async ({ page }) => {
  await signIn(page, "1002", "/hr");
  await page.getByRole("link", { name: "Figures of exchanges" }).click();
  await expect(page.getByText(/Only quarters that have ended are counted/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Where it is taught" })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "These figures as a spreadsheet (CSV)" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^exchanges-\d{4}-\d\d-\d\d\.csv$/);
  await page.getByRole("link", { name: "Step away" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Step away" })).toBeVisible();
});
