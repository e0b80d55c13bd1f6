import type { Page } from "@playwright/test";
import { demoPassword } from "#server/demo/cast.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, signInByForm, test } from "./portal.ts";

/** WCAG 2.2 AA, and what axe calls best practice. */

type State = { name: string; as: string | null; show: (page: Page) => Promise<unknown> };

const open = (address: string) => (page: Page) => page.goto(address);

const states: State[] = [
  { name: "the way in", as: null, show: open("/") },
  { name: "sign-in", as: null, show: open("/sign-in") },
  {
    name: "sign-in refused",
    as: null,
    show: async (page) => {
      await signInByForm(page, "1006", "not the password");
      await expect(page).toHaveTitle(/^Error:/);
    },
  },
  { name: "set-up", as: null, show: open("/set-up") },
  {
    name: "set-up refused",
    as: null,
    show: async (page) => {
      await page.goto("/set-up");
      await page.locator("main form button[type=submit]").click();
      await expect(page).toHaveTitle(/^Error:/);
    },
  },
  { name: "the policy", as: null, show: open("/policy") },
  { name: "a clause of the policy", as: null, show: open("/policy#6.c") },
  { name: "every version of the policy", as: null, show: open("/policy/versions") },
  { name: "what is kept", as: null, show: open("/privacy") },
  { name: "verify", as: null, show: open("/verify") },
  {
    name: "verify without a file",
    as: null,
    show: async (page) => {
      await page.goto("/verify");
      await page.getByRole("button", { name: "Verify" }).click();
      await expect(page).toHaveTitle(/^Error:/);
    },
  },
  { name: "a page that does not exist", as: null, show: open("/nothing-here") },
  { name: "home of a new starter", as: "1006", show: open("/") },
  { name: "home of somebody overdue", as: "1007", show: open("/") },
  { name: "home of somebody done", as: "1008", show: open("/") },
  { name: "home of somebody on leave", as: "1010", show: open("/") },
  { name: "home with two tracks", as: "1011", show: open("/") },
  { name: "the list of lessons", as: "1005", show: open("/training") },
  { name: "a lesson not begun", as: "1006", show: open("/training/speak-for-yourself") },
  { name: "a lesson answered", as: "1005", show: open("/training/who-can-tell") },
  {
    name: "a wrong answer with its feedback",
    as: "1007",
    show: async (page) => {
      await page.goto("/training/step-away");
      const scenario = page.locator("section#book-display");
      await scenario.getByLabel(/Post one last reply/).check();
      await scenario.getByRole("button").click();
      await expect(scenario.getByRole("heading", { name: "Not quite" })).toBeVisible();
    },
  },
  {
    name: "an answer without a choice",
    as: "1006",
    show: async (page) => {
      await page.goto("/training/speak-for-yourself");
      await page.locator("section.scenario form button").first().click();
      await expect(page).toHaveTitle(/^Error:/);
    },
  },
  { name: "acknowledging too early", as: "1006", show: open("/acknowledge") },
  { name: "receipts", as: "1008", show: open("/receipts") },
  {
    name: "a receipt",
    as: "1008",
    show: async (page) => {
      await page.goto("/receipts");
      await page.locator("main li a").first().click();
    },
  },
  { name: "the account", as: "1008", show: open("/account") },
  { name: "the second step", as: "1008", show: open("/account/second-factor") },
  {
    name: "setting up an app, refused",
    as: "1008",
    show: async (page) => {
      await page.goto("/account/second-factor");
      await page.getByRole("button", { name: "Set up an app" }).click();
      await page.getByRole("button", { name: "Finish" }).click();
      await expect(page).toHaveTitle(/^Error:/);
    },
  },
  { name: "making a passkey", as: "1008", show: open("/account/second-factor/passkey") },
  { name: "what a second person confirms", as: "1001", show: open("/confirmations") },
  {
    name: "asking a second person",
    as: "1012",
    show: open("/admin/1014/confirmation/reset-password"),
  },
  { name: "signing out", as: "1008", show: open("/sign-out") },
  { name: "HR's page", as: "1002", show: open("/hr") },
  { name: "attestations", as: "1002", show: open("/hr/attestations") },
  { name: "attestations, none found", as: "1002", show: open("/hr/attestations?q=nobody-at-all") },
  { name: "people", as: "1002", show: open("/hr/people") },
  { name: "a person's file", as: "1002", show: open("/hr/people/1008") },
  {
    name: "a person's file on a day",
    as: "1002",
    show: open("/hr/people/1008?on=2021-12-01"),
  },
  { name: "handing over a code", as: "1002", show: open("/hr/people/1006/set-up-code") },
  { name: "versions", as: "1002", show: open("/hr/versions") },
  { name: "a difference", as: "1002", show: open("/hr/versions/difference") },
  {
    name: "a lesson before it is published",
    as: "1002",
    show: open("/hr/versions/preview/step-away"),
  },
  { name: "nothing to publish", as: "1002", show: open("/hr/versions/publish") },
  { name: "set-up letters", as: "1002", show: open("/hr/letters") },
  {
    name: "set-up letters made",
    as: "1004",
    show: async (page) => {
      await page.goto("/team/letters?person=1006");
      await page.getByRole("button", { name: "Make the letter" }).click();
      await expect(page.getByRole("article")).toBeVisible();
    },
  },
  { name: "choosing who signs on paper", as: "1002", show: open("/hr/paper") },
  { name: "choosing nobody", as: "1004", show: open("/team/paper/record") },
  { name: "the form to sign", as: "1004", show: open("/team/paper/form?person=1006&person=1007") },
  { name: "recording a paper", as: "1004", show: open("/team/paper/record?person=1006") },
  {
    name: "recording a paper refused",
    as: "1004",
    show: async (page) => {
      await page.goto("/team/paper/record?person=1006");
      await page.getByRole("button", { name: "Go on: check the answers" }).click();
      await expect(page).toHaveTitle(/^Error:/);
    },
  },
  {
    name: "checking a refusal on paper",
    as: "1004",
    show: async (page) => {
      await page.goto("/team/paper/record?person=1006");
      await page.getByLabel("What happened").selectOption("refused");
      await page.getByLabel("Not taken").check();
      await page.getByRole("button", { name: "Go on: check the answers" }).click();
      await expect(page.getByRole("button", { name: "Record this sheet" })).toBeVisible();
    },
  },
  { name: "a supervisor's people", as: "1004", show: open("/team?below=yes") },
  {
    name: "a supervisor's printed list",
    as: "1008",
    show: open("/team/print?slips=yes&below=yes"),
  },
  { name: "figures of exchanges", as: "1002", show: open("/hr/exchanges") },
  { name: "one of a supervisor's people", as: "1008", show: open("/team/1010") },
  { name: "administration", as: "1012", show: open("/admin") },
  { name: "who holds a role", as: "1012", show: open("/admin/roles") },
  { name: "who is signed in", as: "1012", show: open("/admin/sessions") },
  { name: "the sessions of a person", as: "1012", show: open("/admin/1012/sessions") },
  { name: "keys", as: "1012", show: open("/admin/keys") },
  { name: "health", as: "1012", show: open("/admin/health") },
  { name: "settings", as: "1012", show: open("/admin/settings") },
  { name: "the administrator's log", as: "1012", show: open("/admin/log") },
  { name: "what needs a second person", as: "1012", show: open("/grants") },
  { name: "the grants of a person", as: "1012", show: open("/admin/1002") },
  { name: "provisioning tokens", as: "1012", show: open("/admin/tokens") },
  { name: "making a provisioning token", as: "1012", show: open("/admin/tokens/new") },
  { name: "revoking a grant", as: "1012", show: open("/admin/1002/revoke/hr-training") },
  { name: "the auditor's home", as: "omar.haddad@example.net", show: open("/") },
  { name: "the ledger", as: "omar.haddad@example.net", show: open("/ledger") },
  {
    name: "the ledger, a search refused",
    as: "omar.haddad@example.net",
    show: open("/ledger?from=yesterday"),
  },
  { name: "a record of the ledger", as: "omar.haddad@example.net", show: open("/ledger/1.0") },
  { name: "the seals", as: "omar.haddad@example.net", show: open("/ledger/seals") },
];

