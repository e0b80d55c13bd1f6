import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { setUp } from "#app/auth/set-up.ts";
import { projectFolder } from "#server/settings.ts";
import { testDatabase } from "#tests/support/database.ts";
import { cookieOf, rightPassword, wayIn } from "./someone.ts";

const database = testDatabase();
const node = `${projectFolder}/node_modules/.bin/node`;

async function createAdmin(...flags: string[]) {
  const child = spawn(node, [`${projectFolder}/server/commands/create-admin.ts`, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: database.portalUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      PUBLIC_URL: "https://training.example.org",
    },
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const [said, complained, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { said, complained, status };
}

test("without a terminal the command names the flag that is missing", async () => {
  expect(await createAdmin("--given-name", "Lena")).toMatchObject({
    status: 1,
    complained: "--family-name is missing.\n",
  });
  expect(await createAdmin("--given-name", "Lena", "--family-name", "Dubois")).toMatchObject({
    status: 1,
    complained: "--email is missing.\n",
  });
});

test("a flag that is misspelt, or an address that is none, is named", async () => {
  const misspelt = await createAdmin("--name", "Lena");
  expect(misspelt.status).toBe(1);
  expect(misspelt.complained).toContain("--given-name, --family-name");
  const names = ["--given-name", "Lena", "--family-name", "Dubois"];
  expect(await createAdmin(...names, "--email", "lena")).toMatchObject({
    status: 1,
    complained: "--email: Give an e-mail address such as name@example.org.\n",
  });
});

test("two at once make one administrator, whose printed code lets them in; afterwards it is refused", async () => {
  const lena = [
    "--given-name",
    "Lena",
    "--family-name",
    "Dubois",
    "--email",
    "lena.dubois@example.org",
  ];
  const omar = ["--given-name", "Omar", "--family-name", "Haddad", "--employee-number", "1001"];
  const work = ["--department", "Administration", "--position", "Systems Administrator"];
  const answers = await Promise.all([createAdmin(...lena), createAdmin(...omar, ...work)]);
  const made = answers.filter(({ status }) => status === 0);
  const refused = answers.filter(({ status }) => status === 1);
  expect(made).toHaveLength(1);
  expect(refused[0]?.complained).toBe(
    "There is an administrator already, who grants roles at /admin.\n",
  );
  const said = made[0]?.said ?? "";
  expect(said).toContain("https://training.example.org/set-up");

  const portal = wayIn(database.db, () => new Date());
  const code = said.match(/(\w{4}-){3}\w{4}/)?.[0] ?? "";
  const done = await setUp(portal, { code, newPassword: rightPassword, address: "192.0.2.1" });
  if ("refused" in done) throw new Error(done.refused);
  const { viewer } = await portal.sessions.signedInBy(cookieOf(done.setCookie));
  expect(viewer?.roles).toEqual(["administrator"]);
  const records = await database.owner`
    select act, body::jsonb->>'by' as by from ledger_records where about = ${done.personId}
    order by act`;
  expect(records.filter(({ act }) => act !== "record-employment")).toEqual([
    { act: "add-person", by: null },
    { act: "grant-role", by: null },
    { act: "issue-set-up-code", by: null },
    { act: "set-password", by: done.personId },
  ]);

  expect((await createAdmin(...lena)).status).toBe(1);
  expect(await database.owner`select id from people`).toHaveLength(1);
});
