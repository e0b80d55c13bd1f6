import { test as base, expect, type Page } from "@playwright/test";
import { demoPassword } from "#server/demo/cast.ts";
import { afterFirstStart } from "#tests/support/first-start.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";

export { expect };

export const test = base.extend<
  { signInAs: (name: string, to?: string) => Promise<void> },
  { story: string; portal: RunningPortal }
>({
  /** Files of one story share a portal; one that changes what others rely on has a story of its own. */
  story: ["", { option: true, scope: "worker" }],
  portal: [
    async ({ story: _ }, use) => {
      const portal = await startPortal({}, await afterFirstStart());
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ portal }, use) => {
    await use(portal.url);
  },
  signInAs: async ({ page }, use) => {
    await use((name, to) => signIn(page, name, to));
  },
});

/**
 * Signs in and opens a page, or none, for what is not about signing in: the form is sent without being looked at.
 * `name` is an e-mail address or an employee number.
 */
export async function signIn(page: Page, name: string, to: string | null = "/"): Promise<void> {
  const answer = await page.request.post("/sign-in", {
    form: { name, password: demoPassword },
    headers: { "Sec-Fetch-Site": "same-origin" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  if (to) await page.goto(to);
}

/** Signs in through the form, as a person does. */
export async function signInByForm(
  page: Page,
  name: string,
  password = demoPassword,
): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address or employee number").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
