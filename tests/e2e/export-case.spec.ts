import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { projectFolder } from "#server/settings.ts";
import { acts, caseUpTo, done } from "#tests/support/cases.ts";
import { beside } from "#tests/support/escalations.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "exporting a case" });

const run = promisify(execFile);

/** Presses a link that saves a file, and answers what the verifier says of it. */
async function saveAndVerify(page: Page, url: string, link: string) {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link }).click(),
  ]);
  const folder = test.info().outputPath();
  const [zip, keys] = [join(folder, saved.suggestedFilename()), join(folder, "keys.json")];
  await saved.saveAs(zip);
  await writeFile(keys, await (await fetch(`${url}/.well-known/jwks.json`)).text());
  const command = ["server/commands/case-verify.ts", zip, "--keys", keys];
  const { stdout } = await run(process.execPath, command, { cwd: projectFolder });
  return { name: saved.suggestedFilename(), said: stdout };
}

test("HR saves the whole case, then marks what is severed, decides about each part, and saves that copy", async ({
  page,
  portal,
}) => {
  const number = await beside(portal, async (city) => {
    const opened = await caseUpTo(city, "opened");
    await done(city, "1003", opened, acts.triage());
    const words = "He knew it. Her daughter Wilhelmina has epilepsy. He said so.";
    await done(city, "1003", opened, { act: "noted", said: { words } });
    return opened;
  });
  await signIn(page, "1003", `/cases/${number}/export`);
  await expectAccessible(page);
  const whole = await saveAndVerify(page, portal.url, "Save the whole case");
  expect(whole.name).toMatch(new RegExp(`^case-${number}-\\d{4}-\\d\\d-\\d\\d\\.zip$`));
  expect(whole.said).toContain(`It is the whole of case ${number}`);

  await page.getByRole("link", { name: "Choose what is removed" }).click();
  await expect(page.getByText("Her daughter Wilhelmina")).toBeVisible();
  await expectAccessible(page);
  const note = page.locator("section").filter({ hasText: "Wilhelmina" });
  await note.getByRole("link", { name: /^Remove words/ }).click();
  await page.getByRole("button", { name: "Remove them" }).click();
  await expect(page).toHaveTitle(/^Error:/);
  await page.getByRole("link", { name: /^Tick a sentence/ }).click();
  await page.keyboard.type("a word that is not there");
  await page.getByRole("button", { name: "Remove them" }).click();
  await expect(page.getByRole("link", { name: /these do not stand there$/ })).toBeVisible();
  await expect(page.getByLabel("Or paste the words")).toHaveValue("a word that is not there");
  await expectAccessible(page);
  await page.getByLabel("Or paste the words").fill("her daughter");
  await page.getByLabel("paste its last words here").fill("epilepsy");
  await page.getByLabel("Safety or health").check();
  await page.getByRole("button", { name: "Remove them" }).click();
  await expect(page.getByText("It is kept with the case")).toBeVisible();
  await expect(page.getByText("[removed: Safety or health]").first()).toBeVisible();
  await page.getByLabel("Jesse Flett").check();
  await page.getByLabel("Ground").selectOption("Not about the applicant");
  await page.getByRole("button", { name: "Remove the ticked names" }).click();
  await expect(page.getByLabel("Jesse Flett")).toHaveCount(0);

  await page.getByRole("link", { name: "Files, reports and acts" }).click();
  await page.getByRole("button", { name: "Keep these choices" }).click();
  await expect(page.getByRole("link", { name: /^Choose whether it is included/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/^Report VR-/).selectOption("Leave it out: Given in confidence");
  await page.getByRole("button", { name: "Keep these choices" }).click();
  await page.getByRole("link", { name: "Export the case" }).click();
  const severed = await saveAndVerify(page, portal.url, "Save the severed copy");
  expect(severed.name).toMatch(new RegExp(`^case-${number}-severed-`));
  expect(severed.said).toContain(`It is a severed copy of case ${number}`);
});

test("to the administrator there is no export of any case", async ({ page, portal }) => {
  const number = await beside(portal, (city) => caseUpTo(city, "opened"));
  await signIn(page, "1012");
  for (const path of ["", "/whole.zip", "/severed.zip", "/sever", "/sever/parts", "/sever/words"]) {
    const answer = await page.request.get(`/cases/${number}/export${path}`);
    expect(answer.status()).toBe(404);
  }
});
