import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { aPdf } from "#tests/support/paper.ts";
import { check } from "./check-packet.ts";
import { test } from "./own-portal.ts";
import { expect, signIn } from "./portal.ts";

test.use({ story: "evidence-packet-paper" });

const scan = { name: "Scan 1.pdf", mimeType: "application/pdf", buffer: aPdf };

test("the evidence packet of a paper names its witness and scan, and shows in a browser what was changed @script", async ({
  page,
  browser,
  request,
}, info) => {
  await signIn(page, "1002", "/hr/paper/record?person=1012");
  await page.getByLabel("Name as written").fill("M. Santos");
  await page.getByLabel("Not taken").check();
  await page.getByLabel("Scan of the signed paper").setInputFiles(scan);
  await page.getByLabel("Witness: employee number").fill("1008");
  await page.getByRole("button", { name: "Go on: check the answers" }).click();
  await page.getByRole("button", { name: "Record this sheet" }).click();
  await expect(page.getByText("1 person is recorded")).toBeVisible();

  const answer = await page.request.get("/hr/people/1012/evidence/3.51/1.html");
  const original = await answer.text();
  const keys = await (await request.get("/.well-known/jwks.json")).text();
  const file = info.outputPath("packet.html");
  await writeFile(file, original);
  const { page: opened, words, close } = await check(browser, file, keys);
  expect(words).toContain("Verified: everything is as it was");
  const digest = createHash("sha256").update(aPdf).digest("hex");
  await expect(opened.getByText(digest)).toBeVisible();
  await expect(opened.getByText("Priya Raman (1008)")).toBeVisible();
  await close();

  const [before = "", evidence = ""] = original.split('<script type="application/json"');
  for (const [changed, because] of [
    [evidence.replace('"size":', '"size":1'), /part "assignments"/],
    [evidence.replace(`"sha256":"${digest}"`, `"sha256":"${"0".repeat(64)}"`), /The paper behind/],
    [evidence.replace('"changes":[]', '"changes":[{"what":"ended"}]'), /What happened/],
    [
      evidence.replace('"steps":[]', '"steps":[{"at":"","by":null,"digest":null,"step":"sent"}]'),
      /The notice/,
    ],
  ] as const) {
    expect(changed).not.toBe(evidence);
    await writeFile(file, `${before}<script type="application/json"${changed}`);
    const { words: verdict, close } = await check(browser, file, keys);
    expect(verdict).toMatch(because);
    await close();
  }
});
