import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { countFactors } from "#app/auth/second-factor/factors.ts";
import { projectFolder } from "#server/settings.ts";
import { addMara } from "#tests/auth/someone.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

async function resetFactor(...flags: string[]) {
  const command = `${projectFolder}/server/commands/reset-factor.ts`;
  const child = spawn(process.execPath, [command, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: city.database.portalUrl,
      DATABASE_OWNER_URL: city.database.ownerUrl,
      PUBLIC_URL: "https://training.example.org",
    },
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { said, complained, status: await ended };
}

test("whoever runs the server resets the second step of an administrator, and the ledger says that nobody of the portal did", async () => {
  const { db } = city.portal;
  const lena = await addMara(db, { roles: ["administrator"], password: "an older password" });
  await enrolAppOf(lena, city.portal);
  const done = await resetFactor("--person", lena.handle, "--set-up-code");
  expect(done).toMatchObject({ status: 0, complained: "" });
  expect(done.said).toMatch(/Set-up code {2}(\w{4}-){3}\w{4}/);
  expect(await countFactors(db, lena.personId)).toBe(0);
  const records = await city.database.owner`
    select act, body::json ->> 'by' as by from ledger_records
    where about = ${lena.personId} and act in ('reset-second-factor', 'issue-set-up-code')
    order by act`;
  expect(records).toEqual([
    { act: "issue-set-up-code", by: null },
    { act: "reset-second-factor", by: null },
  ]);
  const told = await city.database.owner`
    select from notices where kind::text = 'confirmation-given'`;
  expect(told.length).toBeGreaterThan(0);
});

test("nobody else's: the portal has its own way for them", async () => {
  const holder = await addMara(city.portal.db);
  await giveCaseRole(city, holder.handle, "hr-cases");
  await enrolAppOf(holder, city.portal);
  expect(await resetFactor("--person", holder.email)).toMatchObject({
    status: 1,
    complained: expect.stringContaining("Ask an administrator to do this in the portal"),
  });
  expect(await countFactors(city.portal.db, holder.personId)).toBe(1);
  expect(await resetFactor("--person", "nobody")).toMatchObject({ status: 1 });
  expect(await resetFactor()).toMatchObject({
    status: 1,
    complained: "--person is missing: an employee number or e-mail address.\n",
  });
});
