import { readFile } from "node:fs/promises";
import { caseUpTo, investigator } from "#tests/support/cases.ts";
import { beside } from "#tests/support/escalations.ts";
import { aPicture } from "#tests/support/evidence.ts";
import { fileReport, subject } from "#tests/support/reports.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "the case file" });

test("HR opens a case from a report, names who else it is about, adds evidence and looks at it; to the administrator nothing of it is there", async ({
  page,
  portal,
}) => {
  const report = await beside(portal, async (city) => {
    const subjects = [await subject(city as never, "1009")];
    return (await fileReport(city.portal, { subjects })).report.number;
  });
  await signIn(page, "1014", `/reports/${report}`);
  await page.getByRole("link", { name: "Open a case", exact: true }).click();
  await expect(page.getByText("Jesse Flett")).toBeVisible();
  await expect(page.getByText("Nobody who could handle cases, as far as is known")).toBeVisible();
  await page.getByRole("button", { name: "Open the case" }).click();
  await expect(page.getByText("The case is open.")).toBeVisible();
  const number = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  expect(number).toMatch(/^CS-\w{4}-\w{4}$/);
  await expect(page.getByText("A lifeguard wrote that the council is a circus.")).toBeVisible();
  await expect(page.getByText("Joanne Settee opened the case.")).toBeVisible();
  await page.getByText("What cannot be done now, and why").click();
  await expect(page.getByText("Decide first to investigate, under Triage")).toBeVisible();

  await page.getByRole("link", { name: "Name a respondent" }).click();
  await page.getByLabel("Find somebody in the directory").fill("kozak");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: "Dale Kozak" }).click();
  await expect(page.getByText("Dale Kozak stays a respondent of this case")).toBeVisible();
  await page.getByRole("button", { name: "Name Dale Kozak as a respondent" }).click();
  await expect(page.getByText("The respondent is named.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 3, name: /^Dale Kozak/ })).toBeVisible();

  await page.getByRole("link", { name: "Write a note" }).click();
  await page.getByRole("button", { name: "Keep the note" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("What is to be remembered?").fill("She called.\nTwice.");
  await page.getByRole("button", { name: "Keep the note" }).click();
  await expect(page.getByText("She called.")).toBeVisible();

  await page.getByRole("link", { name: "Add evidence" }).click();
  const buffer = await aPicture({ withPlace: true });
  const picture = { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer };
  await page.getByLabel("Choose files").setInputFiles([picture]);
  await page.getByRole("button", { name: "Add to the case" }).click();
  await page.getByRole("link", { name: "Write where it comes from" }).click();
  await page.getByLabel("Where it comes from").fill("Her phone, on Tuesday");
  await page.getByLabel("Choose files").setInputFiles([picture]);
  await page.getByRole("button", { name: "Add to the case" }).click();
  await expect(page.getByText("1 file was added")).toBeVisible();
  const shown = page.getByRole("img", { name: "What IMG_1.jpg shows" });
  await expect(async () => {
    await page.goto(`/cases/${number}`);
    await expect(shown).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  expect(await shown.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(40);
  const link = page.getByRole("link", { name: /Download the original\s*: IMG_1.jpg/ });
  const original = (await link.getAttribute("href")) ?? "";
  const [saved] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(buffer.equals(await readFile(await saved.path()))).toBe(true);
  await expect(page.getByText("Joanne Settee added IMG_1.jpg.")).toBeVisible();
  await expect(page.getByText("Her phone, on Tuesday").first()).toBeVisible();
  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await expect(page).toHaveURL(/#timeline$/);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/^Printed on .* by Joanne Settee$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Write a note" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.goto(`/reports/${report}`);
  await expect(page.getByRole("link", { name: `Go to its case, ${number}` })).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, "1012");
  await expect(page.getByRole("link", { name: "Cases", exact: true })).toHaveCount(0);
  const paths = ["", "/evidence", "/take-in", "/note", "/name-respondent", "/name-witness"];
  for (const path of [...paths, "/step-aside", "/add-report", "/triage"]) {
    expect((await page.goto(`/cases/${number}${path}`))?.status()).toBe(404);
  }
  for (const address of [original, `${original}/picture`]) {
    expect((await page.request.get(address)).status()).toBe(404);
  }
});

test("who steps aside is told who goes on, and lands where the case is not", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => caseUpTo(city, "opened"));
  await signIn(page, "1014", `/cases/${number}/step-aside`);
  await expect(page.getByText("Tom Baker handles it from then on.")).toBeVisible();
  await page.getByLabel("Why do you step aside?").fill("We are neighbours.");
  await page.getByRole("button", { name: "Step aside" }).click();
  await expect(page).toHaveURL(/\/cases\?done=stepped-aside$/);
  expect((await page.goto(`/cases/${number}`))?.status()).toBe(404);
});

test("the pages of a case have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => caseUpTo(city, "found"));
  const report = await beside(
    portal,
    async (city) => (await fileReport(city.portal)).report.number,
  );
  await signIn(page, "1014");
  await expectAccessible(page, "home");
  for (const path of [
    ...["", "/evidence", "/take-in", "/note", "/name-respondent?q=a", "/name-witness?person=1007"],
    ...["/step-aside", "/add-report"],
  ]) {
    await page.goto(`/cases/${number}${path}`);
    await expectAccessible(page, path);
  }
  await page.goto(`/reports/${report}/open-case`);
  await expectAccessible(page, "opening a case");
  await page.context().clearCookies();
  await signIn(page, investigator, `/cases/${number}`);
  await expectAccessible(page, "to the investigator");
});
