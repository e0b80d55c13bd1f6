import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { startEmbeddedPostgres } from "#server/embedded-postgres.ts";
import { runCommand } from "#tests/ledger/run-command.ts";
import { freePort, startPortal } from "#tests/support/running-portal.ts";
import { addDevice } from "./device.ts";
import { readKey } from "./phone.ts";
import { test as shared, signInByForm } from "./portal.ts";

const { expect } = shared;
const administrator = "lena@example.org";
const newPassword = "a harbour of quiet geese";

/** What a portal is started with, and where its commands run. */
type Asking = { env: Record<string, string>; folder: string };

/** A portal with a database of its own asks those who administer it for a second step. */
const test = shared.extend<object, { asking: Asking }>({
  asking: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "signpost-asking-"));
      const database = await startEmbeddedPostgres(join(folder, "database"));
      const port = String(await freePort());
      const env = {
        ...{ DATABASE_URL: database.portalUrl, DATABASE_OWNER_URL: database.ownerUrl },
        ...{ PORT: port, PUBLIC_URL: `http://localhost:${port}` },
        KEYS_FOLDER: join(folder, "keys"),
      };
      await use({ env, folder });
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  portal: [
    async ({ asking }, use) => {
      const { env } = asking;
      const portal = await startPortal(env);
      const named = ["--given-name", "Lena", "--family-name", "Dubois", "--email", administrator];
      await runCommand("create-admin", named, asking);
      await use({ ...portal, url: env.PUBLIC_URL ?? "" });
      await portal.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.use({ story: "enrolment" });

/** The administrator comes with a new set-up code, and no second step; whoever runs the server made both so. */
async function comeWithCode(page: Page, asking: Asking) {
  const flags = ["--person", administrator, "--set-up-code"];
  const { said } = await runCommand("reset-factor", flags, asking);
  const [code = ""] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(said) ?? [];
  await page.goto("/set-up");
  await page.getByLabel("Set-up code").fill(code);
  await page.getByLabel("New password").fill(newPassword);
  await page.getByLabel("The same password again").fill(newPassword);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Set up a second step" })).toBeVisible();
}

/** Axe is a script itself. */
async function lookAt(page: Page) {
  if (test.info().project.use.javaScriptEnabled === false) return;
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
}

test("whose role asks for a second step makes one before anything else, with an app", async ({
  page,
  asking,
}) => {
  await comeWithCode(page, asking);
  await lookAt(page);
  for (const place of ["/admin", "/account", "/account/second-factor"]) {
    await page.goto(place);
    await expect(page).toHaveURL(/\/sign-in\/enrolment\?to=/);
  }
  await page.goto("/admin");
  await page.getByRole("button", { name: "Set up an app" }).click();
  const phone = await readKey(page);
  await lookAt(page);
  await page.getByLabel("Code", { exact: true }).fill("000 000");
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await lookAt(page);
  await page.getByLabel("Code", { exact: true }).fill(phone.nextCode());
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await page.getByRole("link", { name: "I have them: go on" }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole("heading", { name: "Administration" })).toBeVisible();

  await page.context().clearCookies();
  await signInByForm(page, administrator, newPassword);
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(phone.nextCode());
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await page.goto("/account");
  await expect(page.getByText("An app for codes was added")).toBeVisible();
  await page.goto("/account/second-factor/remove/app");
  await expect(page.getByText(/Add another first: this is your last second step/)).toBeVisible();
});

test("or with a passkey, whose name is asked for first @script", async ({ page, asking }) => {
  const device = await addDevice(page);
  await comeWithCode(page, asking);
  await page.getByRole("link", { name: "Make a passkey" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await lookAt(page);
  expect(await device.keeps()).toBe(0);
  await page.getByLabel("A name for it").fill("Key on my ring");
  await page.getByRole("button", { name: "Go on" }).click();
  await lookAt(page);
  await page.getByRole("button", { name: "Make the passkey" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("status")).toContainText("Your second step is set up.");
  await page.context().clearCookies();
  await page.goto("/sign-in?to=/admin");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Administration" })).toBeVisible();
});
