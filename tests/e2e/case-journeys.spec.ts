import type { Page } from "@playwright/test";
import { addDays, dayIn } from "#app/days.ts";
import { acts, caseUpTo, done, investigator, openTestCase } from "#tests/support/cases.ts";
import { beside } from "#tests/support/escalations.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "the ways a case ends" });

const [tom, joanne, manager, jesse] = ["1003", "1014", "1001", "1009"] as const;
const today = () => dayIn("America/Winnipeg", new Date());
type Beside = Parameters<Parameters<typeof beside>[1]>[0];

/** A case in the browser of one person after another. */
function caseIn(page: Page, number: string) {
  const open = async (path: string) => {
    await page.goto(`/cases/${number}${path && `/${path}`}`);
  };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  return {
    open,
    press,
    as: async (who: string, path = "") => {
      await page.context().clearCookies();
      await signIn(page, who, null);
      await open(path);
    },
    says: (words: string | RegExp) => expect(page.getByText(words).first()).toBeVisible(),
    /** Fills in the form of an act that asks for words alone, and sends it. */
    write: async (path: string, label: string, words: string, button: string) => {
      await open(path);
      await page.getByLabel(label, { exact: true }).fill(words);
      await press(button);
    },
    /** Gives a letter in the portal. */
    inPortal: async (path: string, button: string) => {
      await open(path);
      await page.getByLabel("In the portal", { exact: true }).check();
      await press(button);
    },
    tellReporter: async () => {
      await open("tell-reporter");
      await press("Send it");
      await expect(page.getByText("The reporter is told that it is concluded.")).toBeVisible();
    },
    close: async () => {
      await open("close");
      await press("Close the case");
      await expect(page.getByText("The case is closed.")).toBeVisible();
    },
    /** What the respondent finds under My notices. */
    readOwn: async (who: string, title: string) => {
      await page.context().clearCookies();
      await signIn(page, who, "/my-notices");
      await page.getByRole("link", { name: title }).first().click();
    },
  };
}

/** A case whose written warning was issued. */
async function warned(city: Beside, { isClosed = false } = {}): Promise<string> {
  const number = await caseUpTo(city, "reviewed");
  await done(city, tom, number, acts.propose());
  await done(city, joanne, number, acts.confirm("proposed"));
  await done(city, tom, number, acts.issue);
  if (!isClosed) return number;
  await done(city, tom, number, acts.tellReporter);
  await done(city, tom, number, acts.close);
  return number;
}

test("a report is dismissed at triage once a second person agrees, and not by the first alone", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, openTestCase);
  const { as, open, press, says, write, tellReporter, close } = caseIn(page, number);
  await as(tom, "triage");
  await page.getByLabel("No action", { exact: true }).check();
  await press("Record the decision");
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("Reasons").fill("The account is nobody’s of the City.");
  await press("Record the decision");
  await says("The decision about what is to be done is recorded.");
  await says("Can agree: Joanne Settee");
  await open("confirm");
  await expect(page.getByRole("button", { name: "I agree" })).toHaveCount(0);
  await open("close");
  await says("Wait for the second person");

  await as(joanne);
  await page.getByRole("link", { name: "Not agree, with reasons" }).click();
  await page.getByLabel("Why", { exact: false }).first().fill("His name is under the picture.");
  await press("I do not agree");
  await says("That you do not agree is recorded, with your reasons.");
  await open("triage");
  await page.getByLabel("No action", { exact: true }).check();
  await page.getByLabel("Reasons").fill("It is his namesake: I rang the club.");
  await press("Record the decision");

  await as(tom, "confirm");
  await says("It is his namesake: I rang the club.");
  await press("I agree");
  await says("Your agreement is recorded.");
  await tellReporter();
  await close();
  await write("reopen", "Why is it opened again?", "A second report.", "Reopen the case");
  await says("The case is open again.");
});

