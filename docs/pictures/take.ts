import { chromium, type Page } from "playwright";
import { demoPassword } from "#server/demo/cast.ts";
import { browserArguments, findBrowser } from "#tests/support/browser.ts";
import { startPortal } from "#tests/support/running-portal.ts";

// `npm run pictures`: the tour of the README, taken from a real portal with the demo people.
const phone = { width: 390, height: 844 };
const wide = { width: 1280, height: 900 };

type Picture = {
  name: string;
  as: string | null;
  size: typeof phone;
  scheme: "light" | "dark";
  show: (page: Page) => Promise<unknown>;
};

const auditor = "omar.haddad@example.net";

const pictures: Picture[] = [
  { name: "home", as: "1005", size: phone, scheme: "light", show: (page) => page.goto("/") },
  {
    name: "scenario",
    as: "1007",
    size: phone,
    scheme: "light",
    show: async (page) => {
      await page.goto("/training/step-away");
      const scenario = page.locator("section#book-display");
      await scenario.getByLabel(/Post one last reply/).check();
      await scenario.getByRole("button").click();
      await scenario.getByRole("heading", { name: "Not quite" }).waitFor();
      await scenario.evaluate((element) => element.scrollIntoView({ block: "start" }));
    },
  },
  {
    name: "receipt",
    as: "1008",
    size: phone,
    scheme: "dark",
    show: async (page) => {
      await page.goto("/receipts");
      await page.locator("main li a").first().click();
    },
  },
  {
    name: "policy",
    as: null,
    size: wide,
    scheme: "light",
    show: (page) => page.goto("/policy#6.c"),
  },
  { name: "hr", as: "1002", size: wide, scheme: "light", show: (page) => page.goto("/hr") },
  {
    name: "attestations",
    as: "1002",
    size: wide,
    scheme: "dark",
    show: (page) => page.goto("/hr/attestations"),
  },
  {
    name: "person",
    as: "1002",
    size: wide,
    scheme: "light",
    show: (page) => page.goto("/hr/people/1008"),
  },
  {
    name: "advice",
    as: "1006",
    size: phone,
    scheme: "light",
    show: (page) => page.goto("/advice"),
  },
  {
    name: "own-notice",
    as: "1007",
    size: phone,
    scheme: "dark",
    show: (page) => openFirst(page, "/my-notices", "/my-notices/CS-"),
  },
  { name: "team", as: "1004", size: wide, scheme: "light", show: (page) => page.goto("/team") },
  {
    name: "case",
    as: "1014",
    size: wide,
    scheme: "light",
    show: (page) => openFirst(page, "/cases", "/cases/CS-"),
  },
  { name: "ledger", as: auditor, size: wide, scheme: "dark", show: (page) => page.goto("/ledger") },
  { name: "admin", as: "1012", size: wide, scheme: "light", show: (page) => page.goto("/admin") },
];

/** Opens what stands first on a list. */
async function openFirst(page: Page, list: string, begins: string) {
  await page.goto(list);
  await page.locator(`main a[href^="${begins}"]`).first().click();
  await page.locator("h1").waitFor();
}

const portal = await startPortal();
const browserPath = findBrowser();
const browser = await chromium.launch({
  args: browserArguments,
  ...(browserPath ? { executablePath: browserPath } : {}),
});
try {
  for (const { name, as, size, scheme, show } of pictures) {
    const context = await browser.newContext({
      baseURL: portal.url,
      viewport: size,
      colorScheme: scheme,
      locale: "en-CA",
    });
    const page = await context.newPage();
    if (as) {
      await page.goto("/sign-in");
      await page.getByLabel("E-mail address or employee number").fill(as);
      await page.getByLabel("Password", { exact: true }).fill(demoPassword);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
    }
    await show(page);
    await page.screenshot({ path: `${import.meta.dirname}/${name}.png` });
    await context.close();
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
  await portal.stop();
}
