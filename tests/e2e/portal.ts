import { test as base, expect, type Page } from "@playwright/test";
import { demoPassword } from "#server/demo/cast.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";

export { expect };

export const test = base.extend<
  { signInAs: (name: string) => Promise<void> },
  { story: string; portal: RunningPortal }
>({
  /** Files of one story share a portal; one that changes what others rely on has a story of its own. */
  story: ["", { option: true, scope: "worker" }],
  portal: [
    async ({ story: _ }, use) => {
      const portal = await startPortal();
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ portal }, use) => {
    await use(portal.url);
  },
  signInAs: async ({ page }, use) => {
    await use((name) => signIn(page, name));
  },
});

/** Signs in through the form, as a person does. `name` is an e-mail address or an employee number. */
export async function signIn(page: Page, name: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address or employee number").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