for (const { name, as, show } of states) {
  test(`${name} has no accessibility fault, light and dark, and fits a phone @script`, async ({
    page,
  }) => {
    if (as) await signIn(page, as, null);
    await show(page);
    await expectAccessible(page, name);
  });
}

test("a lesson is answered with the keyboard alone", async ({ page }) => {
  await signIn(page, "1012", "/training/who-can-tell");
  const scenario = page.locator("section.scenario").first();
  const radio = scenario.locator("input[name=choice]").first();
  const many = (await radio.getAttribute("type")) === "checkbox";
  await radio.focus();
  await page.keyboard.press("Space");
  await expect(radio).toBeChecked();
  if (many)
    for (let step = await scenario.locator("input[name=choice]").count(); step > 1; step -= 1) {
      await page.keyboard.press("Tab");
    }
  await page.keyboard.press("Tab");
  await expect(scenario.getByRole("button")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(scenario.locator(".feedback")).toBeVisible();
});

test("the first thing the keyboard reaches is the way past the navigation", async ({ page }) => {
  await page.goto("/policy");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to main content" })).toBeFocused();
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#main");
});

test("signing in works with the keyboard alone", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address or employee number").focus();
  await page.keyboard.type("1008");
  await page.getByLabel("Password", { exact: true }).focus();
  await page.keyboard.type(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hello, Priya" })).toBeVisible();
});
