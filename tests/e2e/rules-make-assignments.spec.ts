import { expect, test } from "./portal.ts";

test.use({ story: "rules-make-assignments" });

const inTwoMonths = () => {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() + 2);
  return day.toISOString().slice(0, 10);
};

test("HR makes a rule, sees first whom it reaches, and ends it", async ({ page, signInAs }) => {
  await signInAs("1002", "/hr");
  await page.getByRole("link", { name: "Assignments", exact: true }).click();
  await page.getByRole("link", { name: "Make a rule" }).click();
  await page.getByRole("button", { name: "See whom it reaches" }).click();
  await expect(page.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await expect(page).toHaveTitle(/^Error: A new rule/);

  await page.getByLabel("By role").check();
  await page.getByLabel("Track").selectOption({ label: "Official channels" });
  await page.getByLabel("Days to complete").fill("20");
  await page.getByLabel("Program Coordinator").check();
  await page.getByRole("button", { name: "See whom it reaches" }).click();

  await expect(page.getByRole("heading", { name: "It reaches 1 person today" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Raman, Priya" })).toBeVisible();
  await page.getByRole("button", { name: "Make the rule" }).click();
  await expect(page.getByRole("status")).toContainText("The rule is made");

  await expect(async () => {
    await page.goto("/hr/assignments?q=raman&what=made");
    await expect(page.getByRole("row", { name: /Official channels.*by role/ })).toBeVisible();
  }).toPass();

  await page
    .getByRole("link", { name: /^End the rule.*Official channels/ })
    .first()
    .click();
  await page.getByRole("button", { name: "End the rule" }).click();
  await expect(page.getByRole("status")).toContainText("The rule has ended");
  await expect(page.getByText("Rules that have ended (1)")).toBeVisible();
});

test("HR moves a due day, exempts and ends an exemption; the person reads why", async ({
  page,
  signInAs,
}) => {
  await signInAs("1002", "/hr/people/1012");
  await page.getByRole("link", { name: "Move the due day" }).click();
  await page.getByLabel("New due day").fill("2020-01-01");
  await page.getByLabel("Reason for the file").fill("Away at a course");
  await page.getByRole("button", { name: "Move the due day" }).click();
  await expect(page.getByRole("link", { name: "Choose today or a later day" })).toBeVisible();
  await expect(page.getByLabel("Reason for the file")).toHaveValue("Away at a course");
  await page.getByLabel("New due day").fill(inTwoMonths());
  await page.getByRole("button", { name: "Move the due day" }).click();
  await expect(page.getByText("by Helen Osei: Away at a course")).toBeVisible();

  await page.getByRole("link", { name: "Exempt from training" }).click();
  await page.getByLabel("Reason for the file").fill("Seconded elsewhere");
  await page.getByRole("button", { name: "Exempt" }).click();
  await expect(page.getByText("Exempt", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: "End the exemption" }).click();
  await page.getByRole("button", { name: "End the exemption" }).click();
  await expect(page.getByRole("link", { name: "Exempt from training" })).toBeVisible();

  await page.context().clearCookies();
  await signInAs("1012");
  await expect(page.getByText(/Moved from .* by Human Resources\./)).toBeVisible();
  await expect(page.getByText("Away at a course")).toHaveCount(0);
});

test("HR assigns by hand and ends it by hand; for oneself another does", async ({
  page,
  signInAs,
}) => {
  await signInAs("1002", "/hr/people/1008");
  await page.getByRole("link", { name: "Assign training by hand" }).click();
  await page.getByLabel("Track").selectOption({ label: "Personal use" });
  await page.getByLabel("Due day").fill(inTwoMonths());
  await page.getByLabel("Reason for the file").fill("Asked to take it again");
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText("Asked to take it again")).toBeVisible();
  await expect(page.getByText("by HR, by Helen Osei")).toBeVisible();
  await page.getByRole("link", { name: /^end this assignment.*Personal use/ }).click();
  await page.getByLabel("Reason for the file").fill("Given in error");
  await page.getByRole("button", { name: "End the assignment" }).click();
  await expect(page.getByText("by hand by Helen Osei: Given in error")).toBeVisible();

  await page.goto("/hr/people/1002/assign");
  await expect(page.getByText("Another person of HR assigns it")).toBeVisible();
});
