import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { projectFolder } from "#server/settings.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "ledger" });

const run = promisify(execFile);
const verify = async (...flags: string[]) =>
  run(process.execPath, [`${projectFolder}/server/commands/ledger-verify.ts`, ...flags]).catch(
    (problem) => problem as { stdout: string; stderr: string },
  );

test("the auditor looks up what somebody did, opens a record, and sees its proof", async ({
  page,
}) => {
  await signIn(page, "omar.haddad@example.net");
  await page.getByRole("link", { name: "Look something up in the ledger" }).click();
  await page.getByLabel("Find a person").fill("raman");
  await page.getByLabel("What happened").selectOption({ label: "Acknowledgement" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("By or about Priya Raman (1008)")).toBeVisible();
  await page
    .getByRole("link", { name: /^Priya Raman \(1008\) acknowledged the policy/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "The record, byte for byte" })).toBeVisible();
  await expect(page.getByText('"act":"acknowledge"')).toBeVisible();
  await expect(page.getByRole("heading", { name: "How anyone checks it" })).toBeVisible();

  await page.goto("/ledger?from=2001-01-01&until=2001-12-31");
  await expect(page.getByText("No record matches.")).toBeVisible();
  await page.goto("/ledger?from=2001-31-31");
  await expect(page).toHaveTitle(/^Error:/);
});

test("of a report the auditor sees act, seal, position and hash, and by a person nothing of it", async ({
  page,
}) => {
  await signIn(page, "omar.haddad@example.net", "/ledger?act=file-violation-report");
  const found = page.getByRole("link", { name: "Violation report filed." });
  await expect(found.first()).toBeVisible();
  await expect(page.getByRole("cell", { name: "Not shown" }).first()).toBeVisible();
  await found.first().click();
  await expect(page.getByText("This record is private.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "The record, byte for byte" })).toHaveCount(0);
  await page.goto("/ledger?act=file-violation-report&q=1014");
  await expect(page.getByText("No record matches.")).toBeVisible();
});

test("the auditor downloads the ledger and the latest seal, and a command checks them without the portal", async ({
  page,
  request,
}, info) => {
  await signIn(page, "omar.haddad@example.net", "/ledger");
  const save = async (name: string, file: string) => {
    const link = page.getByRole("main").getByRole("link", { name });
    const [sent] = await Promise.all([page.waitForEvent("download"), link.click()]);
    await sent.saveAs(info.outputPath(file));
    return info.outputPath(file);
  };
  await page.goto("/ledger/seals");
  const anchor = await save("Download the latest seal", "seal.json");
  await page.goto("/ledger");
  const path = await save("Download the whole ledger", "ledger.jsonl");
  const keys = info.outputPath("jwks.json");
  await writeFile(keys, await (await request.get("/.well-known/jwks.json")).text());

  const good = await verify("--file", path, "--keys", keys, "--anchor", anchor);
  expect(good.stderr).toBe("");
  expect(good.stdout).toMatch(
    /^\d+ records under \d+ seals are in order\.\n\d+ records are withheld/,
  );

  const text = await readFile(path, "utf8");
  const changed = text.replace('"act":"grant-role"', '"act":"grant-rose"');
  await writeFile(path, changed);
  const bad = await verify("--file", path, "--keys", keys, "--anchor", anchor);
  expect(bad.stderr).toMatch(/^Record [0-9a-f-]{36}, at position \d+ of seal \d+, was changed/);

  await page.getByLabel("What happened").selectOption({ label: "Ledger downloaded" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText(/^Omar Haddad \(.*\) downloaded the ledger/).first()).toBeVisible();
});
