import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { readContent } from "#app/content/read-content.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { projectFolder } from "#server/settings.ts";
import { expect, signInByForm, test } from "./portal.ts";

const run = promisify(execFile);

/** The answer key, from the content files: the pages do not tell. */
async function rightAnswers() {
  const read = await readContent(`${projectFolder}/content`);
  if ("faults" in read) throw new Error("The content has faults.");
  const lessons = read.content.tracks.flatMap((track) => track.lessons);
  return new Map(
    lessons.flatMap(({ scenarios }) =>
      scenarios.map(({ id, choices }) => [
        id,
        {
          right: choices.filter((choice) => choice.right).map(({ text }) => text),
          wrong: choices.filter((choice) => !choice.right).map(({ text }) => text),
        },
      ]),
    ),
  );
}

async function answer(page: Page, scenario: string, choices: string[]) {
  const section = page.locator(`section#${scenario}`);
  for (const choice of choices) await section.getByLabel(choice, { exact: true }).check();
  await section.getByRole("button").click();
}

test("an employee without e-mail learns, acknowledges on a phone, and holds a receipt that verifies offline", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  const answers = await rightAnswers();
  await signInByForm(page, "1009");
  await expect(page.getByText("0 of 7 lessons")).toBeVisible();
  await page.getByRole("link", { name: "Start the first lesson" }).click();

  let first = true;
  for (let lesson = 1; lesson <= 7; lesson += 1) {
    await expect(page.getByText(`Lesson ${lesson} of 7`)).toBeVisible();
    const ids = await page
      .locator("section.scenario")
      .evaluateAll((all) => all.map(({ id }) => id));
    for (const id of ids) {
      const { right = [], wrong = [] } = answers.get(id) ?? {};
      const section = page.locator(`section#${id}`);
      if (first) {
        await answer(page, id, wrong.slice(0, 1));
        await expect(section.getByRole("heading", { name: "Not quite" })).toBeVisible();
        await expect(section.locator("a[href^='/policy#']").first()).toBeVisible();
        first = false;
      }
      await answer(page, id, right);
      await expect(section.getByRole("heading", { name: "That is right" })).toBeVisible();
    }
    await expect(page.getByText("This lesson is complete.")).toBeVisible();
    await page.getByRole("link", { name: /^(Next: |Read the policy)/ }).click();
  }

  await expect(page.getByRole("heading", { level: 1, name: /read and acknowledge/ })).toBeVisible();
  await page.getByLabel("I confirm this statement").check();
  await page.getByLabel("Your full name").fill("Jesse R. Flett");
  await page.getByLabel("Your password, once more").fill(demoPassword);
  await page.getByRole("button", { name: "Acknowledge" }).click();

  await expect(
    page.getByRole("heading", { name: "Your acknowledgement is recorded" }),
  ).toBeVisible();
  await expect(page.getByText("Jesse R. Flett")).toBeVisible();
  const download = page.getByRole("link", { name: "Download the receipt file (JSON)" });
  await expect(async () => {
    await page.reload();
    await expect(download).toBeVisible({ timeout: 500 });
  }).toPass();
  const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
  const path = await file.path();

  const keys = `${portal.home}/jwks.json`;
  await writeFile(keys, await (await fetch(`${portal.url}/.well-known/jwks.json`)).text());
  const verify = (receipt: string) =>
    run(process.execPath, [
      `${projectFolder}/server/commands/receipt-verify.ts`,
      receipt,
      "--keys",
      keys,
    ]);
  expect((await verify(path)).stdout).toContain("Jesse");

  const changed = `${portal.home}/changed.json`;
  const text = await readFile(path, "utf8");
  await writeFile(changed, text.replace("Jesse R. Flett", "Jesse Q. Flett"));
  await expect(verify(changed)).rejects.toMatchObject({ code: 1 });
});

test("HR sees an acknowledgement at once", async ({ page }) => {
  await signInByForm(page, "1002");
  await page.goto("/hr/attestations?q=flett");
  await expect(page.getByRole("link", { name: /Flett/ })).toBeVisible();
});

test("coming back lands where one left", async ({ page }) => {
  await signInByForm(page, "1005");
  await expect(page.getByText("2 of 7 lessons")).toBeVisible();
  await page.getByRole("link", { name: /^Go on: / }).click();
  await expect(page.getByText("Lesson 3 of 7")).toBeVisible();
});

test("after answering, the page stands where the question was", async ({ page }) => {
  const answers = await rightAnswers();
  await signInByForm(page, "1012");
  await page.goto("/training/your-accounts-are-yours");
  const last = page.locator("section.scenario").last();
  const id = (await last.getAttribute("id")) ?? "";
  await answer(page, id, answers.get(id)?.wrong.slice(0, 1) ?? []);
  await expect(last.getByRole("heading", { name: "Not quite" })).toBeInViewport();
});

test("the answer key is nowhere in a lesson that was not answered", async ({ page }) => {
  const answers = await rightAnswers();
  await signInByForm(page, "1006");
  const response = await page.goto("/training/your-accounts-are-yours");
  const html = (await response?.text()) ?? "";
  const read = await readContent(`${projectFolder}/content`);
  if ("faults" in read) throw new Error("The content has faults.");
  const lesson = read.content.tracks[0]?.lessons[0];
  expect(answers.size).toBeGreaterThan(0);
  for (const scenario of lesson?.scenarios ?? []) {
    for (const choice of scenario.choices) {
      expect(html).toContain(escapeHtml(choice.text).slice(0, 30));
      expect(html).not.toContain(escapeHtml(choice.feedback).slice(0, 40));
    }
  }
  expect(html).not.toMatch(/"right"|right":|is_right|rightChoices/);
});

const escapeHtml = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;").replace(/'/g, "&#x27;");
