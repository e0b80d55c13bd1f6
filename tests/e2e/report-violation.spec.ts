import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, test } from "./portal.ts";

test.use({ story: "reports" });

const goOn = (page: Page) => page.getByRole("button", { name: "Continue" }).click();
const asked = (page: Page, title: string) =>
  expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

/** Answers the questions up to "What happened?". */
async function begin(page: Page, kind: string) {
  await page.goto("/report");
  await page.getByRole("button", { name: "Start" }).click();
  await asked(page, "Is it about something a City employee posted?");
  await page.getByLabel("Yes").check();
  await goOn(page);
  await asked(page, "Is anyone in danger now?");
  await page.getByLabel("No", { exact: true }).check();
  await goOn(page);
  await asked(page, "Do you want to give your name?");
  await page.getByLabel(kind).check();
  await goOn(page);
}

async function tell(page: Page, what: string) {
  await asked(page, "What happened?");
  await page.getByLabel("What happened?").fill(what);
  await goOn(page);
  await asked(page, "Where was it posted?");
  await page.getByLabel("Facebook").check();
  await page.getByLabel("Addresses of the post").fill("https://facebook.com/groups/town/1");
  await goOn(page);
  await asked(page, "When was it posted?");
  await page.getByLabel("I do not know").check();
  await goOn(page);
  await asked(page, "Who posted it?");
}

/** Leaves empty what can be, from "How can one tell" to the evidence. */
async function skipTheRest(page: Page) {
  await asked(page, "How can one tell that it is a City employee?");
  await goOn(page);
  await asked(page, "What seems wrong with it?");
  await page.getByLabel("I am not sure").check();
  await goOn(page);
  await asked(page, "Who else saw it?");
  await goOn(page);
  await asked(page, "What can you show?");
  await page.getByLabel("Or paste text").fill("The council is a circus!");
  await goOn(page);
}

/** Sends the report, saves its code, and answers it. */
async function send(page: Page): Promise<string> {
  await asked(page, "Check your answers before you send the report");
  await page.getByRole("button", { name: "Send the report" }).click();
  await asked(page, "Your report is sent");
  const code = await page.locator(".receipt-code").innerText();
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  return code;
}

async function confirm(page: Page) {
  await page.getByLabel("I have saved the code").check();
  await page.getByRole("button", { name: "Go on, and forget the code here" }).click();
  await asked(page, "What happens next");
}

test("an employee who gives their name finds whom it is about in the directory", async ({
  page,
  signInAs,
}) => {
  await signInAs("1006");
  await page.getByRole("link", { name: "Report a violation" }).first().click();
  await begin(page, "Yes, with my name");
  await tell(page, "Two of us were called names.");
  await page.getByLabel("Or in your own words").fill("Somebody called Pool Shark");
  await page.getByLabel("Search the directory").fill("gagn");
  await page.getByLabel("Search the directory").press("Enter");
  await page.getByLabel("Colette Gagnon, Arena Attendant, Recreation").check();
  await page.getByLabel("Search the directory").fill("nobody at all");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("Nobody who works here today is found")).toBeVisible();
  await page.getByLabel("Search the directory").fill("flett");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByLabel("Jesse Flett, Lifeguard, Recreation").check();
  await expect(page.getByLabel("Colette Gagnon, Arena Attendant, Recreation")).toBeChecked();
  await page.getByLabel("I do not know who it was").check();
  await goOn(page);
  await expect(page.locator("#words-error")).toContainText("but not both");
  await expect(page.getByLabel("Jesse Flett")).toBeChecked();
  await page.getByLabel("I do not know who it was").uncheck();
  await goOn(page);
  await skipTheRest(page);
  await expect(page.getByLabel("Your name")).toHaveValue("Mara Sinclair");
  await expect(page.getByText("In this browser Mara Sinclair is signed in")).toBeVisible();
  await expect(page.getByRole("link", { name: "sign out first" })).toBeVisible();
  await page.getByLabel("E-mail address").fill("mara");
  await goOn(page);
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("E-mail address").fill("mara.sinclair@example.org");
  await goOn(page);
  const answers = page.getByRole("main");
  for (const words of [
    "Colette Gagnon (from the directory)",
    "Jesse Flett (from the directory)",
    "Somebody called Pool Shark",
    "Not answered whether it was on a channel of the City",
    "mara.sinclair@example.org",
  ]) {
    await expect(answers).toContainText(words);
  }
  await send(page);
  await confirm(page);
  await page.goto("/report/receipt");
  await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
});

