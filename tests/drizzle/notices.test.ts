import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { oweNotices } from "#app/notices/owe-notices.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let personId: string;

beforeAll(async () => {
  personId = await hire(city.portal, { number: "8001" }, { fromOn: "2026-01-05" });
});

async function owed(): Promise<string> {
  const key = randomUUID();
  await oweNotices(
    city.portal.db,
    [{ key, kind: "publication-staff", personId }],
    city.portal.now(),
  );
  const [row] = await city.database.owner`select id from notices where key = ${key}`;
  return row?.id;
}

const words = { subject: "s", html: "<p>s</p>", words: "s", digest: "d" };

function step(role: "owner" | "portal", noticeId: string, name: string, more = {}) {
  const sql = city.database[role];
  const row = { notice_id: noticeId, number: 0, step: name, at: new Date().toISOString(), ...more };
  return sql`insert into notice_steps ${sql(row)}`;
}

async function stateOf(id: string) {
  const [row] = await city.database.owner`select state, steps from notices where id = ${id}`;
  return row;
}

describe.each(["owner", "portal"] as const)("as the %s", (role) => {
  test("what was sent is never unsent", async () => {
    const id = await owed();
    await step(role, id, "attempt", { ...words, address: "a@example.org" });
    await step(role, id, "sent");

    for (const back of ["attempt", "again", "delayed", "refused", "slip", "withdrawn"]) {
      await expect(step(role, id, back, { ...words, reason: "why" })).rejects.toMatchObject({
        constraint_name: "notice_steps_go_forward",
      });
    }
    expect(await stateOf(id)).toEqual({ state: "sent", steps: 2 });
  });

  test("a notice is handed over once, and is over then", async () => {
    const id = await owed();
    await step(role, id, "slip", words);
    await step(role, id, "handed-over", { by: personId });

    for (const next of ["handed-over", "again", "withdrawn"]) {
      await expect(step(role, id, next, { by: personId, reason: "why" })).rejects.toMatchObject({
        constraint_name: "notice_steps_go_forward",
      });
    }
  });

  test("nobody is told without the words being kept", async () => {
    const id = await owed();
    await expect(step(role, id, "attempt", { address: "a@example.org" })).rejects.toMatchObject({
      constraint_name: "notice_steps_name_their_words",
    });
  });

  test("handing over has a name, and withdrawing a reason", async () => {
    const id = await owed();
    await expect(step(role, id, "withdrawn", { reason: " " })).rejects.toMatchObject({
      constraint_name: "notice_steps_say_why",
    });
    await step(role, id, "slip", words);
    await expect(step(role, id, "handed-over")).rejects.toMatchObject({
      constraint_name: "notice_steps_name_who",
    });
  });

  test("nobody sets the state of a notice, or takes a notice or a step away", async () => {
    const id = await owed();
    await step(role, id, "slip", words);
    const sql = city.database[role];
    for (const change of [
      `update notices set state = 'sent' where id = '${id}'`,
      `update notices set key = 'another' where id = '${id}'`,
      `delete from notices where id = '${id}'`,
      `update notice_steps set words = 'other words' where notice_id = '${id}'`,
      `delete from notice_steps where notice_id = '${id}'`,
      "truncate notices cascade",
      "truncate notice_steps",
    ]) {
      await expect(sql.unsafe(change), change).rejects.toThrow(
        /state of a notice follows|is evidence|permission denied/,
      );
    }
  });

  test("no notice begins as sent", async () => {
    const sql = city.database[role];
    await expect(
      sql`insert into notices (key, kind, person_id, owed_at, state_at, state)
        values (${randomUUID()}, 'assignment', ${personId}, now(), now(), 'sent')`,
    ).rejects.toThrow("follows from its steps");
  });

  test("nobody is reminded twice a day", async () => {
    const sql = city.database[role];
    const day = role === "owner" ? "2026-12-01" : "2026-12-02";
    const remind = () => sql`
      insert into notices (key, kind, person_id, owed_at, state_at, reminded_on)
      values (${randomUUID()}, 'due-soon', ${personId}, now(), now(), ${day})`;
    await remind();
    await expect(remind()).rejects.toMatchObject({ constraint_name: "notices_remind_once_a_day" });
  });
});

test("a notice is owed once, however often it is owed", async () => {
  const key = randomUUID();
  const notice = { key, kind: "publication-staff" as const, personId };
  const told = await Promise.all(
    [1, 2, 3].map(() =>
      city.portal.db.transaction((tx) => oweNotices(tx, [notice], city.portal.now())),
    ),
  );
  expect(told.flat()).toEqual([personId]);
});

test("of two that take a notice at once, one is refused", async () => {
  const id = await owed();
  const outcomes = await Promise.allSettled([
    step("portal", id, "attempt", { ...words, address: "a@example.org" }),
    step("portal", id, "attempt", { ...words, address: "a@example.org" }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
