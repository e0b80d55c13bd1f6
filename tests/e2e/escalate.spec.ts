import { readActsOf } from "#app/exchanges/acts-of.ts";
import { openOwnExchange } from "#app/exchanges/open-exchange.ts";
import { beside, loggedExchange, writeAs } from "#tests/support/escalations.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "escalating" });

test("a supervisor tells the employee, then passes the exchange to HR, who reads it with its source and pictures", async ({
  page,
  portal,
}) => {
  const { number } = await beside(portal, loggedExchange);
  await signIn(page, "1004", `/exchanges/${number}/escalate`);
  await expect(page.getByText("Tell whose exchange it is first")).toBeVisible();
  await page.getByRole("link", { name: "Tell the employee first" }).click();
  await expect(page.getByText("A law may still require")).toBeVisible();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByRole("link", { name: /^Write why it goes/ })).toBeVisible();
  await page.getByRole("link", { name: /^Tick who the report is to be about/ }).click();
  await expect(page.getByRole("checkbox", { name: "Mara Sinclair" })).toBeFocused();

  await page.getByLabel("Why does it go").fill("He threatened her.\n\nTwice, by name.");
  await page.getByLabel("Somebody else").fill("Bob of the arena");
  await page.getByLabel("It harassed, threatened or defamed").first().check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("not to be about you, but about: Bob of the arena")).toBeVisible();
  await expect(page.getByText("This is final")).toBeVisible();
  await expect(page.getByText("He called us thieves")).toBeVisible();
  await expect(page.getByText("thread.jpg")).toBeVisible();
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByLabel("Why does it go")).toHaveValue(/Twice, by name\.$/);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Tell Mara Sinclair" }).click();
  await expect(page.getByText("Mara Sinclair is told.")).toBeVisible();
  await expect(page.getByText("has written nothing since")).toBeVisible();

  await beside(portal, async (city) => {
    const own = await openOwnExchange(await city.viewer("1006"), city.portal, number);
    const read = own && (await readActsOf(city.portal.db, own));
    expect(read?.at(-1)?.words).toContain("He threatened her.\n\nTwice, by name.\n\nThe report");
    await writeAs(city, "1006", number, "Please do, I am afraid of him.");
  });
  await page.getByRole("button", { name: "Send it to Human Resources" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByText("Read what was written meanwhile")).toBeVisible();
  await expect(page.getByText("I am afraid of him").first()).toBeVisible();
  await page.getByRole("button", { name: "Send it to Human Resources" }).click();

  await expect(page.getByText("you are its reporter")).toBeVisible();
  const caption = (await page.locator(".govuk-caption-l").textContent()) ?? "";
  const report = /VR-\w{4}-\w{4}/.exec(caption)?.[0] ?? "";
  const code = (await page.locator(".handed-code .mono").textContent()) ?? "";
  expect(code).toMatch(/^(\w{4}-){5}\w{4}$/);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.goto(`/exchanges/${number}/escalate`);
  await expect(page.getByText("was passed to Human Resources already")).toBeVisible();
  await page.goto(`/exchanges/${number}/code`);
  await page.getByLabel("I have the code, or do not want it").check();
  await page.getByRole("button", { name: "Go on" }).click();
  const answer = await page.goto(`/exchanges/${number}/code`);
  expect(answer?.url()).not.toContain("/code");
  expect((await page.goto(`/reports/${report}`))?.status()).toBe(404);

  await page.context().clearCookies();
  await signIn(page, "1014", "/reports");
  await page.getByRole("link", { name: report }).click();
  await expect(page.getByText("From an exchange report, entered by Ray Monkman")).toBeVisible();
  await expect(page.getByText("Bob of the arena").first()).toBeVisible();
  await expect(
    page.getByRole("heading", { name: "The exchange it came from", exact: true }),
  ).toBeVisible();
  for (const words of ["Twice, by name.", "He called us thieves", "I am afraid of him"]) {
    await expect(page.getByText(words)).toBeVisible();
  }
  await expect(page.getByAltText("What thread.jpg shows")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("I am afraid of him")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  for (const path of ["tell", "escalate", "code"]) {
    expect((await page.goto(`/exchanges/${number}/${path}`))?.status()).toBe(404);
  }

  await beside(portal, async (city) => {
    const own = await openOwnExchange(await city.viewer("1006"), city.portal, number);
    const acts = own && (await readActsOf(city.portal.db, own));
    expect(acts?.map(({ act }) => act)).toEqual(["logged", "told", "wrote", "escalated"]);
  });
});

test("the pages of passing an exchange on have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
  portal,
}) => {
  const { number } = await beside(portal, loggedExchange);
  await signIn(page, "1004", `/exchanges/${number}/escalate`);
  await expectAccessible(page, "not told yet");
  await page.goto(`/exchanges/${number}/tell`);
  await expectAccessible(page, "telling");
  await page.getByRole("button", { name: "Go on" }).click();
  await expectAccessible(page, "telling refused");
  await page.getByLabel("Why does it go").fill("He wrote to her home.");
  await page.getByRole("checkbox", { name: "Mara Sinclair" }).check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expectAccessible(page, "what is read");
  await page.getByRole("button", { name: "Tell Mara Sinclair" }).click();
  await expectAccessible(page, "passing it on");
  await page.getByRole("button", { name: "Send it to Human Resources" }).click();
  await expectAccessible(page, "the receipt code");
  const caption = (await page.locator(".govuk-caption-l").textContent()) ?? "";
  await page.context().clearCookies();
  await signIn(page, "1014", `/reports/${/VR-\w{4}-\w{4}/.exec(caption)?.[0]}`);
  await expectAccessible(page, "the report with its source");
});