test("a resident without an account reports in confidence, back and forth", async ({ page }) => {
  await begin(page, "Confidentially");
  await page.goto("/report/check");
  await asked(page, "What happened?");
  await tell(page, "It was about my street.");
  await expect(page.getByLabel("Search the directory")).toHaveCount(0);
  await page.getByLabel("Who it was, in your own words").fill("The one with the plough");
  await page.getByRole("button", { name: "Back" }).click();
  await asked(page, "When was it posted?");
  await expect(page.getByLabel("I do not know")).toBeChecked();
  await page.getByLabel("Between two days").check();
  await page.getByLabel("First day").fill("2026-01-05");
  await goOn(page);
  await expect(page.locator("#until-error")).toContainText("Enter the last day");
  await expect(page.getByLabel("First day")).toHaveValue("2026-01-05");
  await page.getByLabel("Last day").fill("2026-01-07");
  await goOn(page);
  await expect(page.getByLabel("Who it was, in your own words")).toHaveValue(
    "The one with the plough",
  );
  await goOn(page);
  await skipTheRest(page);
  await page.getByLabel("Your name").fill("Ann Reader");
  await page.getByLabel("Phone number").fill("555 0100");
  await goOn(page);
  await expect(page.getByText("From 5 January 2026 to 7 January 2026")).toBeVisible();
  await page.getByRole("link", { name: "Change what happened" }).click();
  await expect(page.getByLabel("What happened?")).toHaveValue("It was about my street.");
  await page.getByLabel("What happened?").fill("\u200b\u200b");
  await goOn(page);
  await expect(page.locator("#what-error")).toContainText("Write what happened");
  await page.getByLabel("What happened?").fill("It was about our street.");
  await goOn(page);
  await expect(page.getByText("It was about our street.")).toBeVisible();
  const code = await send(page);
  await page.getByRole("button", { name: "Go on, and forget" }).click();
  await expect(page.locator("#saved-error")).toContainText("Save the code first");
  await page.goto("/report");
  await page.getByRole("link", { name: "Show the receipt code" }).click();
  await expect(page.locator(".receipt-code")).toHaveText(code);
  await confirm(page);
});

test("somebody signed in who stays anonymous is not known, nor what they had typed", async ({
  page,
  signInAs,
  context,
}) => {
  await signInAs("1007");
  await begin(page, "Yes, with my name");
  await tell(page, "I would rather not say who I am.");
  await page.getByLabel("Search the directory").fill("raman");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByLabel("Priya Raman").check();
  await goOn(page);
  await skipTheRest(page);
  await expect(page.getByLabel("Your name")).toHaveValue("Dale Kozak");
  await goOn(page);
  await page.getByRole("link", { name: "Change files" }).click();
  const buffer = Buffer.from("Seen by Dale.");
  await page
    .getByLabel("Add files")
    .setInputFiles({ name: "from-dale.txt", mimeType: "text/plain", buffer });
  await goOn(page);
  await page.getByRole("link", { name: "Change giving your name" }).click();
  await page.getByLabel("No, anonymously").check();
  await goOn(page);
  await asked(page, "Your report is anonymous now");
  await expect(page.getByText("I would rather not say who I am.")).toBeVisible();
  await expect(page.getByText("The council is a circus!")).toBeVisible();
  await page.getByRole("button", { name: "Remove from-dale.txt" }).click();
  await expect(page.getByText("from-dale.txt")).toHaveCount(0);
  await asked(page, "Your report is anonymous now");
  await page.getByRole("link", { name: "Go on with the report" }).click();
  const answers = page.getByRole("main");
  await expect(answers).toContainText("No: the report is anonymous");
  await expect(answers).toContainText("Priya Raman");
  await expect(answers).not.toContainText(/Dale|Kozak|from the directory/);
  await page.goto("/report/who");
  await expect(page.getByLabel("Search the directory")).toHaveCount(0);
  await page.goto("/report/contact");
  await asked(page, "Check your answers before you send the report");
  await expect(page.getByText("Dale Kozak")).toHaveCount(0);
  await send(page);
  await confirm(page);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("signpost-report");
});

