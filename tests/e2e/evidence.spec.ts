import { readFile } from "node:fs/promises";
import { aPicture } from "#tests/support/evidence.ts";
import { reportNumberIn } from "#tests/support/reports.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "evidence" });

test("the office adds evidence to a report, looks at it and saves the original", async ({
  page,
  portal,
}) => {
  const number = await reportNumberIn(portal);
  const buffer = await aPicture({ withPlace: true });
  await signIn(page, "1014", `/reports/${number}/evidence`);
  await expect(page.getByText("There is no evidence with this report yet.")).toBeVisible();
  await page.getByRole("button", { name: "Add to the report" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByRole("link", { name: "Choose at least one file" })).toBeVisible();

  await page.getByLabel("Choose files").setInputFiles([
    { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer },
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<script>alert(1)</script>") },
    { name: "tool.exe", mimeType: "image/png", buffer: Buffer.from(`MZ${"\0".repeat(99)}`) },
  ]);
  await page.getByRole("button", { name: "Add to the report" }).click();
  await expect(page.getByText("2 files were added")).toBeVisible();
  await expect(page.getByRole("link", { name: /^“tool.exe” is a program/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "page.html.txt" })).toBeVisible();

  const picture = page.getByRole("img", { name: "What IMG_1.jpg shows" });
  await expect(async () => {
    await page.goto(`/reports/${number}/evidence`);
    await expect(picture).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  expect(await picture.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(40);
  const link = page.getByRole("link", { name: /Download the original\s*: IMG_1.jpg/ });
  const [saved] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(saved.suggestedFilename()).toBe("IMG_1.jpg");
  expect(buffer.equals(await readFile(await saved.path()))).toBe(true);
});
