import { caseUpTo, investigator, readCase } from "#tests/support/cases.ts";
import { beside } from "#tests/support/escalations.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "discipline" });

test("a finding is recorded and reviewed, a warning proposed, approved and issued, and the case closed", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => caseUpTo(city, "answered"));
  const at = (path: string) => `/cases/${number}/${path}`;
  const as = async (who: string, path: string) => {
    await page.context().clearCookies();
    await signIn(page, who, at(path));
  };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  await as(investigator, "find");
  await expect(page.getByText("Prohibited Social Media activity")).toBeVisible();
  await press("Record the finding");
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("Substantiated", { exact: true }).check();
  await page.getByLabel("Reasons").fill("He wrote it, and says so.\n\nTwo people saw it.");
  await press("Record the finding");
  await expect(page.getByRole("link", { name: /^Tick at least one thing/ })).toBeVisible();
  await expect(page.getByLabel("Reasons")).toHaveValue(/Two people saw it\.$/);
  await page.getByLabel(/recorded a response of Jesse Flett/).check();
  await expectAccessible(page, "finding");
  await press("Record the finding");

  await as("1014", "confirm");
  await expect(page.getByText("Two people saw it.")).toBeVisible();
  await expectAccessible(page, "reviewing");
  await press("I agree");

  await as("1003", "close");
  await expect(page.getByText("Decide about discipline, and issue it")).toBeVisible();
  await page.goto(at("propose"));
  await page.getByLabel("Suspension", { exact: true }).check();
  await page.getByLabel("Reasons", { exact: true }).fill("He knew the rule.");
  await page.getByLabel("What speaks for a lighter measure?").fill("It was his first.");
  await press("Propose this");
  await expect(page.getByRole("link", { name: /^Enter how many calendar days/ })).toBeVisible();
  await page.getByLabel("Written warning", { exact: true }).check();
  await expectAccessible(page, "proposing");
  await press("Propose this");
  await page.goto(at("propose"));
  await expect(page.getByText("Written warning is proposed already")).toBeVisible();
  await page.goto(at("issue"));
  await expect(page.getByText("Wait until all approvals are there.")).toBeVisible();

  await as("1014", "confirm");
  await expect(page.getByText("It was his first.")).toBeVisible();
  await expect(page.getByText("One approval is still needed.")).toBeVisible();
  await expectAccessible(page, "approving");
  await press("I agree");

  await as("1003", "issue");
  await expect(page.getByText("Joanne Settee").first()).toBeVisible();
  await expect(page.getByRole("article")).toContainText("Written warning. It counts as earlier");
  await expect(page.getByRole("article")).not.toContainText("It was his first.");
  await expectAccessible(page, "issuing");
  await page.getByLabel("By hand").check();
  await press("Issue the decision");
  await expect(page.getByRole("link", { name: /^Write who handed it over/ })).toBeVisible();
  await page.getByLabel("By whom?").fill("Tom Baker");
  await page.getByLabel("What proves it?").fill("Signed for.");
  await press("Issue the decision");

  await page.goto(at("close"));
  await expect(page.getByText("Tell the reporter that it is concluded")).toBeVisible();
  await page.goto(at("tell-reporter"));
  await expect(page.getByLabel("What the reporter reads")).toHaveValue(/concluded/);
  await press("Send it");
  await page.goto(at("close"));
  await expect(page.getByText("7 years, as a finding is substantiated")).toBeVisible();
  await expectAccessible(page, "closing");
  await press("Close the case");
  await page.goto(at("close"));
  await expect(page.getByText("The case is closed.")).toBeVisible();
  await page.goto(at("grieve"));
  await expect(page.getByText("opens it again")).toBeVisible();
  await expectAccessible(page, "grieving");

  await beside(portal, async (city) => {
    const { standing } = await readCase(city, "1003", number);
    expect(standing.stage).toBe("closed");
  });
  await as("1012", "issue");
  await expect(page.getByText("This page does not exist")).toBeVisible();
});
