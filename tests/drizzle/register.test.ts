import { describe, expect, test } from "vitest";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

/** Inserts a row past the application, as the portal's own role. */
function force(changes: object = {}) {
  const { portal } = city.database;
  const row = {
    ...{ reference: "A-900", step: "given", subject: "parking", basis: "Letter", reason: null },
    ...{ from_on: "2026-01-01", until_on: null, person: "1006", by: "1001", recorder: "1002" },
    ...changes,
  };
  return portal`
    insert into authorizations (reference, step, person_id, subject, channels, authorized_by, basis,
      from_on, until_on, reason, recorded_at, recorded_by)
    select ${row.reference}, ${row.step}, p.id, ${row.subject}, '{}', b.id, ${row.basis},
      ${row.from_on}, ${row.until_on}, ${row.reason}, now(), r.id
    from people p, people b, people r
    where p.handle = ${row.person} and b.handle = ${row.by} and r.handle = ${row.recorder}`;
}

const refusedBy = (constraint_name: string) =>
  expect.objectContaining({ constraint_name }) as object;

describe("an authorization", () => {
  test.each([
    ["is given by another", { by: "1006" }, "authorizations_are_given_by_another"],
    ["is recorded by another", { recorder: "1006" }, "authorizations_are_recorded_by_another"],
    ["says on what", { subject: " " }, "authorizations_say_on_what"],
    ["has a basis", { basis: "" }, "authorizations_have_a_basis"],
    ["has no reason when given", { reason: "Why" }, "authorizations_change_for_a_reason"],
    [
      "ends no earlier than the day before it begins",
      { until_on: "2025-12-30" },
      "authorizations_end_after_they_begin",
    ],
    [
      "is corrected only after it was given",
      { step: "corrected", reason: "Why" },
      "authorizations_follow_the_one_given",
    ],
    [
      "that ended has an end",
      { step: "ended", reason: "Why", reference: "A-1", person: "1001", by: "1004" },
      "authorizations_that_ended_have_an_end",
    ],
  ])("%s", async (_, changes, constraint) => {
    const { owner } = city.database;
    if ("reference" in changes) {
      await owner`update authorizations set superseded_at = now() where reference = 'A-1'`;
    }
    await expect(force(changes)).rejects.toEqual(refusedBy(constraint));
  });

  test("never overlaps another of the same person and subject, however it is spelled", async () => {
    await force({ reference: "A-901", person: "1007", until_on: "2026-06-30" });
    await expect(
      force({ reference: "A-902", person: "1007", subject: "PARKING", from_on: "2026-06-30" }),
    ).rejects.toEqual(refusedBy("authorizations_do_not_overlap"));
    await force({ reference: "A-902", person: "1007", from_on: "2026-07-01" });
  });

  test("stays about one person, holds in one row, and is given once", async () => {
    const { owner } = city.database;
    await force({ reference: "A-903", person: "1009" });
    await expect(
      force({ reference: "A-903", person: "1009", step: "corrected", reason: "Why", subject: "x" }),
    ).rejects.toMatchObject({
      constraint_name: expect.stringMatching(/follow_the_one_given|hold_once/),
    });
    await owner`update authorizations set superseded_at = now() where reference = 'A-903'`;
    await expect(
      force({ reference: "A-903", person: "1010", step: "corrected", reason: "Why" }),
    ).rejects.toEqual(refusedBy("authorizations_keep_their_person"));
    await expect(force({ reference: "A-903", person: "1009" })).rejects.toEqual(
      refusedBy("authorizations_are_given_once"),
    );
  });

  test("is changed by new rows and by nothing else, not even by the owner", async () => {
    const { owner, portal } = city.database;
    await expect(owner`update authorizations set subject = 'anything'`).rejects.toThrow(
      /corrected by new rows/,
    );
    await expect(owner`delete from authorizations`).rejects.toThrow(/corrected by new rows/);
    await expect(owner`truncate authorizations`).rejects.toThrow(/is evidence/);
    for (const change of [
      "update authorizations set subject = 'anything'",
      "delete from authorizations",
      "truncate authorizations",
    ]) {
      await expect(portal.unsafe(change)).rejects.toMatchObject({ code: "42501" });
    }
  });
});
