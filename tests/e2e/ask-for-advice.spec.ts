import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "asking for advice" });

const polite = "I can see this matters to you. I am going to leave it here. Take care.";
const advice = { name: "I need advice about an exchange" };

/** Asks in as few steps as will do; answers the number of the request. */
async function ask(page: Page, { what, keptFrom }: { what: string; keptFrom?: RegExp }) {
  await page.getByRole("link", advice).click();
  await page.getByLabel("What happened?").fill(what);
  await page.getByRole("radio", { name: "Yes" }).check();
  if (keptFrom) await page.getByRole("checkbox", { name: keptFrom }).check();
  await page.getByRole("button", { name: "Ask for advice" }).click();
  await expect(page.getByText("Your request is sent.")).toBeVisible();
  return (await page.locator(".govuk-caption-l").textContent()) ?? "";
}

test("words to leave with are there at once, also before signing in, and signing in comes back", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Words to leave an exchange with" }).click();
  await expect(page.getByText(polite)).toBeInViewport();
  await page.getByRole("link", { name: "Sign in and ask" }).click();
  await page.getByLabel("E-mail address or employee number").fill("1006");
  await page.getByLabel("Password", { exact: true }).fill("northern lights over main");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/advice$/);
  await expect(page.getByText(polite)).toBeInViewport();
});

test("somebody asks on a phone in two minutes, and finds the request and what they add", async ({
  page,
}) => {
  await signIn(page, "1006");
  await expect(page.getByRole("link", advice)).toBeInViewport();
  await page.getByRole("link", advice).click();
  await expect(page.getByText(/^It goes to Ray Monkman, your supervisor/)).toBeVisible();
  await expect(page.getByText("call 911 first")).toBeVisible();
  await expect(page.getByText("No time is promised for the answer.")).toBeVisible();
  await page.getByText("What is kept when you ask for advice").click();
  await expect(page.getByText("For two years after the request")).toBeVisible();

  await page.getByLabel(/^Address/).fill("javascript:alert(1)");
  await page.getByLabel(/^Where is it/).selectOption("Facebook");
  await page.getByRole("button", { name: "Ask for advice" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  for (const said of [
    ...["Write what happened", "Say whether it is still going on"],
    "Copy the address of the post or group again: this one is a script or a file",
  ]) {
    await expect(page.getByRole("link", { name: said })).toBeVisible();
  }
  await expect(page.getByLabel(/^Where is it/)).toHaveValue("Facebook");
  const address = "https://example.org/groups/town-talk/4711?comment=1&reply=2";
  await page.getByLabel(/^Address/).fill(address);
  await page.getByLabel("What happened?").fill("He called us thieves.\nTwo more joined in.");
  await page.getByRole("radio", { name: "Yes" }).check();
  await page.getByRole("button", { name: "Ask for advice" }).click();

  await expect(page).toHaveURL(/\/advice\/EX-/);
  await expect(page.getByText("Waits for an answer")).toBeVisible();
  await expect(page.getByText("It was still going on when you asked, on")).toBeVisible();
  await page.getByText("words to leave with").click();
  await expect(page.getByText(polite)).toBeVisible();
  await expect(page.getByText("Ray Monkman", { exact: true })).toBeVisible();
  await expect(page.getByText(address)).toBeVisible();
  await expect(page.locator(`a[href*="example.org"]`)).toHaveCount(0);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("Write to Ray Monkman").fill("He goes on in private.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("What you wrote is sent.")).toBeVisible();
  await expect(page.getByText("He goes on in private.")).toBeVisible();

  const number = (await page.locator(".govuk-caption-l").textContent()) ?? "";
  await page.getByRole("link", { name: "Advice about an exchange" }).first().click();
  await expect(page.getByRole("heading", { name: "Your earlier requests" })).toBeVisible();
  await expect(page.locator(`a[href="/advice/${number}"]`)).toHaveCount(2);
  for (const path of ["/advice", "/"]) {
    await page.goto(path);
    await expect(page.getByText("Your request waits for Ray Monkman").first()).toBeInViewport();
    await expect(page.getByText(/^Facebook, /).first()).toBeVisible();
  }
});

test("where the supervisor is part of it, the request is kept from them", async ({ page }) => {
  await signIn(page, "1006");
  const number = await ask(page, { what: "Ray went at me.", keptFrom: /Ray Monkman/ });
  await expect(page.getByText("Tom Baker and Helen Osei", { exact: true })).toBeVisible();
  for (const other of ["1004", "1007", "1012"]) {
    await page.context().clearCookies();
    await signIn(page, other);
    const answer = await page.goto(`/advice/${number}`);
    expect(answer?.status()).toBe(404);
    await page.goto("/advice");
    await expect(page.locator(`a[href="/advice/${number}"]`)).toHaveCount(0);
  }
});

test("who is not employed is told whom to ask, and the words to leave with", async ({ page }) => {
  await signIn(page, "ruth.enns@example.net");
  await expect(page.getByRole("link", { name: "Look it up in the policy" })).toBeVisible();
  await expect(page.getByRole("link", { name: "ask your supervisor for advice" })).toHaveCount(0);
  await page.goto("/advice");
  await expect(page.getByText(polite)).toBeVisible();
  await expect(page.getByText("Ask whoever you work for")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ask for advice" })).toHaveCount(0);
});

test("who was signed out while writing finds what they wrote, to copy", async ({ page }) => {
  await signIn(page, "1006", "/advice");
  await page.getByLabel("What happened?").fill("He named my street.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Ask for advice" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByText("He named my street.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in and ask" })).toBeVisible();
});

test("pages that know nobody do not offer it; the lesson that teaches it does", async ({
  page,
}) => {
  await signIn(page, "1006", "/report");
  await expect(page.getByRole("link", advice)).toHaveCount(0);
  await page.goto("/training/step-away");
  await page.getByRole("link", { name: "ask for advice about an exchange" }).click();
  await expect(page).toHaveURL(/\/advice$/);
});

test("a phone’s keyboard alone is enough", async ({ page }) => {
  await signIn(page, "1005", "/advice");
  await page.getByLabel("What happened?").focus();
  await page.keyboard.type("They pile on.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  for (let step = 0; step < 3; step++) await page.keyboard.press("Tab");
  await page.keyboard.type("since noon");
  await expect(page.getByLabel(/^Since when/)).toHaveValue("since noon");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/advice\/EX-/);
});

test("asking has no accessibility fault and fits a phone, light and dark @script", async ({
  page,
}) => {
  await page.goto("/advice");
  await expectAccessible(page, "not signed in");
  await signIn(page, "1008", "/advice");
  await page.getByRole("button", { name: "Ask for advice" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await expectAccessible(page, "a refused request");
  await ask(page, { what: `A ${"very".repeat(40)} long word.` });
  await expectAccessible(page, "a request");
  await page.goto("/advice");
  await expectAccessible(page, "asking again");
});
