import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { publicKeySet } from "#app/ledger/keys.ts";
import { projectFolder } from "#server/settings.ts";
import { newKeys } from "#tests/ledger/written-ledger.ts";
import { check } from "./check-packet.ts";
import { setUpApp } from "./phone.ts";
import { expect, signIn, test } from "./portal.ts";

test.use({ story: "evidence-packet" });

const run = promisify(execFile);

/** Downloads the packet of a person who is done, as HR does. */
async function download(page: Page, path: string, kind: "HTML" | "JSON"): Promise<void> {
  await signIn(page, "1002", "/hr/people/1008");
  await page.getByRole("link", { name: "Make an evidence packet" }).click();
  const link = page.getByRole("link", { name: new RegExp(kind) });
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  await file.saveAs(path);
}

test("HR downloads an evidence packet that checks itself in a browser without a network, and by command", async ({
  page,
  browser,
  request,
  portal,
}, info) => {
  const path = info.outputPath("packet.html");
  await signIn(page, "1008");
  await setUpApp(page);
  await page.context().clearCookies();
  await download(page, path, "HTML");
  const keys = await (await request.get("/.well-known/jwks.json")).text();
  const keysPath = info.outputPath("jwks.json");
  await writeFile(keysPath, keys);

  const { page: opened, words, close } = await check(browser, path, keys);
  expect(words).toContain("Verified: everything is as it was");
  expect(words).toContain(JSON.parse(keys).keys[0].kid);
  await expect(opened.getByRole("heading", { name: "What this does not prove" })).toBeVisible();
  await expect(opened.getByRole("cell", { name: "An app for codes" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: opened }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await opened.setViewportSize({ width: 320, height: 700 });
  expect(await opened.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    320,
  );
  await close();

  const command = [`${projectFolder}/server/commands/packet-verify.ts`, path, "--keys", keysPath];
  const { stdout } = await run(process.execPath, command);
  expect(stdout).toContain("This evidence packet is genuine");
  expect(stdout).toContain(`signed it`);
  expect(portal.url).toContain("127.0.0.1");
});

test("a byte changed in the file, in the evidence or in the words around it, shows what is wrong @script", async ({
  page,
  browser,
  request,
}, info) => {
  const path = info.outputPath("packet.html");
  await download(page, path, "HTML");
  const keys = await (await request.get("/.well-known/jwks.json")).text();
  const keysPath = info.outputPath("jwks.json");
  await writeFile(keysPath, keys);
  const original = await readFile(path, "utf8");
  const [words = "", evidence = ""] = original.split('<script type="application/json"');
  const changes: [string, string, RegExp][] = [
    ["words", original.replace(">Program Coordinator<", ">Program Director<"), /Why it applied/],
    ["a word added", original.replace("</main>", "<p>And so on.</p></main>"), /Words were added/],
    [
      "a row of employment",
      original.replace('"position":"Program Coordinator"', '"position":"Program Director"'),
      /part "history"/,
    ],
    [
      "an answer",
      `${words}<script type="application/json"${evidence.replace('"right":false', '"right":true')}`,
      /The acknowledgement R-.*answer/s,
    ],
    [
      "a record",
      `${words}<script type="application/json"${evidence.replace('"act":"assign"', '"act":"assing"')}`,
      /The record assing.*not among those seal/s,
    ],
    [
      "a notice",
      original.replace('"kind":"publication-staff"', '"kind":"publication-heads"'),
      /part "notices"/,
    ],
    ["a seal", original.replace('"seals":{"1":"eyJ', '"seals":{"1":"eyK'), /Seal 1/],
    [
      "only a space",
      original.replace('"assignments":[', '"assignments": ['),
      /not as the portal wrote it/,
    ],
  ];
  for (const [name, changed, because] of changes) {
    expect(changed, name).not.toBe(original);
    const file = info.outputPath("changed.html");
    await writeFile(file, changed);
    const { words: verdict, close } = await check(browser, file, keys);
    expect(verdict, name).toContain("Not verified");
    expect(verdict, name).toMatch(because);
    await close();
    const command = [`${projectFolder}/server/commands/packet-verify.ts`, file, "--keys", keysPath];
    await expect(run(process.execPath, command), name).rejects.toMatchObject({ code: 1 });
  }

  const others = JSON.stringify(publicKeySet(await newKeys()));
  for (const [given, because] of [
    [others, /not signed with any of the keys/],
    ["", /no public keys/],
    ['{"keys":[]}', /no public keys/],
  ] as const) {
    const { words: verdict, close } = await check(browser, path, given);
    expect(verdict).toMatch(because);
    await close();
  }
});

test("the packet is only ever a file to keep, and asking for its headers makes none", async ({
  page,
}) => {
  await signIn(page, "1002");
  const path = "/hr/people/1008/evidence/3.51/1";
  for (const kind of ["html", "json"]) {
    const answer = await page.request.get(`${path}.${kind}`);
    expect(answer.headers()["content-disposition"]).toBe(
      `attachment; filename="evidence-1008-3.51-1.${kind}"`,
    );
    expect(answer.headers()["cache-control"]).toContain("no-store");
    const asked = await page.request.head(`${path}.${kind}`);
    expect(asked.headers()["content-disposition"]).toBeUndefined();
    const foreign = await page.request.get(`${path}.${kind}`, {
      headers: { "Sec-Fetch-Site": "cross-site" },
    });
    expect(foreign.status()).toBe(403);
  }
});