test("an allegation that is not substantiated ends with the outcome, and nothing can be proposed @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => caseUpTo(city, "answered"));
  const { as, open, press, says, inPortal, tellReporter, close, readOwn } = caseIn(page, number);
  await as(investigator, "find");
  await page.getByLabel("Not substantiated", { exact: true }).check();
  await page.getByLabel("Reasons").fill("Two people saw his brother with the phone.");
  await page.getByLabel(/recorded a response of Jesse Flett/).check();
  await press("Record the finding");
  await says("The finding is recorded. A second person reviews it");

  await as(joanne, "confirm");
  await says("had not acknowledged version 1 by then");
  await press("I agree");

  await as(tom, "propose");
  await says("Record a substantiated finding first");
  await open("close");
  await says("Give the respondent the outcome");
  await inPortal("inform", "Give the outcome");
  await says("The outcome is given, with its letter.");
  await tellReporter();
  await open("close");
  await says("as no finding is substantiated");
  await close();

  await readOwn(jesse, "The outcome for you");
  await says("Two people saw his brother with the phone.");
});

test("a termination takes two others, one of them the city manager, before it can be issued @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => caseUpTo(city, "reviewed"));
  const { as, open, press, says, inPortal, readOwn } = caseIn(page, number);
  await as(tom, "propose");
  await page.getByLabel("Termination", { exact: true }).check();
  await page.getByLabel("from which day, and what changes?").fill("From 1 December.");
  await page.getByLabel("Reasons", { exact: true }).fill("It is the third time.");
  await press("Propose this");
  await says("The proposal is recorded. It can be issued once all its approvals are there.");
  await says("0 of 2 approvals given");
  await open("confirm");
  await expect(page.getByRole("button", { name: "I agree" })).toHaveCount(0);

  await as(joanne, "confirm");
  await says(/^Two approvals are still needed, one of them the city manager’s/);
  await press("I agree");
  await says("1 of 2 approvals given");

  await as(tom, "issue");
  await says("Wait until all approvals are there");
  await as(manager, "confirm");
  await says("You agree as the city manager, or in their place.");
  await says("had not acknowledged version 1 by then");
  await press("I agree");

  await as(tom);
  await inPortal("issue", "Issue the decision");
  await says("The decision is issued, with its letter.");
  await readOwn(jesse, "A decision about you");
  await says("Termination. From 1 December.");
});

test("of a case about one of HR that person finds nothing but their own letter; the others handle it, then the city manager @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) =>
    caseUpTo(city, "reviewed", { about: tom, by: joanne }),
  );
  const { as, press, says, inPortal, readOwn } = caseIn(page, number);
  const isNowhere = async () => {
    for (const path of ["", "/confirm", "/evidence", "/views", "/export"])
      expect((await page.goto(`/cases/${number}${path}`))?.status()).toBe(404);
    for (const path of ["/", "/cases", `/cases?q=${number}`, "/cases?q=Baker", "/cases/views"]) {
      await page.goto(path);
      await expect(page.getByText(number)).toHaveCount(0);
    }
  };
  await as(tom);
  await isNowhere();

  await as(joanne, "propose");
  await page.getByLabel("Written warning", { exact: true }).check();
  await page.getByLabel("Reasons", { exact: true }).fill("He teaches the rule himself.");
  await press("Propose this");
  await says("Can agree: Sam Whitford");
  await as(manager, "confirm");
  await press("I agree");
  await as(joanne);
  await inPortal("issue", "Issue the decision");
  await says("The decision is issued, with its letter.");

  await readOwn(tom, "A decision about you");
  await says("He teaches the rule himself.");
  await page.goto("/cases");
  await expect(page.getByText(number)).toHaveCount(0);
  expect((await page.goto(`/cases/${number}`))?.status()).toBe(404);

  await as(joanne, "step-aside");
  await says("Sam Whitford handles it from then on.");
  await page.getByLabel("Why do you step aside?").fill("We share a room.");
  await press("Step aside");
  await isNowhere();
  await as(manager);
  await says("As the city manager: everybody of Human Resources has a conflict");
});

