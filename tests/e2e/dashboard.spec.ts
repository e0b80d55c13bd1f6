import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "dashboard" });

/** Follows a figure and counts who is listed. */
async function follow(page: Page, figure: string): Promise<{ said: number; listed: string[] }> {
  const link = page.getByRole("link", { name: figure, exact: true });
  const said = Number(await link.innerText());
  await link.click();
  const listed = await page.getByRole("rowheader").getByRole("link").allInnerTexts();
  return { said, listed };
}

test("HR reads a figure, follows it, and finds exactly those people", async ({ page }) => {
  await signIn(page, "1002", "/hr");
  const overdue = await follow(page, "1 Overdue");
  expect(overdue).toEqual({ said: 1, listed: ["Kozak, Dale"] });

  await page.goto("/hr");
  const left = await follow(page, "1 overdue for 8 to 14 days");
  expect(left.listed).toEqual(["Kozak, Dale"]);

  await page.goto("/hr");
  await page.getByRole("link", { name: /^1 people without an e-mail address/ }).click();
  await expect(page.getByRole("rowheader").getByRole("link")).toHaveText(["Flett, Jesse"]);
});

test("a question most miss leads to who missed it, said in words, and back to all", async ({
  page,
}) => {
  await signIn(page, "1002", "/hr");
  const missed = page.getByRole("link", { name: /missed “.+” at the first try/ }).first();
  const said = Number(await missed.innerText());
  expect(said).toBeGreaterThan(0);
  await missed.click();
  await expect(page.getByText(/Only who missed at the first try/)).toBeVisible();
  await expect(page.getByRole("rowheader").getByRole("link")).toHaveCount(said);
  await page.getByRole("link", { name: "Show the others too" }).click();
  await expect(page.getByText(/Only who/)).toHaveCount(0);
});

test("the track is chosen, and the figures come as a file", async ({ page }) => {
  await signIn(page, "1002", "/hr");
  const choice = page.getByText("Another track or version, or a file");
  if (await choice.isVisible()) await choice.click();
  await page.getByLabel("Track").selectOption({ label: "Official channels" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: "Official channels, version 1" })).toBeVisible();
  await expect(page.getByText("0 of 1")).toHaveCount(1 + 2);
  await choice.click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "These figures as a spreadsheet (CSV)" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^dashboard-\d{4}-\d\d-\d\d\.csv$/);
});

test("the dashboard prints on two sheets, and every plot has its numbers in a table", async ({
  page,
}) => {
  await signIn(page, "1002", "/hr");
  for (const name of ["By department", "By employment type", "Acknowledged week by week"]) {
    await expect(page.getByRole("table", { name })).toBeVisible();
  }
  const printed = (await page.pdf({ format: "Letter" })).toString("latin1");
  expect(printed.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBeLessThanOrEqual(2);
});

test("on a wide screen the filters of the list are in view at once, and a row is one line", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "1002", "/hr/attestations");
  await expect(page.getByLabel("Overdue for")).toBeVisible();
  const row = await page.getByRole("row").filter({ hasText: "Kozak" }).boundingBox();
  expect(row?.height).toBeLessThan(44);
});
