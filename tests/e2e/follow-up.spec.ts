import type { Page } from "@playwright/test";
import { demoReceiptCode } from "#server/demo/anonymous-report.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "coming back to a report" });

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel("Receipt code").fill(code);
  await page.getByRole("button", { name: /Open the report/ }).click();
}

async function comeBack(page: Page): Promise<void> {
  await page.goto("/report/follow-up");
  await enter(page, demoReceiptCode);
  await expect(page.getByRole("heading", { level: 1, name: "Your report" })).toBeVisible();
}

test("with the receipt code, in any spelling, a reporter sees where the report stands and what was written", async ({
  page,
}) => {
  await page.goto("/report/follow-up");
  await enter(page, ` ${demoReceiptCode.toLowerCase().replaceAll("-", " ").replaceAll("0", "o")} `);
  await expect(page.getByText("Your report has been read.")).toBeVisible();
  await expect(page.getByText("Do you remember about when you saw the post?")).toBeVisible();
  await expect(page.getByText("I can still see it.")).toBeVisible();
  await expect(page.getByText("Confirmed by a person")).toBeVisible();
  await expect(page.getByText(/Joanne|Settee|HR/)).toHaveCount(0);
});

test("a code that is wrong, unknown or none is refused in words, and what was typed stays", async ({
  page,
}) => {
  await page.goto("/report/follow-up");
  const summary = page.getByRole("alert");
  for (const [code, sentence] of [
    ["", "Enter your receipt code"],
    ["what code?", "A receipt code has 24 letters and digits"],
    [demoReceiptCode.replace(/0$/, "1"), "No report has this code"],
    ["W0W0-W0W0-W0W0-W0W0-W0W0-W0W0", "No report has this code"],
  ] as const) {
    await enter(page, code);
    await expect(page).toHaveTitle(/^Error:/);
    await expect(summary).toContainText(sentence);
    await expect(page.getByLabel("Receipt code")).toHaveValue(code);
  }
});

test("a reporter writes to the office, and the message stands there when they come back", async ({
  page,
}, { project }) => {
  const words = `I remember: it was a Sunday (${project.name}).\n\n<b>Not bold</b>`;
  await comeBack(page);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.getByRole("alert")).toContainText("Write your message");
  await page.getByLabel(/^Write to/).fill(words);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.getByText("Your message was sent.")).toBeVisible();
  await page.reload();
  await comeBack(page);
  await expect(page.getByText(`(${project.name})`)).toHaveCount(1);
  await expect(page.getByText("<b>Not bold</b>").first()).toBeVisible();
});

test("whoever leaves closes the report in this browser", async ({ page }) => {
  await comeBack(page);
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByLabel("Receipt code")).toBeVisible();
  await page.goto("/report/follow-up/report");
  await expect(page.getByLabel("Receipt code")).toBeVisible();
  await expect(page.getByText("Do you remember")).toHaveCount(0);
});

test("when the page was left too long, or its cookie is forged, the code is asked for and what was written is sent with it", async ({
  page,
  context,
}, { project }) => {
  await comeBack(page);
  const words = `Written slowly (${project.name}).`;
  await page.getByLabel(/^Write to/).fill(words);
  const [cookie] = (await context.cookies(page.url())).filter(({ name }) => /report/.test(name));
  if (!cookie) throw new Error("No cookie keeps the report open.");
  expect(cookie).toMatchObject({ path: "/report", httpOnly: true, sameSite: "Lax", expires: -1 });
  await context.addCookies([{ ...cookie, value: `${cookie.value.slice(0, -4)}AAAA` }]);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.getByText("Your report was closed")).toBeVisible();
  await expect(page.getByLabel("Your message")).toHaveValue(words);
  await enter(page, "W0W0-W0W0-W0W0-W0W0-W0W0-W0W1");
  await expect(page.getByLabel("Your message")).toHaveValue(words);
  await enter(page, demoReceiptCode);
  await expect(page.getByText("Your message was sent.")).toBeVisible();
  await expect(page.getByText(words)).toHaveCount(1);
});

test("whoever is signed in is nobody here: neither name nor own pages show", async ({ page }) => {
  await signIn(page, "1006");
  await comeBack(page);
  await expect(page.getByText("Mara")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Training" })).toHaveCount(0);
  await page.goto("/report/nothing-here");
  await expect(page.getByText("This page does not exist")).toBeVisible();
  await expect(page.getByText("Mara")).toHaveCount(0);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Hello, Mara" })).toBeVisible();
});

test("no page of coming back has an accessibility fault, light and dark, and each fits a phone @script", async ({
  page,
}) => {
  await page.goto("/report/follow-up");
  await expectAccessible(page);
  await enter(page, "no code");
  await expectAccessible(page);
  await comeBack(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expectAccessible(page);
  await page.goto("/report/follow-up/evidence");
  await expectAccessible(page);
});

test("the report is opened, answered and left with the keyboard alone", async ({ page }) => {
  await page.goto("/report/follow-up");
  await page.getByLabel("Receipt code").focus();
  await page.keyboard.type(demoReceiptCode);
  await page.keyboard.press("Enter");
  await page.getByLabel(/^Write to/).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Send the message" })).toBeFocused();
  await page.getByRole("button", { name: "Leave" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Receipt code")).toBeVisible();
});
