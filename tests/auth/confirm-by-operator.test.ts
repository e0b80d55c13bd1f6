import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { answerGrantRequest } from "#app/auth/answer-grant-request.ts";
import { confirmGrantByOperator } from "#app/auth/confirm-grant-by-operator.ts";
import { grantRole } from "#app/auth/grant.ts";
import { readGrantHolder } from "#app/auth/grant-holders.ts";
import { readGrantRequest } from "#app/auth/grant-requests.ts";
import { sayRecord } from "#app/ledger/say-record.ts";
import { projectFolder } from "#server/settings.ts";
import { asOwner } from "#tests/support/database.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
let request = 0;

/** There is a report, two administrators, and a role that one of them asked for. */
beforeAll(async () => {
  const { portal } = city;
  await fileReport(portal, {});
  const lena = await city.viewer("1012");
  const second = await city.viewer("1011");
  const at = { now: portal.now() };
  await grantRole(lena, portal.db, { personId: second.personId, role: "administrator", ...at });
  const mara = await city.viewer("1006");
  const asked = await grantRole(lena, portal.db, {
    ...at,
    personId: mara.personId,
    role: "hr-cases",
  });
  if (!("asked" in asked)) throw new Error(JSON.stringify(asked));
  request = asked.asked;
});

async function confirmGrant(...flags: string[]) {
  const command = `${projectFolder}/server/commands/confirm-grant.ts`;
  const child = spawn(process.execPath, [command, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: city.database.portalUrl,
      DATABASE_OWNER_URL: city.database.ownerUrl,
      SIGNPOST_HOME: city.home,
      PUBLIC_URL: "https://training.example.org",
    },
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { said, complained, status: await ended };
}

/** Takes their role from everybody with a part in cases but these. */
async function onlyLeft(...handles: string[]) {
  const { owner } = city.database;
  const gone = await owner`
    select distinct p.id from grants g join people p on p.id = g.person_id
    where is_case_role(g.role) and g.revoked_at is null and p.handle <> all(${handles})`;
  const { personId } = await city.viewer("1012");
  await owner`alter table given_grants disable trigger grants_only_end`;
  await owner`
    update given_grants set revoked_at = now(), revoked_by = ${personId}
    where revoked_at is null and is_case_role(role) and person_id in ${owner(gone.map(({ id }) => id))}`;
  await owner`alter table given_grants enable trigger grants_only_end`;
}

const confirm = async (known: string) =>
  answerGrantRequest(await city.viewer(known), city.portal, { request, answer: "confirmed" });

const byOperator = () =>
  confirmGrantByOperator(asOwner(city.portal.db), {
    request,
    handle: "1006",
    now: city.portal.now(),
  });

test("where somebody may confirm, whoever runs the server does not", async () => {
  expect(await byOperator()).toEqual({
    refused: "Ask them at /grants: somebody is there who may confirm this request",
  });
  const { handle } = await city.viewer("ruth.enns@example.net");
  await onlyLeft(handle);
  expect(await byOperator()).toHaveProperty("refused");
});

test("since there is a report, no other administrator confirms, and both are told what is needed", async () => {
  await onlyLeft();
  const sentence = `Ask whoever runs the server to confirm it by npm run grant:confirm -- --request ${request} --person 1006: nobody is left here who could`;
  for (const known of ["1011", "1012"]) expect(await confirm(known)).toEqual({ refused: sentence });
  const found = await readGrantRequest(await city.viewer("1011"), city.portal, String(request));
  expect(found).toMatchObject({ mayAnswer: false, isForOperator: true });
  const { personId } = await city.viewer("1011");
  await expect(city.database.portal`
    insert into grant_answers (request, answer, answered_by, answered_at)
    values (${request}, 'confirmed', ${personId}, ${city.portal.now().toISOString()})`).rejects.toMatchObject(
    { constraint_name: "grant_answers_are_of_a_second_person" },
  );
});

test("in nobody's name the portal's role answers nothing, and the owner only confirms", async () => {
  const { owner, portal } = city.database;
  for (const [sql, answer] of [
    [portal, "confirmed"],
    [owner, "declined"],
    [owner, "withdrawn"],
  ] as const) {
    await expect(sql`
      insert into grant_answers (request, answer, answered_at)
      values (${request}, ${answer}, ${city.portal.now().toISOString()})`).rejects.toMatchObject({
      constraint_name: "grant_answers_are_of_a_second_person",
    });
  }
});

test("whoever runs the server confirms it; the ledger and the pages say so, and all concerned are told", async () => {
  expect(await confirmGrant("--request", "999", "--person", "1006")).toMatchObject({
    status: 1,
    complained: "Look at /grants for the number: there is no such request.\n",
  });
  // The command goes by the machine's clock.
  city.at(new Date());
  const asked = new Date(Date.now() - 60_000).toISOString();
  await city.database.owner`alter table grant_requests disable trigger user`;
  await city.database.owner`update grant_requests set asked_at = ${asked}`;
  await city.database.owner`alter table grant_requests enable trigger user`;
  const asAsked = (person: string) =>
    confirmGrant("--request", String(request), "--person", person);
  expect(await asAsked("1007")).toMatchObject({
    status: 1,
    complained: "Look at /grants for whom it is: this request is for somebody else.\n",
  });
  const done = await asAsked("1006");
  expect(done).toMatchObject({ status: 0, complained: "" });
  expect(done.said).toContain("1006 holds “Human Resources, cases”");
  const mara = await city.viewer("1006");
  expect(mara.roles).toEqual(["hr-cases"]);

  const [record] = await city.database.owner`
    select body from ledger_records where act = 'confirm-grant' and about = ${mara.personId}`;
  const body = JSON.parse(record?.body);
  expect(body).toMatchObject({ by: null, facts: { role: "hr-cases", request } });
  const organization = await city.portal.organization();
  expect(sayRecord(body, () => "Mara", organization)).toBe(
    "Whoever runs the server confirmed the role “Human Resources, cases” for Mara, who holds it from then on.",
  );
  const lena = await city.viewer("1012");
  expect((await readGrantHolder(lena, city.portal.db, "1006"))?.roles).toMatchObject([
    { confirmedBy: "whoever runs the server" },
  ]);
  const told = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.key like ${`grant-news ${request} %`} order by p.handle`;
  expect(told.map(({ handle }) => handle)).toEqual(["1006", "1011", "1012"]);

  expect(await byOperator()).toEqual({
    refused: "Nothing to confirm: this request was answered already, or has lapsed",
  });
});
