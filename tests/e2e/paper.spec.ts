import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { aPdf } from "#tests/support/paper.ts";
import { test } from "./own-portal.ts";
import { expect, signIn } from "./portal.ts";

test.use({ story: "paper" });

const scan = { name: "Scan 1.pdf", mimeType: "application/pdf", buffer: aPdf };

async function goOn(page: Page) {
  await page.getByRole("button", { name: "Go on: check the answers" }).click();
}

test("HR records somebody's paper, and that person holds the receipt and the scan", async ({
  page,
}) => {
  await signIn(page, "1002");
  await page.getByRole("link", { name: "HR", exact: true }).click();
  await page.getByRole("link", { name: "Acknowledging on paper" }).click();
  await page.getByLabel("Find a person").fill("flett");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByLabel("Flett, Jesse").check();
  await page.getByRole("button", { name: "Record what was signed" }).click();
  await page.getByLabel("Name as written").fill("J. Flett");
  await page.getByLabel("Not taken").check();
  await goOn(page);
  await expect(page).toHaveTitle(/^Error:/);
  await expect(
    page.getByRole("link", { name: /^Choose the scan of the signed paper/ }),
  ).toBeVisible();
  await expect(page.getByLabel("Name as written")).toHaveValue("J. Flett");

  // A scan that arrived is kept while something else is mended.
  await page.getByLabel("Scan of the signed paper").setInputFiles(scan);
  await page.getByLabel("Witness: employee number").fill("1009");
  await goOn(page);
  await expect(page.getByRole("link", { name: /nobody witnesses their own paper/ })).toBeVisible();
  await expect(page.getByText("A PDF of 1 kB has arrived.")).toBeVisible();
  await page.getByLabel("Witness: employee number").fill("1008");
  await goOn(page);
  await expect(page.getByText("Priya Raman (1008)")).toBeVisible();
  await expect(page.getByText(/1 person will count as acknowledged on paper/)).toBeVisible();
  await page.getByRole("button", { name: "Record this sheet" }).click();

  await expect(page.getByText("1 person is recorded")).toBeVisible();
  await page.goto("/hr/attestations?q=flett");
  await expect(page.getByText("on paper, before a witness")).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, "1009");
  await page.getByRole("link", { name: "See the receipt" }).click();
  await expect(page.getByText("Acknowledged on paper, before a witness")).toBeVisible();
  const link = page.getByRole("link", { name: "Download the scan of the paper" });
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(file.suggestedFilename()).toMatch(/^R-.*\.pdf$/);
  expect(aPdf.equals(await readFile(await file.path()))).toBe(true);
});

test("a supervisor prints a form, and records a crew of which one refuses", async ({ page }) => {
  await signIn(page, "1004");
  await page.getByRole("link", { name: "My people", exact: true }).click();
  await page.getByRole("link", { name: "Acknowledging on paper" }).click();
  await page.getByLabel("Sinclair, Mara").check();
  await page.getByLabel("Kozak, Dale").check();
  await page.getByRole("button", { name: "Print a form to sign" }).click();
  const form = page.getByRole("article");
  await expect(form.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(form.getByText("1007")).toBeVisible();
  await page.getByRole("link", { name: "Then record what was signed" }).click();

  await page
    .getByRole("group", { name: /Dale Kozak/ })
    .getByLabel("What happened")
    .selectOption("refused");
  await page.getByLabel("Read aloud", { exact: true }).check();
  await page
    .getByLabel("If read aloud: on which day")
    .fill(await page.getByLabel("The day it was signed").inputValue());
  await page.getByLabel("If read aloud: by whom").fill("1005");
  await page.getByLabel("Scan of the signed paper").setInputFiles(scan);
  await goOn(page);
  await expect(
    page.getByText(/1 person is recorded as having refused, which is never counted/),
  ).toBeVisible();
  await page.getByRole("button", { name: "Change an answer" }).click();
  await expect(page.getByText("A PDF of 1 kB has arrived.")).toBeVisible();
  await goOn(page);
  await page.getByRole("button", { name: "Record this sheet" }).click();
  await expect(page.getByText("2 people are recorded")).toBeVisible();
  await expect(page.getByText("Refused, before a witness")).toBeVisible();

  await page.goto("/team?below=yes&state=refused");
  await expect(page.getByRole("link", { name: "Kozak, Dale" })).toBeVisible();
  await page.goto("/team?state=acknowledged");
  await page.getByRole("link", { name: "Sinclair, Mara" }).click();
  await expect(page.getByText("Acknowledged on paper, before a witness")).toBeVisible();
});

test("another supervisor's person is no page of one's own", async ({ page }) => {
  await signIn(page, "1004");
  for (const at of [
    "/team/1009",
    "/team/1009/set-up-code",
    "/team/paper/record?person=1009",
    "/team/paper/form?person=1009",
  ]) {
    expect((await page.goto(at))?.status()).toBe(404);
  }
});

test("what is no scan is refused in words, whatever its name", async ({ page }) => {
  await signIn(page, "1002", "/hr/paper/record?person=1012");
  for (const [buffer, words] of [
    [Buffer.from("<html><script>alert(1)</script>%PDF-1.4 %%EOF"), /this file is none of them/],
    [Buffer.alloc(0), /A file without content does not count/],
    [Buffer.concat([aPdf, Buffer.alloc(10 * 1024 * 1024 + 900_000)]), /at most 10 MB/],
  ] as const) {
    await page.locator("#file").setInputFiles({ ...scan, buffer });
    await goOn(page);
    await expect(page.getByRole("link", { name: words })).toBeVisible();
  }
  const form = { file: { ...scan, buffer: Buffer.alloc(12 * 1024 * 1024) } };
  const answer = await page.request.post("/hr/paper/record?person=1012", {
    multipart: form,
    headers: { Origin: new URL(page.url()).origin },
  });
  expect(answer.status()).toBe(413);
  expect(await answer.text()).toContain("The scan is larger than 10 MB, so nothing was stored");
});
