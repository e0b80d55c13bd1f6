import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "handling reports" });

/** Enters a report as somebody of HR does for a caller; answers its number and receipt code. */
async function enter(page: Page, { what, about }: { what: string; about: string }) {
  await page.goto("/reports/new");
  await page.getByLabel("By phone").check();
  await page.getByLabel("Yes, in confidence").check();
  await page.getByLabel("Name, of somebody not found").fill("Alma Reyes");
  await page.getByLabel("What happened?", { exact: true }).fill(what);
  await page.getByLabel("The reporter does not know").check();
  await page.getByLabel("Find somebody in the directory").fill(about);
  await page.getByRole("button", { name: /Find somebody in the directory/ }).click();
  await page.getByRole("checkbox", { name: about }).check();
  await page.getByRole("button", { name: "File the report" }).click();
  await expect(page).toHaveURL(/\/reports\/new\/code$/);
  const number = (await page.locator(".govuk-caption-l").textContent()) ?? "";
  const [code = ""] = await page.locator(".handed-code .mono").allTextContents();
  return { number, code };
}

test("HR enters a report for a caller, hands over the code, acknowledges it once, and writes", async ({
  page,
}) => {
  await signIn(page, "1014");
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  await page
    .getByRole("link", { name: "Enter a report for somebody who phones, writes or comes by" })
    .click();
  await page.getByRole("button", { name: "File the report" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByRole("link", { name: "Choose how the report came" })).toBeVisible();

  const what = "He called the council a circus, again.";
  const { number, code } = await enter(page, { what, about: "Dale Kozak" });
  expect(code).toMatch(/^(\w{4}-){5}\w{4}$/);
  await page.reload();
  await expect(page.getByText(code)).toBeVisible();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("The reporter has the code, or does not want it").check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("The report is filed.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  await expect(page.getByText(what)).toBeVisible();
  await expect(page.getByText("only those who handle this report see the name")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Alma Reyes")).toBeHidden();
  await expect(page.getByText("Confidential: not printed").first()).toBeVisible();
  await expect(page.getByText(/^Printed on .* by Joanne Settee$/)).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await expect(page.getByText("Confidential: not printed").first()).toBeHidden();
  await page.goto("/reports/new/code");
  await expect(page).toHaveURL(/\/reports$/);

  await page.goto(`/reports/${number}`);
  await page.getByRole("link", { name: "Acknowledge it personally" }).click();
  await expect(page.getByText("This is final")).toBeVisible();
  await page.getByRole("button", { name: "Acknowledge the report" }).click();
  await expect(page.getByText("The report is acknowledged")).toBeVisible();
  await expect(page.getByText("Thank you for your report.")).toBeVisible();
  await page.goto(`/reports/${number}/acknowledge`);
  await expect(page.getByText("Joanne Settee has acknowledged this report")).toBeVisible();
  await expect(page.getByRole("button", { name: "Acknowledge the report" })).toHaveCount(0);

  await page.goto(`/reports/${number}`);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("Write to the reporter").fill("On which day did you see it?");
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.getByText("Your message is there for the reporter.")).toBeVisible();
  await expect(page.getByText("On which day did you see it?")).toBeVisible();

  await page.goto("/reports");
  await page.getByLabel("Find a report").fill("Kozak");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("link", { name: number })).toBeVisible();
});

test("whoever was searched for and not chosen is asked about, not lost", async ({ page }) => {
  await signIn(page, "1003", "/reports/new");
  await page.getByLabel("Find somebody in the directory").fill("Tom Baker");
  await page.getByLabel("Find the reporter in the directory").fill("Dale Kozak");
  const lost = page.getByRole("link", { name: "Press Find and choose, or write the name below" });
  for (const _ of ["not found", "found, not chosen"]) {
    await page.getByRole("button", { name: "File the report" }).click();
    await expect(lost).toHaveCount(2);
  }
  await page.getByRole("checkbox", { name: "Tom Baker" }).check();
  await page.getByRole("radio", { name: "None of them" }).check();
  await page.getByRole("button", { name: "File the report" }).click();
  await expect(page.getByRole("link", { name: "Choose how the report came" })).toBeVisible();
  await expect(lost).toHaveCount(0);
  await page.getByLabel("Find somebody in the directory").fill("Joanne Settee");
  await page.getByRole("button", { name: "File the report" }).click();
  await expect(lost).toHaveCount(1);
});

test("two reports of the same are joined, and parted again", async ({ page }) => {
  await signIn(page, "1014");
  const first = await enter(page, { what: "A post about the arena.", about: "Colette Gagnon" });
  const second = await enter(page, { what: "The arena post.", about: "Colette Gagnon" });
  await page.goto(`/reports/${second.number}`);
  await expect(page.getByText(/perhaps the same \(about the same person/).first()).toBeVisible();
  await page.getByRole("link", { name: "Join it, as a duplicate, with another" }).click();
  await page.getByLabel("Why are they joined?").fill("The same post");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("link", { name: "Choose a report, or enter" })).toBeVisible();
  await page.getByRole("radio", { name: "Another, by its number below" }).check();
  const typed = first.number.slice(3).replace("-", " ").toLowerCase();
  await page.getByLabel("Number of another report").fill(typed);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText(first.number)).toBeVisible();
  await expect(page.getByText("Colette Gagnon")).toBeVisible();
  await page.getByRole("button", { name: "Join the reports" }).click();
  await expect(page.getByText("The reports are joined.")).toBeVisible();
  await page.goto(`/reports/${first.number}`);
  await expect(page.getByText("joined with this one").first()).toBeVisible();
  await page.goto(`/reports/${second.number}`);
  await page.getByRole("link", { name: `Part it from ${first.number}` }).click();
  await page.getByLabel("Why are they parted?").fill("Another day");
  await page.getByRole("button", { name: "Part the reports" }).click();
  await expect(page.getByText("The reports are parted.")).toBeVisible();
  await expect(page.getByText("Because: Another day")).toBeVisible();
});

