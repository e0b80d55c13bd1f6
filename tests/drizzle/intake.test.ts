import { beforeAll, describe, expect, test } from "vitest";
import { testPortal } from "#tests/support/portal.ts";
import { reportNumber, subject } from "#tests/support/reports.ts";

const city = testPortal();
const people: Record<"tom" | "joanne", string> = { tom: "", joanne: "" };

beforeAll(async () => {
  people.tom = (await city.viewer("1003")).personId;
  people.joanne = (await city.viewer("1014")).personId;
});

async function report(told: Parameters<typeof reportNumber>[1] = {}): Promise<string> {
  const number = await reportNumber(city, told);
  const [row] = await city.database.owner`
    select id from violation_reports where number = ${number}`;
  return row?.id;
}

describe.each(["owner", "portal"] as const)("as the %s", (role) => {
  const act = (id: string, number: number, name: string, more = {}) => {
    const sql = city.database[role];
    const at = new Date().toISOString();
    const words = /^(joined|parted)$/.test(name) ? Buffer.from("sealed") : null;
    const row = { report_id: id, number, act: name, by: people.joanne, at, words, ...more };
    return sql`insert into report_acts ${sql(row)}`;
  };

  test("a report, whom it is about, its conflicts, code and acts never change", async () => {
    const id = await report({ subjects: [await subject(city, "1003")] });
    await act(id, 1, "opened");
    const sql = city.database[role];
    for (const change of [
      "update violation_reports set is_urgent = true",
      "delete from violation_reports",
      "update report_subjects set position = 7",
      "delete from report_subjects",
      "delete from report_conflicts",
      "update report_codes set secret_hash = 'mine'",
      "update report_acts set at = now()",
      "delete from report_acts",
      "truncate report_acts",
      "truncate violation_reports cascade",
    ]) {
      await expect(sql.unsafe(change), change).rejects.toThrow(/is evidence|permission denied/);
    }
  });

  test("nobody acts on a report about themselves or of their own, nor writes in it", async () => {
    const about = await report({ subjects: [await subject(city, "1014")] });
    const own = await report({ reporter: { name: "Joanne Settee" } });
    const sql = city.database[role];
    for (const id of [about, own]) {
      await expect(act(id, 1, "opened")).rejects.toMatchObject({
        constraint_name: "reports_are_handled_by_others",
      });
      await expect(
        sql`insert into report_messages (id, report_id, position, author, by, words, sent_on, sent_at)
          values (gen_random_uuid(), ${id}, 1, 'office', ${people.joanne}, 'x', current_date, now())`,
      ).rejects.toMatchObject({ constraint_name: "reports_are_handled_by_others" });
      await act(id, 1, "opened", { by: people.tom });
    }
  });

  test("a report is opened once by each, and acknowledged once", async () => {
    const id = await report();
    await act(id, 1, "opened");
    await expect(act(id, 2, "opened")).rejects.toMatchObject({
      constraint_name: "report_acts_are_opened_once_by_each",
    });
    await act(id, 2, "opened", { by: people.tom });
    await act(id, 3, "acknowledged");
    await expect(act(id, 4, "acknowledged", { by: people.tom })).rejects.toMatchObject({
      constraint_name: "report_acts_are_acknowledged_once",
    });
  });

  test("a report is joined, with a reason, to one that stands by itself; there is no circle", async () => {
    const [one, other, third] = [await report(), await report(), await report()];
    await expect(act(one, 1, "joined", { into_id: other, words: null })).rejects.toMatchObject({
      constraint_name: "report_acts_say_why",
    });
    await expect(act(one, 1, "joined", { into_id: one })).rejects.toMatchObject({
      constraint_name: "report_acts_join_another",
    });
    await act(one, 1, "joined", { into_id: other });
    for (const [from, into] of [
      [one, third],
      [other, one],
      [other, third],
      [third, one],
    ]) {
      await expect(act(from ?? "", 2, "joined", { into_id: into })).rejects.toMatchObject({
        constraint_name: "report_acts_join_in_one_step",
      });
    }
    await expect(act(one, 2, "parted", { into_id: third })).rejects.toMatchObject({
      constraint_name: "report_acts_part_what_was_joined",
    });
    await act(one, 2, "parted", { into_id: other });
    await act(other, 1, "joined", { into_id: one });
  });

  test("of two joined to each other at once, one is refused", async () => {
    const [one, other] = [await report(), await report()];
    const outcomes = await Promise.allSettled([
      act(one, 1, "joined", { into_id: other }),
      act(other, 1, "joined", { into_id: one }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("the last who handles cases is not removed by hand", async () => {
    const sql = city.database[role];
    await expect(
      sql.begin(async (tx) => {
        for (const id of [people.tom, people.joanne]) {
          await tx`
            update grants set revoked_at = now(), revoked_by = (select id from people where handle = '1012')
            where person_id = ${id} and role = 'hr-cases' and revoked_at is null`;
        }
      }),
    ).rejects.toMatchObject({ constraint_name: "grants_keep_a_case_handler" });
  });
});