test("a finding that is changed after discipline leaves it to be rescinded, and the respondent is told @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, warned);
  const { as, open, press, says, write, inPortal, tellReporter, close, readOwn } = caseIn(
    page,
    number,
  );
  await as(investigator, "find");
  await says("What was issued on the finding before has to be rescinded or upheld");
  await page.getByLabel("Not substantiated", { exact: true }).check();
  await page.getByLabel("Reasons").fill("His brother came, and showed the phone.");
  await page.getByLabel(/recorded a response of Jesse Flett/).check();
  await press("Record the finding");

  await as(joanne, "confirm");
  await says("His brother came, and showed the phone.");
  await press("I agree");

  await as(tom, "close");
  await says("Decide about discipline, and issue it");
  await open("uphold");
  await expect(page.getByRole("button", { name: "Uphold it" })).toHaveCount(0);
  await write("rescind", "Reasons", "Nothing is left of the finding.", "Rescind it");
  await says("What was issued is rescinded. Tell the respondent next.");
  await inPortal("inform", "Give the outcome");
  await tellReporter();
  await close();

  await readOwn(jesse, "The outcome for you");
  await says("written warning, is rescinded");
  await readOwn(jesse, "A decision about you");
  await says("What was decided was taken back on");
});

test("a grievance that is allowed opens a closed case, and what was issued is rescinded @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, (city) => warned(city, { isClosed: true }));
  const { as, open, press, says, write, inPortal, close, readOwn } = caseIn(page, number);
  await readOwn(jesse, "A decision about you");
  await page.getByLabel("What do you not agree with, and why?").fill("Nobody asked my brother.");
  await press("File the grievance");
  await says("Your grievance is filed.");

  await as(tom, "close");
  await says("Record how the grievance ended");
  await open("end-grievance");
  await says("Nobody asked my brother.");
  await page.getByLabel("Allowed", { exact: true }).check();
  await page.getByLabel("On which day?").fill(today());
  await page.getByLabel("What was decided, and by whom?").fill("The panel heard his brother.");
  await press("Record it");
  await says("How the grievance ended is recorded.");
  await open("close");
  await says("Decide about discipline, and issue it");
  await write("rescind", "Reasons", "As the panel decided.", "Rescind it");
  await open("propose");
  await page.getByLabel("No discipline", { exact: true }).check();
  await page.getByLabel("Reasons", { exact: true }).fill("As the panel decided.");
  await press("Propose this");
  await inPortal("issue", "Issue the decision");
  await close();

  await readOwn(jesse, "A decision about you");
  await says("written warning, is rescinded");
  await page.goto("/my-notices");
  await page.getByRole("link", { name: "A decision about you" }).nth(1).click();
  await says("It was allowed");
  await says("The panel heard his brother.");
  await says("What was decided was taken back on");
});

test("a case that was reopened and closed is disposed of by two, and only its certificate is left @script", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, async (city) => {
    const opened = await openTestCase(city);
    for (const ask of [acts.triage("coach"), acts.tellReporter]) await done(city, tom, opened, ask);
    await done(city, tom, opened, ({ today: dueOn }) => ({ act: "closed", dueOn }));
    return opened;
  });
  const { as, press, says, write, tellReporter, close } = caseIn(page, number);
  const propose = ["propose-disposal", "Why is it to be disposed of?"] as const;
  await as(tom);
  await write(...propose, "Its time is over.", "Propose it");
  await says("That the case be disposed of is proposed. A second person decides.");
  await write("reopen", "Why is it opened again?", "Somebody came forward.", "Reopen the case");
  await says("The case is open again.");
  await expect(page.getByText("Can agree:")).toHaveCount(0);
  await tellReporter();
  await close();
  await page.goto(`/cases/${number}/propose-disposal`);
  const year = Number(today().slice(0, 4));
  await says(new RegExp(`^Keep it until \\d+ \\w+ (${year + 1}|20\\d\\d): its rule says so\\.$`));

  // Its rule keeps it for years: from here on as if they had passed.
  await beside(portal, async (city) => {
    await done(city, tom, number, ({ today: on }) => ({
      ...{ act: "reopened", dueOn: addDays(on, 60), said: { words: "Once more." } },
    }));
    await done(city, tom, number, acts.tellReporter);
    await done(city, tom, number, ({ today: dueOn }) => ({ act: "closed", dueOn }));
  });
  await write(...propose, "Its time is over.", "Propose it");
  await as(joanne, "confirm");
  await says("the keys are destroyed at once, and nobody can bring anything back");
  await press("I agree: dispose of the case");
  await expect(page.getByRole("heading", { name: /^Certificate of disposal/ })).toBeVisible();
  await expect(page.getByText("Jesse Flett")).toHaveCount(0);
  expect((await page.goto(`/cases/${number}/evidence`))?.status()).toBe(404);
});
