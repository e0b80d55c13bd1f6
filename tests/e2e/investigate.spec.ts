import { addDays, dayIn } from "#app/days.ts";
import { acts, caseUpTo, done, investigator, openTestCase } from "#tests/support/cases.ts";
import { beside } from "#tests/support/escalations.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "investigating" });

const daysAgo = (days: number) => addDays(dayIn("America/Winnipeg", new Date()), -days);

test("HR decides to investigate and appoints somebody from outside, who declares and states an allegation", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => openTestCase(city, { about: "1008" }));
  await signIn(page, "1003", `/cases/${number}/appoint`);
  await expect(page.getByText("Decide first to investigate")).toBeVisible();
  await page.goto(`/cases/${number}/triage`);
  await page.getByLabel("Investigate", { exact: true }).check();
  await page.getByLabel("Reasons").fill("It may be hers.");
  await page.getByRole("button", { name: "Record the decision" }).click();

  await page.goto(`/cases/${number}/appoint`);
  await page.getByLabel("Find somebody").fill("priya");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("Priya Raman is a respondent")).toBeVisible();
  await page.getByLabel("Find somebody").fill("vance");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("button", { name: "Appoint" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByRole("radio", { name: "Ingrid Vance" }).check();
  await page.getByRole("button", { name: "Appoint" }).click();
  await expect(page).toHaveURL(/done=appointed/);

  await page.context().clearCookies();
  await signIn(page, investigator, `/cases/${number}/allege`);
  await expect(page.getByText("Declare first that nothing stands between")).toBeVisible();
  await page.goto(`/cases/${number}/declare`);
  await expect(page.getByText("This case is about Priya Raman")).toBeVisible();
  await page.getByLabel("No, nothing does").check();
  await page.getByRole("button", { name: "Declare" }).click();
  await page.getByRole("link", { name: /^Tick that you have read it/ }).click();
  await page.getByLabel("I have read the words above").check();
  await page.getByRole("button", { name: "Declare" }).click();
  await expect(page).toHaveURL(/done=declared/);

  await page.goto(`/cases/${number}/allege`);
  await page.getByRole("radio", { name: "Priya Raman" }).check();
  await page.getByLabel("On one day").check();
  await page.getByLabel("Day", { exact: true }).fill("2020-05-01");
  await page.getByLabel("On an account of their own").check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(
    page.getByText("the policy came into force on 1 November 2021").first(),
  ).toBeVisible();
  await page.getByLabel("Day", { exact: true }).fill(daysAgo(9));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Priya Raman had acknowledged version 1 before.")).toBeVisible();
  await expect(page.getByText("registration for fall programs")).toBeVisible();
  await page.getByLabel("Particulars").fill("She called the council thieves.");
  await page
    .getByLabel("Addresses of the posts")
    .fill("https://example.org/a\nhttps://example.org/b");
  await page.getByLabel("Off duty, in their own time").check();
  await page.getByRole("button", { name: "Change who or when" }).click();
  await page.getByLabel("On one day").check();
  await page.getByLabel("Day", { exact: true }).fill(daysAgo(12));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByLabel("Particulars")).toHaveValue("She called the council thieves.");
  await expect(page.getByLabel("Addresses of the posts")).toHaveValue(/a\nhttps/);
  await page.getByRole("button", { name: "State the allegation" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("third guideline").check();
  await page.getByRole("button", { name: "State the allegation" }).click();
  await page.getByRole("link", { name: "Write what links it to the workplace" }).click();
  await page.getByLabel("what links it to the workplace").fill("It names the City.");
  await page.getByRole("button", { name: "State the allegation" }).click();
  await expect(page).toHaveURL(/done=alleged/);

  await page.goto(`/cases/${number}/withdraw`);
  await expect(page.getByText("She called the council thieves.")).toBeVisible();
});

test("an investigator with a conflict says so, leaves, and finds nothing any more", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, async (city) => {
    const opened = await openTestCase(city);
    await done(city, "1003", opened, acts.triage());
    await done(city, "1003", opened, await acts.appoint(city, investigator));
    return opened;
  });
  await signIn(page, investigator, `/cases/${number}/declare`);
  await page.getByLabel("Yes, there is a conflict").check();
  await page.getByLabel("Where there is a conflict").fill("He is my nephew.");
  await page.getByRole("button", { name: "Declare" }).click();
  await expect(page.getByRole("heading", { name: "You have left the case" })).toBeVisible();
  expect((await page.goto(`/cases/${number}/declare`))?.status()).toBe(404);
  expect((await page.goto(`/cases/${number}/allege`))?.status()).toBe(404);
});

test("the pages of an inquiry have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, async (city) => {
    const opened = await caseUpTo(city, "alleged");
    const { personId } = await city.viewer("1009");
    const said = { words: "The children know him." };
    const measure = {
      act: "interim-begun",
      choice: "leave-with-pay",
      dueOn: "2099-01-01",
    } as const;
    await done(city, "1003", opened, { ...measure, personId, said });
    return opened;
  });
  await signIn(page, "1003");
  const paths = ["interim", "review-interim", "end-interim", "end-appointment", "withdraw"];
  for (const path of [...paths, "pause", "hold"]) {
    await page.goto(`/cases/${number}/${path}`);
    await expectAccessible(page, path);
    await page.getByRole("main").getByRole("button").first().click();
    await expect(page, path).toHaveTitle(/^Error:/);
    await expectAccessible(page, `${path} refused`);
  }
  await page.goto(`/cases/${number}/appoint`);
  await expectAccessible(page, "somebody is appointed");
  await page.goto(`/cases/${number}/allege`);
  await expectAccessible(page, "who and when");
  await page.getByLabel("The day is not known").check();
  await page.getByLabel("Earliest day").fill("2021-10-01");
  await page.getByLabel("Latest day").fill(daysAgo(2));
  await page.getByLabel("On a channel of the City").check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expectAccessible(page, "which version");
  await page.getByLabel("Version 1").check();
  await page.getByLabel("Why does this version apply?").fill("It answers one of last week.");
  await page.getByRole("button", { name: "Go on" }).click();
  for (const summary of await page.locator("details > summary").all()) await summary.click();
  await expectAccessible(page, "which rule");
  await page.getByRole("button", { name: "State the allegation" }).click();
  await expectAccessible(page, "which rule refused");
});
