import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { addDays, dayIn } from "#app/days.ts";
import { projectFolder } from "#server/settings.ts";
import { startPortal } from "#tests/support/running-portal.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test as base, expect, signIn } from "./portal.ts";

/** A portal whose content files a test may change: it begins with those of version 1. */
const test = base.extend<object, { content: string }>({
  content: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const place = await mkdtemp(join(tmpdir(), "signpost-content-"));
      const folder = join(place, "content");
      await cp(join(projectFolder, "content"), folder, { recursive: true });
      await use(folder);
      await rm(place, { recursive: true });
    },
    { scope: "worker" },
  ],
  portal: [
    async ({ content }, use) => {
      const portal = await startPortal({ CONTENT_FOLDER: content });
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** Replaces words of a content file, as whoever looks after the files would. */
async function rewrite(path: string, words: string, by: string) {
  const text = await readFile(path, "utf8");
  if (!text.includes(words)) throw new Error(`“${words}” does not stand in ${path}.`);
  await writeFile(path, text.replace(words, by));
}

const tomorrow = () => addDays(dayIn("America/Winnipeg", new Date()), 1);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test.describe.configure({ mode: "serial" });

test("HR reads the difference, chooses, previews and publishes, and nothing but what was on the page", async ({
  page,
  content,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "1002", "/hr");
  await page.getByRole("link", { name: "Versions of the policy" }).click();
  await expect(page.getByText("there is nothing to publish")).toBeVisible();

  await rewrite(
    `${content}/policy/policy.mdx`,
    "seek the advice of a supervisor.",
    "seek the advice of a supervisor. They may also ask Human Resources.",
  );
  await rewrite(`${content}/organization.yaml`, "  - LinkedIn\n", "");
  await page.reload();
  await expect(
    page.getByRole("heading", { name: "The content files differ from version 1" }),
  ).toBeVisible();
  await expect(page.getByText("This suggests a substantive version.")).toBeVisible();
  await expect(page.getByText("section 6, fourth guideline (6.d)")).toBeVisible();

  await page.getByRole("link", { name: "Read the difference side by side" }).click();
  await expect(
    page.getByRole("heading", { name: "Section 6, fourth guideline (6.d)" }),
  ).toBeVisible();
  await expect(
    page.locator("ins", { hasText: "They may also ask Human Resources." }),
  ).toBeVisible();
  await expect(page.locator("del", { hasText: "LinkedIn" })).toBeVisible();
  await expect(page.locator("ins").last()).toContainText("[put in:");
  // Lines that do not differ are folded away, and there to be opened.
  await expect(page.getByText("Facebook")).toBeHidden();
  await page.getByText("3 lines unchanged").click();
  await expect(page.getByText("Facebook")).toBeVisible();

  await page.getByRole("link", { name: "Publish a version" }).click();
  await button(page, "Continue").click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByLabel("Substantive").check();
  await page.getByLabel("From which day is it in force?").fill("2021-11-01");
  await button(page, "Continue").click();
  await expect(page.locator("#effectiveOn-error")).toContainText("or later");
  await expect(page.getByLabel("Substantive")).toBeChecked();
  await page.getByLabel("From which day is it in force?").fill(tomorrow());
  await button(page, "Continue").click();

  await page.getByLabel("How many days do people have?").fill("45");
  await page.getByLabel("Public Works").check();
  await page.getByLabel("Positions").fill("Astronaut");
  await button(page, "Continue").click();
  await expect(page.locator("#positions-error")).toContainText("nobody is “Astronaut”");
  await expect(page.getByLabel("Public Works")).toBeChecked();
  await page.getByLabel("Positions").fill("");
  await button(page, "Continue").click();

  await expect(
    page.getByRole("heading", { name: "Check version 2 before it is published" }),
  ).toBeVisible();
  await expect(page.getByText("Department: Public Works")).toBeVisible();
  await expect(page.getByText("Resolution #609")).toBeVisible();
  await page.getByRole("link", { name: "Step away" }).click();
  await expect(page.getByText("Nobody else sees it, and nothing is published.")).toBeVisible();
  await page.goBack();

  await rewrite(`${content}/organization.yaml`, "  - Twitter\n", "  - YouTube\n");
  await button(page, "Publish version 2").click();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.locator("#problem")).toContainText("the content files were changed");
  await expect(page.locator("ins", { hasText: "YouTube" })).toBeVisible();
  await button(page, "Publish version 2").click();

  await expect(page.getByText("Version 2 is published.")).toBeVisible();
  await expect(page.getByText("by Helen Osei")).toBeVisible();
  await page.getByRole("link", { name: "What version 2 changed" }).click();
  await expect(page.locator("ins", { hasText: "YouTube" })).toBeVisible();
});

test("anyone finds a version to come in the manual, and reads the one in force until then", async ({
  page,
}) => {
  await page.goto("/policy");
  await expect(page.getByText("They may also ask Human Resources.")).toHaveCount(0);
  await page.getByRole("link", { name: /^Master Policy Manual/ }).click();
  const coming = page.getByRole("region", { name: /version 2$/ });
  await expect(coming.getByText("To come")).toBeVisible();
  await expect(
    page.getByRole("region", { name: /version 1$/ }).getByText("In force", { exact: true }),
  ).toBeVisible();
  await coming.getByRole("link").click();
  await expect(page.getByText("They may also ask Human Resources.")).toBeVisible();
  await expect(page.getByText(/This version is in force from/)).toBeVisible();
});

test("a clause's letter is a link to it, and /policy/6.c leads there", async ({ page }) => {
  await page.goto("/policy/6.c");
  await expect(page).toHaveURL(/\/policy#6\.c$/);
  await page.getByRole("link", { name: "(6.d)" }).click();
  await expect(page).toHaveURL(/\/policy#6\.d$/);
  expect((await page.request.get("/policy/6.z")).status()).toBe(404);
});

test("faults of the files are named, and nothing can be published with them", async ({
  page,
  content,
}) => {
  await rewrite(
    `${content}/policy/statement.mdx`,
    "title: Your statement",
    "titel: Your statement",
  );
  await signIn(page, "1002", "/hr/versions");
  await expect(
    page.getByRole("listitem").filter({ hasText: "statement.mdx, line 2: Remove `titel`" }),
  ).toBeVisible();
  await page.goto("/hr/versions/publish");
  await expect(page.getByRole("heading", { name: "There is nothing to publish" })).toBeVisible();
  await rewrite(
    `${content}/policy/statement.mdx`,
    "titel: Your statement",
    "title: Your statement",
  );
});

test("an editorial version is confirmed to change no rule, and assigns nothing", async ({
  page,
  content,
}) => {
  await rewrite(`${content}/policy/policy.mdx`, "They may also ask", "They may as well ask");
  await signIn(page, "1002", "/hr/versions/publish");
  await page.getByLabel("Editorial").check();
  await button(page, "Continue").click();
  await expect(page.getByText("Nobody: an editorial version assigns nothing")).toBeVisible();
  await button(page, "Publish version 3").click();
  await expect(page.locator("#changesNoRule-error")).toContainText("Confirm that the differences");
  await page.getByLabel(/changes no rule that anyone is held to/).check();
  await button(page, "Publish version 3").click();
  await expect(page.getByText("Version 3 is published.")).toBeVisible();
});

test("the pages of publishing have no accessibility fault and fit a phone, light and dark @script", async ({
  page,
  content,
}) => {
  await rewrite(`${content}/policy/statement.mdx`, "to follow it", "to follow it (always)");
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "1002", null);
  for (const address of [
    "/hr/versions",
    "/hr/versions/difference",
    "/hr/versions/publish",
    `/hr/versions/publish/audience?kind=substantive&effectiveOn=${tomorrow()}`,
    `/hr/versions/publish/check?kind=substantive&effectiveOn=${tomorrow()}&daysToComplete=9`,
    "/hr/versions/preview",
  ]) {
    await page.goto(address);
    await expectAccessible(page, address);
  }
});
