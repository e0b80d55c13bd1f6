import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import type { OpenReport } from "#app/intake/open-report.ts";
import { stepAside } from "#app/intake/step-aside.ts";
import { aPicture, upload } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
let report: OpenReport;
let file = "";

beforeAll(async () => {
  ({ report } = await fileReport(city.portal));
  const to = { holder: report, by: null };
  const sent = upload([{ name: "a.jpg", bytes: await aPicture() }]);
  file = (await receiveEvidence(city.portal, sent, to)).arrived[0]?.id ?? "";
  await city.runJobs();
});

const rule = (constraint_name: string) => ({ constraint_name });

/** Attaches a file past the application; changes what is given. */
async function force(sql: Sql, changes: Record<string, unknown> = {}, pieces = [0, 1]) {
  const id = randomUUID();
  await sql.begin(async (tx) => {
    await tx`insert into evidence_files values (${id}, '2026-11-23')`;
    for (const position of pieces) {
      await tx`insert into evidence_pieces values (${id}, ${position}, ${Buffer.alloc(40)})`;
    }
    await tx`insert into held_evidence ${tx({
      ...{ file_id: id, key_id: report.keyId, position: 99, size: 24, pieces: 2 },
      ...{ described: Buffer.alloc(40), wrapped_key: Buffer.alloc(60), author: "reporter" },
      ...{ by: null, added_on: "2026-11-23", added_at: null, ...changes },
    })}`;
    throw new Error("It would be kept.");
  });
}

describe.each(["owner", "portal"] as const)("around the application, as the %s:", (role) => {
  const as = () => city.database[role];

  test("whole evidence would be kept", async () => {
    await expect(force(as())).rejects.toThrow("It would be kept");
  });

  test.each([
    ["with a piece missing", {}, [0]],
    ["with a gap", {}, [0, 2]],
    ["with a piece too many", {}, [0, 1, 2]],
    ["of nothing", { pieces: 0, size: 0 }, []],
  ])("evidence is not attached %s", async (_, changes, pieces) => {
    await expect(force(as(), changes, pieces)).rejects.toMatchObject({ code: "23514" });
  });

  test("what an anonymous reporter adds has no moment", async () => {
    await expect(force(as(), { added_at: "2026-11-23T15:00:00Z" })).rejects.toMatchObject(
      rule("reports_keep_no_trace_of_the_anonymous"),
    );
  });

  test("what the office adds names who, and when", async () => {
    await expect(force(as(), { author: "office" })).rejects.toMatchObject(
      rule("held_evidence_names_who_of_the_office"),
    );
    const { personId } = await city.viewer("1014");
    await expect(force(as(), { author: "office", by: personId })).rejects.toMatchObject(
      rule("held_evidence_of_the_office_has_a_moment"),
    );
  });

  test("attached evidence gets no further piece, loses none, and none is changed", async () => {
    await expect(
      as()`insert into evidence_pieces values (${file}, 9, ${Buffer.alloc(40)})`,
    ).rejects.toMatchObject(rule("evidence_never_changes"));
    await expect(as()`delete from evidence_pieces where file_id = ${file}`).rejects.toMatchObject(
      rule("evidence_never_changes"),
    );
    await expect(
      as()`update evidence_pieces set bytes = bytes where file_id = ${file}`,
    ).rejects.toMatchObject(role === "portal" ? { code: "42501" } : rule("evidence_never_changes"));
  });

  test("attached evidence is not removed by what the sweeper does", async () => {
    await expect(as()`delete from evidence_files where id = ${file}`).rejects.toThrow();
    const [kept] = await city.database.owner`
      select count(*)::int as pieces from evidence_pieces where file_id = ${file}`;
    expect(kept?.pieces).toBe(1);
  });
});

test("no piece is larger than 256 KiB", async () => {
  const { portal } = city.database;
  const id = randomUUID();
  await portal`insert into evidence_files values (${id}, '2026-11-23')`;
  await expect(
    portal`insert into evidence_pieces values (${id}, 0, ${Buffer.alloc(262_173)})`,
  ).rejects.toMatchObject(rule("evidence_pieces_are_small"));
});

test("nobody adds evidence to a report they have a conflict in", async () => {
  const joanne = await city.viewer("1014");
  await stepAside(joanne, city.portal, report.number, { reason: "A friend of mine" });
  const { personId } = joanne;
  const added = { author: "office", by: personId, added_at: "2026-11-23T15:00:00Z" };
  await expect(force(city.database.portal, added)).rejects.toMatchObject(
    rule("reports_are_handled_by_others"),
  );
});

describe("never changed or removed:", () => {
  test.each([
    ["held_evidence", "described"],
    ["viewing_copies", "refused"],
  ])("%s", async (table, column) => {
    for (const change of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      await expect(city.database.portal.unsafe(change)).rejects.toMatchObject({ code: "42501" });
      await expect(city.database.owner.unsafe(change)).rejects.toThrow(/is evidence/);
    }
  });

  test("the pieces, by truncating", async () => {
    const truncate = "truncate evidence_pieces";
    await expect(city.database.portal.unsafe(truncate)).rejects.toMatchObject({ code: "42501" });
    await expect(city.database.owner.unsafe(truncate)).rejects.toThrow(/is evidence/);
  });
});
