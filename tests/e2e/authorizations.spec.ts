import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "authorizations" });

test("HR records who may speak for the City; a lesson about it shows the name from then on, and no longer once it is ended", async ({
  page,
  browserName: _,
}, { project }) => {
  const subject = `arena hours, ${project.name}`;
  await signIn(page, "1003", "/hr/people/1010");
  await page.getByRole("link", { name: "Record that this person may speak for the City" }).click();
  await page.getByRole("button", { name: "Record the authorization" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByLabel("Who may speak for the City?")).toHaveValue("1010");
  await page.getByLabel("On what may they speak?").fill(subject);
  await page.getByLabel("Facebook").check();
  await page.getByLabel("Who authorized them?").fill("1010");
  await page.getByLabel("How was it given?").fill("Memo of 3 March");
  await page.getByLabel("First day").fill("2026-01-02");
  await page.getByRole("button", { name: "Record the authorization" }).click();
  await expect(page.locator("#authorizedBy-error")).toContainText("nobody authorizes themselves");
  await expect(page.getByLabel("Facebook")).toBeChecked();
  await page.getByLabel("Who authorized them?").fill("1001");
  await page.getByRole("button", { name: "Record the authorization" }).click();
  await expect(page.getByText("The authorization is recorded.")).toBeVisible();
  const entry = new URL(page.url()).pathname;

  await page.getByRole("link", { name: "Correct this entry" }).click();
  await page.getByLabel("Anywhere online").check();
  await page.getByLabel("Why is this corrected?").fill("Not only Facebook");
  await page.getByRole("button", { name: "Correct the entry" }).click();
  await expect(page.locator("#channels-error")).toContainText("Choose either anywhere online");
  await page.getByLabel("Facebook").uncheck();
  await page.getByRole("button", { name: "Correct the entry" }).click();
  await expect(page.getByText("The entry is corrected.")).toBeVisible();
  await expect(page.getByText("Not only Facebook")).toBeVisible();

  const lesson = "/training/speak-for-yourself";
  const box = page.getByRole("region", { name: "Who may speak for the City today" });
  // The register is asked at most once a second for all who read the lesson.
  await expect(async () => {
    await page.goto(lesson);
    await expect(box).toContainText(
      `Colette Gagnon, Arena Attendant: ${subject} (anywhere online)`,
      { timeout: 500 },
    );
  }).toPass();
  await expect(box).toContainText("not part of the lesson’s words");
  await page.goto("/training/step-away");
  await expect(box).toHaveCount(0);

  await page.goto(`${entry}/end`);
  await page.getByLabel("Last day").fill("2026-01-03");
  await page.getByLabel("Why does it end?").fill("New duties");
  await page.getByRole("button", { name: "End the authorization" }).click();
  await expect(page.getByText("The end of the authorization is recorded.")).toBeVisible();
  await expect(async () => {
    await page.goto(lesson);
    await expect(box).not.toContainText(subject, { timeout: 500 });
  }).toPass();
  await page.goto("/hr/authorizations?q=arena&standing=past");
  await expect(page.getByRole("row", { name: new RegExp(subject) })).toBeVisible();
});

test("the pages of the register have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
}) => {
  await signIn(page, "1002");
  for (const path of ["", "?q=nobody-at-all", "/new", "/A-1", "/A-1/correct", "/A-1/end"]) {
    await page.goto(`/hr/authorizations${path}`);
    await expectAccessible(page, path);
  }
});