test("a report about one of HR is not there for them, whoever enters it", async ({ page }) => {
  await signIn(page, "1003");
  const { number, code } = await enter(page, {
    what: "He wrote for the City.",
    about: "Tom Baker",
  });
  await expect(page.getByText("The report is filed, and goes to another person.")).toBeVisible();
  expect(code).toBe("");
  await page.getByLabel("I have told the reporter").check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("link", { name: number })).toHaveCount(0);
  for (const path of ["", "/acknowledge", "/join", "/part"]) {
    const answer = await page.goto(`/reports/${number}${path}`);
    expect(answer?.status()).toBe(404);
  }
  await page.context().clearCookies();
  await signIn(page, "1014", `/reports/${number}`);
  await expect(page.getByText("He wrote for the City.")).toBeVisible();
});

test("whoever only asks for the headers of a report opens nothing", async ({ page }) => {
  await signIn(page, "1014", "/reports?state=new");
  const report = (await page.locator("tbody th a").first().getAttribute("href")) ?? "";
  expect((await page.request.head(report)).status()).toBe(200);
  await page.goto("/reports?state=new");
  await expect(page.locator(`tbody a[href="${report}"]`)).toBeVisible();
  await page.goto(report);
  await page.goto("/reports?state=new");
  await expect(page.locator(`tbody a[href="${report}"]`)).toHaveCount(0);
});

test("the pages of reports have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
}) => {
  await signIn(page, "1014", "/reports?urgent=yes");
  const report = (await page.locator("tbody th a").first().getAttribute("href")) ?? "";
  const paths = ["/reports", "/reports?q=nothing-at-all", "/reports/new", report];
  for (const path of [...paths, `${report}/acknowledge`, `${report}/join`, `${report}/part`]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
  await page.goto("/reports/new");
  await page.getByLabel("Find somebody in the directory").fill("ba");
  await page.getByRole("button", { name: "File the report" }).click();
  await expectAccessible(page, "a refused report");
  await enter(page, { what: "Something.", about: "Dale Kozak" });
  await expectAccessible(page, "the receipt code");
});
