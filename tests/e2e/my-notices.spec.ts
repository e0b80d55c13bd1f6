import type { Page } from "@playwright/test";
import { acts, caseUpTo, done, investigator, lastOf, readCase } from "#tests/support/cases.ts";
import { beside } from "#tests/support/escalations.ts";
import { aPicture } from "#tests/support/evidence.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "my-notices" });

async function changeTo(page: Page, name: string) {
  await page.context().clearCookies();
  await signIn(page, name);
}

test("a notice is given, served in the portal, read and answered with a picture; then a decision, and a grievance", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => caseUpTo(city, "alleged"));
  await signIn(page, investigator, `/cases/${number}/notice`);
  await expectAccessible(page, "whom to give notice");
  const suggested = await page.getByLabel("Until when can they answer?").inputValue();
  await page.getByLabel("Until when can they answer?").fill("2020-01-01");
  await page.getByRole("button", { name: "Look at the letter" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByRole("link", { name: /or a later day: 10 working days/ }).click();
  await page.getByLabel("Until when can they answer?").fill(suggested);
  await page.getByRole("button", { name: "Look at the letter" }).click();
  await expect(page.getByText("Hello Jesse")).toBeVisible();
  await expectAccessible(page, "the letter before it is given");
  await page.getByRole("button", { name: "Give this notice" }).click();
  // The case has a page of its own.
  await page.goto(`/cases/${number}/serve`);
  await expectAccessible(page, "serving");
  await page.getByLabel("By hand").check();
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expectAccessible(page, "serving refused");
  await page.getByLabel("In the portal, now").check();
  await page.getByRole("button", { name: "Record it" }).click();

  // Without an e-mail address: by the number.
  await changeTo(page, "1009");
  await page.goto("/my-notices");
  await expect(page.getByText("New", { exact: true })).toBeVisible();
  await expectAccessible(page, "my notices");
  await page.getByRole("link", { name: "Notice of allegations" }).click();
  await expect(page.getByText("(in 1").first()).toBeVisible();
  await expect(page.getByText("Prohibited Social Media activity").first()).toBeVisible();
  await expectAccessible(page, "a notice");
  await page.getByRole("button", { name: "Send your answer" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByRole("link", { name: "Write your answer, or choose a file" }).click();
  await expect(page.getByLabel("What should be known?")).toBeFocused();
  await page.getByLabel("What should be known?").fill("My brother had my phone.\n\nAsk him.");
  await page.getByLabel("Files, if you have any").setInputFiles([
    { name: "chat.jpg", mimeType: "image/jpeg", buffer: await aPicture() },
    { name: "tool.exe", mimeType: "image/png", buffer: Buffer.from(`MZ${"\0".repeat(99)}`) },
  ]);
  await page.getByRole("button", { name: "Send your answer" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByText("These files arrived")).toBeVisible();
  await expect(page.getByLabel("What should be known?")).toHaveValue(/Ask him\.$/);
  await expectAccessible(page, "a notice refused");
  await page.getByRole("button", { name: "Send your answer" }).click();
  await expect(page.getByText("Your answer is sent.")).toBeVisible();
  await expect(page.getByText("Ask him.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "chat.jpg" })).toBeVisible();
  await expectAccessible(page, "a notice answered");
  const picture = page.getByRole("img", { name: "What chat.jpg shows" });
  await expect(async () => {
    await page.reload();
    await expect(picture).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  expect(await picture.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(40);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Hello Jesse")).toBeVisible();
  await expect(page.getByLabel("What should be known?")).toBeHidden();
  await expect(page.getByText("Ask him.")).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  await beside(portal, async (city) => {
    await done(city, investigator, number, acts.find());
    await done(city, "1014", number, acts.confirm("found"));
    await done(city, "1003", number, acts.propose());
    await done(city, "1014", number, acts.confirm("proposed"));
    await done(city, "1003", number, acts.issue);
  });
  await page.goto("/my-notices");
  await page.getByRole("link", { name: "A decision about you" }).click();
  await expectAccessible(page, "a decision");
  await page.getByRole("button", { name: "File the grievance" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("What do you not agree with, and why?").fill("Nobody asked my brother.");
  await page.getByRole("button", { name: "File the grievance" }).click();
  await expect(page.getByText("Your grievance is filed.")).toBeVisible();
  await expect(page.getByText("Nobody asked my brother.")).toBeVisible();
  await expectAccessible(page, "a grievance filed");
  const { read, reference } = await beside(portal, async (city) => {
    const { file } = await readCase(city, "1003", number);
    const of = (name: string) => file.acts.filter(({ act }) => act === name);
    return { read: of("read").length, reference: `${number}-${lastOf(file, "noticed")}` };
  });
  expect(read).toBe(2);

  await changeTo(page, "1003");
  expect((await page.goto(`/my-notices/${reference}`))?.status()).toBe(404);
  const letter = `/cases/${number}/letters/${reference.split("-").at(-1)}`;
  await page.goto(letter);
  await expect(page.getByText("Hello Jesse")).toBeVisible();
  await expectAccessible(page, "the letter in the case");
});

test("every form of the investigator can be filled in and has no accessibility fault @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => caseUpTo(city, "served"));
  await signIn(page, investigator);
  for (const path of ["try", "response", "interview", "except"]) {
    await page.goto(`/cases/${number}/${path}`);
    await expectAccessible(page, path);
    await page.locator("main form button").last().click();
    await expect(page).toHaveTitle(/^Error:/);
    await expectAccessible(page, `${path} refused`);
  }
});
