import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { beside } from "#tests/support/escalations.ts";
import { aPicture } from "#tests/support/evidence.ts";
import { askAdvice } from "#tests/support/exchanges.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "advising" });

/** Opens the log of somebody of Ray's. */
async function logAbout(page: Page, name: string) {
  await page.goto("/exchanges");
  await page.getByRole("link", { name: "Log an exchange" }).click();
  await page.getByLabel("Find one of your people").fill(name);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Log an exchange" })).toBeVisible();
}

const dayIn = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-CA", { timeZone: "America/Winnipeg" }).format(day);
};

async function fill(page: Page, said: string) {
  await page.getByLabel("Platform").selectOption("Facebook");
  await page.getByLabel("Day it happened").fill(dayIn(-1));
  await page.getByLabel("What was said?").fill(said);
  const yes = page.getByRole("radio", { name: "Yes" });
  await yes.first().check();
  await page.getByRole("radio", { name: "Not known" }).last().check();
}

test("the home page says who waits, and the answer is two steps away", async ({
  page,
  browser,
  portal,
  javaScriptEnabled,
}) => {
  await signIn(page, "1003");
  await expect(page.getByText("1 waits for your answer")).toBeVisible();
  await page.getByRole("link", { name: "Open the exchanges" }).click();
  await page.getByRole("link", { name: /^Jesse Flett/ }).click();
  await expect(page.getByText("It is kept from them")).toBeVisible();
  // Who waits is not closed without a word.
  const here = page.url();
  await page.goto(`${here}/close`);
  await page.getByRole("button", { name: "Send the answer and close" }).click();
  await expect(page.getByRole("link", { name: /^Write what you answer/ })).toBeVisible();
  await page.goto(here);
  await page.getByRole("button", { name: "Send the answer" }).click();
  await expect(page).toHaveTitle(/^Error:/);

  // Another of HR has the same page open.
  const other = await browser.newContext({
    ...{ baseURL: portal.url, javaScriptEnabled: javaScriptEnabled ?? true },
  });
  const helen = await other.newPage();
  await signIn(helen, "1002", page.url());
  await page.getByLabel("Answer Jesse").fill("Leave it. I talk to them.");
  await page.getByRole("button", { name: "Send the answer" }).click();
  await expect(page.getByText("Your answer is there to be read.")).toBeVisible();
  await helen.getByLabel("Answer Jesse").fill("Come and see me first.");
  await helen.getByRole("button", { name: "Send the answer" }).click();
  await expect(helen.getByText("meanwhile Tom Baker answered")).toBeVisible();
  await expect(helen.getByLabel("Answer Jesse")).toHaveValue("Come and see me first.");
  await expect(helen.getByText("Leave it. I talk to them.")).toBeVisible();
  await helen.getByRole("button", { name: "Send the answer" }).click();
  await expect(helen.getByText("Your answer is there to be read.")).toBeVisible();
  await helen.getByRole("link", { name: "Close it without a log" }).click();
  await expect(helen.getByText("This is final")).toBeVisible();
  await helen.getByRole("button", { name: "Close the exchange" }).click();
  await expect(helen.getByText("The exchange is closed, and stays with you.")).toBeVisible();

  // It is the other's now: what was typed here is not swallowed.
  await page.getByLabel("Answer Jesse").fill("One more thing.");
  await page.getByRole("button", { name: "Send the answer" }).click();
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(page.getByText("One more thing.")).toBeVisible();
  await other.close();
});

