import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { OpenReport } from "#app/intake/open-report.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
let anonymous: OpenReport;
let confidential: OpenReport;

beforeAll(async () => {
  const reporter = { personId: null, name: "A Name", email: "", phone: "", reach: "" };
  anonymous = (await fileReport(city.portal)).report;
  confidential = (await fileReport(city.portal, { reporter })).report;
});

describe.each(["owner", "portal"] as const)("as the %s", (role) => {
  const sql = () => city.database[role];
  const refused = (constraint_name: string) => ({ constraint_name });

  /** A report like one that was filed, with other things said of it. */
  async function copyOf({ id }: OpenReport, more: Record<string, unknown>) {
    const [found] = await sql()`select * from violation_reports where id = ${id}`;
    const key_id = randomUUID();
    await city.database.owner`insert into data_keys (id) values (${key_id})`;
    const own = { id: randomUUID(), number: randomUUID(), form_id: randomUUID(), key_id };
    return sql()`insert into violation_reports ${sql()({ ...found, ...own, ...more })}`;
  }

  test("an anonymous report has neither moment, nor reporter, nor anything to recognize one by", async () => {
    const trace = refused("violation_reports_keep_no_trace_of_the_anonymous");
    await copyOf(anonymous, {});
    await expect(copyOf(anonymous, { filed_at: new Date().toISOString() })).rejects.toMatchObject(
      trace,
    );
    await expect(copyOf(anonymous, { reporter_indexes: ["a"] })).rejects.toMatchObject(trace);
    await expect(copyOf(anonymous, { reporter: Buffer.from("a") })).rejects.toMatchObject(
      refused("violation_reports_have_a_reporter_unless_anonymous"),
    );
    await expect(copyOf(confidential, { filed_at: null })).rejects.toMatchObject(
      refused("violation_reports_have_a_moment_unless_anonymous"),
    );
  });

  test("what an anonymous reporter writes has no moment; what others write has", async () => {
    const write = (report: OpenReport, sent_at: string | null, position: number) => {
      const row = {
        id: randomUUID(),
        report_id: report.id,
        author: "reporter",
        words: Buffer.from("a"),
      };
      return sql()`insert into report_messages ${sql()({ ...row, position, sent_on: "2026-11-23", sent_at })}`;
    };
    const trace = refused("reports_keep_no_trace_of_the_anonymous");
    const [now, place] = [new Date().toISOString(), role === "owner" ? 1 : 2];
    await write(anonymous, null, place);
    await write(confidential, now, place);
    await expect(write(anonymous, now, 3)).rejects.toMatchObject(trace);
    await expect(write(confidential, null, 3)).rejects.toMatchObject(trace);
  });

  test("a draft tells no minute, and a file that arrives its day only", async () => {
    const at = "2026-11-24T16:01:00Z";
    const draft = { id: randomUUID(), body: Buffer.from("a"), expires_at: at };
    await expect(sql()`insert into report_drafts ${sql()(draft)}`).rejects.toMatchObject(
      refused("report_drafts_end_on_the_hour"),
    );
    const columns = await city.database.owner`
      select data_type as type from information_schema.columns where table_name = 'evidence_files'`;
    expect(columns.map(({ type }) => type).toSorted()).toEqual(["date", "uuid"]);
  });

  test("a receipt code never changes and never goes", async () => {
    const never = (error: { code: string }) => ["42501", "23001"].includes(error.code);
    const { id } = anonymous;
    for (const change of [
      sql()`update report_codes set secret_hash = 'a' where report_id = ${id}`,
      sql()`delete from report_codes where report_id = ${id}`,
      sql()`update violation_reports set kind = 'named' where id = ${id}`,
    ]) {
      await expect(change).rejects.toSatisfy(never);
    }
  });

  test("a data key that was destroyed never comes back, and none is removed", async () => {
    const id = randomUUID();
    await city.database.owner`insert into data_keys (id) values (${id})`;
    const back = sql()`update data_keys set wrapped_key = 'a', wrapped_by = 'b' where id = ${id}`;
    const why = role === "owner" ? refused("data_keys_stay_destroyed") : { code: "42501" };
    await expect(back).rejects.toMatchObject(why);
    await expect(sql()`delete from data_keys where id = ${id}`).rejects.toThrow();
  });
});