test("what no employee posted is not reported here, and danger comes first", async ({ page }) => {
  await page.goto("/report");
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByLabel("No", { exact: true }).check();
  await goOn(page);
  await asked(page, "Comments of others are not reported here");
  await expect(page.getByRole("heading", { name: "Marketing Coordinator" })).toBeVisible();
  await page.getByRole("link", { name: "change your answer" }).click();
  await page.getByLabel("I am not sure").check();
  await goOn(page);
  await page.getByLabel("Yes, or I fear so").check();
  await goOn(page);
  await asked(page, "Call first");
  await expect(page.getByText("call 911 first")).toBeVisible();
  await page.getByRole("link", { name: "Go on with the report" }).click();
  await asked(page, "Do you want to give your name?");
});

test("what was typed can be deleted, and a page sent later loses nothing", async ({
  page,
  context,
}) => {
  await begin(page, "No, anonymously");
  await page.getByRole("link", { name: "Delete what I typed" }).click();
  await expect(page.getByText("This cannot be undone.")).toBeVisible();
  await page.getByRole("button", { name: "Delete everything I typed" }).click();
  await expect(page.getByText("What you typed is deleted.")).toBeVisible();
  await begin(page, "No, anonymously");
  await page.getByLabel("What happened?").fill("Written over two days.");
  await context.clearCookies();
  await goOn(page);
  await asked(page, "Is it about something a City employee posted?");
  await expect(page.getByText("Your last answer is kept")).toBeVisible();
  await page.getByLabel("Yes").check();
  await goOn(page);
  await page.getByLabel("No", { exact: true }).check();
  await goOn(page);
  await page.getByLabel("No, anonymously").check();
  await goOn(page);
  await expect(page.getByLabel("What happened?")).toHaveValue("Written over two days.");
});

test("every step has no accessibility fault and fits a phone, light and dark @script", async ({
  page,
  signInAs,
}) => {
  await signInAs("1006", "/report");
  await page.getByText("What is kept when you report").click();
  await expectAccessible(page);
  await begin(page, "Yes, with my name");
  await tell(page, "x".repeat(300));
  await page.getByLabel("Search the directory").fill("gagn");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByLabel(/Colette Gagnon/).check();
  await goOn(page);
  await skipTheRest(page);
  await goOn(page);
  await expectAccessible(page);
  const steps = ["about", "danger", "name", "what", "where", "when", "who?q=flett"];
  const others = ["recognizable", "rule", "witnesses", "evidence", "contact"];
  const besides = ["comments", "call-first", "delete", "done"];
  for (const step of [...steps, ...others, ...besides]) {
    await page.goto(`/report/${step}`);
    await expectAccessible(page);
  }
  await page.goto("/report/what");
  await page.getByLabel("What happened?").fill("");
  await goOn(page);
  await expectAccessible(page);
  await page.goto("/report/name");
  await page.getByLabel("No, anonymously").check();
  await goOn(page);
  await expectAccessible(page);
  await page.goto("/report/check");
  await send(page);
  await expectAccessible(page);
  await confirm(page);
});