test("an exchange is logged from a draft, with a picture, and come back to", async ({ page }) => {
  await signIn(page, "1004");
  await logAbout(page, "Mara Sinclair");
  await expect(page.getByText("Mara reads this log.")).toBeVisible();
  const said = "A man asked where she works, and she left.";
  await page.getByLabel("What was said?").fill(said);
  await page.getByLabel("Pictures").setInputFiles([
    { name: "thread.jpg", mimeType: "image/jpeg", buffer: await aPicture({ withPlace: true }) },
    { name: "cat.png", mimeType: "image/png", buffer: Buffer.from(`MZ${"\0".repeat(99)}`) },
  ]);
  await page.getByRole("button", { name: "Log the exchange" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  for (const mend of ["Choose the platform", "Enter the day on which it happened"]) {
    await expect(page.getByRole("link", { name: mend })).toBeVisible();
  }
  await expect(page.getByRole("link", { name: /^“cat.png” is a program/ })).toBeVisible();
  await expect(page.getByLabel("What was said?")).toHaveValue(said);
  await expect(page.getByText("1 file is added")).toBeVisible();
  await page.getByRole("button", { name: "Save the draft" }).last().click();
  await expect(page.getByText(/The draft is saved. It is kept until/)).toBeVisible();

  await page.goto("/exchanges");
  await page.getByRole("link", { name: "Go on with the log about Mara Sinclair" }).click();
  await fill(page, said);
  // Enter keeps what is there, and files nothing.
  await page.getByLabel("Address of the exchange").press("Enter");
  await expect(page.getByText(/The draft is saved/)).toBeVisible();
  await page.getByLabel("Address of the exchange").fill("file:///home/mara/post.png");
  await page.getByRole("button", { name: "Log the exchange" }).click();
  await expect(page.getByRole("link", { name: /^Choose whether to close it now/ })).toBeVisible();
  await page.getByRole("radio", { name: "Come back to it on the day below" }).check();
  await page.getByLabel("Day to come back to it").fill(dayIn(3));
  await page.getByRole("button", { name: "Log the exchange" }).click();
  await expect(page.getByRole("link", { name: /this one is a script or a file/ })).toBeVisible();
  await page.getByLabel("Address of the exchange").fill("https://example.org/posts/1");
  await page.getByRole("button", { name: "Log the exchange" }).click();
  await expect(page.getByText("The exchange is logged.")).toBeVisible();
  await expect(page.getByText("Follow-up planned")).toBeVisible();
  const exchange = page.url().replace(/\?.*/, "");
  await expect(page.getByRole("heading", { name: "thread.jpg" })).toBeVisible();
  await expect(async () => {
    await page.goto(exchange);
    const picture = page.getByRole("img", { name: "What thread.jpg shows" });
    await expect(picture).toBeVisible({ timeout: 1000 });
    expect(await picture.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(40);
  }).toPass({ timeout: 30_000 });

  // What cannot be done stands folded, with why.
  await page.getByText("What cannot be done now, and why").click();
  await expect(
    page.getByText("Look at its exchange report: an exchange is logged once."),
  ).toBeVisible();
  await page.getByRole("link", { name: "Come back to it" }).click();
  await page.getByLabel("What became of it?").fill("He has not written again.");
  await page.getByLabel("Next day to come back to it").fill(dayIn(-1));
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("link", { name: "Enter a day after today" })).toBeVisible();
  await expect(page.getByLabel("What became of it?")).toHaveValue("He has not written again.");
  await page.getByLabel("Next day to come back to it").fill("");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText("The exchange is closed, and stays with you.")).toBeVisible();
  await expect(page.getByLabel("Answer Mara")).toHaveCount(0);

  // Whom it is about writes since, and gets an answer.
  const own = exchange.replace("/exchanges/", "/advice/");
  await page.context().clearCookies();
  await signIn(page, "1006", own);
  await page.getByLabel("Write to Ray Monkman").fill("He began again this morning.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("What you wrote is sent.")).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, "1004", "/exchanges");
  await expect(page.getByText("Wrote since it was closed").first()).toBeVisible();
  await page.goto(exchange);
  await page.getByLabel("Answer Mara").fill("Leave it again, and call me.");
  await page.getByRole("button", { name: "Send the answer" }).click();
  await expect(page.getByText("Your answer is there to be read.")).toBeVisible();
  await expect(page.getByLabel("Answer Mara")).toHaveCount(0);
  await page.goto("/exchanges");
  await expect(page.getByText("Wrote since it was closed")).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "1006", own);
  await expect(page.getByText("Leave it again, and call me.")).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, "1008");
  for (const path of [exchange, `${exchange}/close`, `${exchange}/follow-up`]) {
    expect((await page.goto(path))?.status()).toBe(404);
  }
});

test("a draft is deleted after a word of warning", async ({ page }) => {
  await signIn(page, "1004");
  await logAbout(page, "Nadia Petryk");
  await page.getByLabel("What was said?").fill("Nothing worth keeping.");
  await page.getByRole("button", { name: "Save the draft" }).last().click();
  await page.getByRole("link", { name: "Delete the draft" }).click();
  await expect(page.getByText("This cannot be undone.")).toBeVisible();
  await page.getByRole("button", { name: "Delete the draft" }).click();
  await expect(page.getByText("The draft is deleted.")).toBeVisible();
  await expect(page.getByRole("link", { name: /Go on with the log about Nadia/ })).toHaveCount(0);
});

test("an exchange that is opened leaves one record a day, whichever page is first, and none when it is only looked for", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, askAdvice);
  const openings = () =>
    beside(portal, async ({ portal: { db } }) => {
      const rows = await db.execute<{ n: number }>(sql`
        select count(*)::int as n from ledger_records where act = 'open-exchange'`);
      return rows[0]?.n ?? 0;
    });
  await signIn(page, "1004");
  const before = await openings();
  await page.request.head(`/exchanges/${number}`);
  expect(await openings()).toBe(before);
  await page.goto(`/exchanges/new?request=${number}`);
  await page.goto(`/exchanges/${number}`);
  expect(await openings()).toBe(before + 1);
  const nowhere = ["/exchanges/%00", "/advice/%00", "/team/%00", "/exchanges/new?request=%00"];
  for (const path of [...nowhere, "/exchanges/new?person=%00", "/exchanges?q=%00"]) {
    expect((await page.goto(path))?.status(), path).toBe(400);
  }
});

test("a log of somebody further down can be kept from the supervisor between", async ({ page }) => {
  await signIn(page, "1001");
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto("/exchanges/new?person=1006");
  const box = page.getByRole("checkbox", { name: "Ray Monkman" });
  await box.check();
  await page.getByRole("button", { name: "Save the draft" }).last().click();
  await expect(page.getByText(/The draft is saved/)).toBeVisible();
  await expect(box).toBeChecked();
  await box.uncheck();
  await page.getByRole("button", { name: "Save the draft" }).last().click();
  await expect(box).not.toBeChecked();
  await page.context().clearCookies();
  await signIn(page, "1004", "/exchanges/new?person=1006");
  await expect(page.getByText("it is kept from them")).toHaveCount(0);
});

test("the pages of advisers have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
}) => {
  await signIn(page, "1005", "/exchanges");
  const one = (await page.locator("tbody th a").first().getAttribute("href")) ?? "";
  const empty = ["/exchanges?q=nobody-at-all", "/exchanges/new?q=nobody-at-all"];
  const paths = ["/", "/exchanges", ...empty, "/exchanges/new", one];
  for (const path of [...paths, `${one}/follow-up`, `${one}/close`]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
  await page.goto("/exchanges/new?person=1007");
  await page.getByRole("button", { name: "Log the exchange" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expectAccessible(page, "a refused log");
});
